import { Field, Input, makeStyles, Switch } from '@fluentui/react-components';
import { SearchRegular } from '@fluentui/react-icons/svg/search';
import type { ReactNode } from 'react';
import type { LogLevel } from '../../src-shared/log.ts';
import { texts } from '../texts.ts';
import { Choice } from './choice.tsx';

const useStyles = makeStyles({
  root: { display: 'flex', flexWrap: 'wrap', alignItems: 'flex-end', gap: '12px 16px' },
  text: { flexGrow: 1, flexBasis: '180px', maxWidth: '320px' },
  input: { minWidth: 0, width: '100%' },
  level: { width: '176px' },
});

export interface LogWishes {
  level: LogLevel;
  text: string;
  isSlowOnly: boolean;
}

interface LogFiltersProps {
  wishes: LogWishes;
  onChange: (wishes: LogWishes) => void;
  /** Filters of one place only. */
  children?: ReactNode;
}

/** What every list of log lines can be narrowed by. */
export function LogFilters({ wishes, onChange, children }: LogFiltersProps) {
  const styles = useStyles();
  return (
    <search className={styles.root}>
      <div className={styles.level}>
        <Choice
          label={texts.log.level}
          value={wishes.level}
          options={texts.log.levels}
          onChange={(level) => onChange({ ...wishes, level })}
        />
      </div>
      {children}
      <Field className={styles.text} label={texts.log.text}>
        <Input
          className={styles.input}
          contentBefore={<SearchRegular />}
          value={wishes.text}
          maxLength={200}
          onChange={(_, { value }) => onChange({ ...wishes, text: value })}
        />
      </Field>
      <Switch
        label={texts.log.slow}
        checked={wishes.isSlowOnly}
        onChange={(_, { checked }) => onChange({ ...wishes, isSlowOnly: checked })}
      />
    </search>
  );
}
