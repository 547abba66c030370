import { Button, Input, makeStyles, Switch } from '@fluentui/react-components';
import { ArrowResetRegular } from '@fluentui/react-icons/svg/arrow-reset';
import { useRef, useState } from 'react';
import { texts } from '../texts.ts';
import { shown, typedValue, type FieldKind } from './resilience-fields.ts';
import { SettingRow, type RowIds } from './setting-row.tsx';

const useStyles = makeStyles({
  input: { width: '132px', minWidth: 0 },
  reset: { visibility: 'visible' },
  gone: { visibility: 'hidden' },
});

const words = texts.resilienceSettings;

interface DefaultedSettingProps {
  label: string;
  hint?: string | undefined;
  path: string;
  kind: FieldKind;
  /** Undefined: not set, the default holds. */
  value: unknown;
  defaultValue: unknown;
  /** Null goes back to the default. */
  onChange: (value: number | boolean | null) => void;
}

/** One setting that has a default, and the way back to it. Refuses nothing itself: main does, with its reason. */
export function DefaultedSetting(props: DefaultedSettingProps) {
  const { label, hint, path, kind, value, defaultValue, onChange } = props;
  const styles = useStyles();
  const isChanged = value !== undefined && value !== defaultValue;
  return (
    <SettingRow label={label} setting={path} {...(hint && { hint })}>
      {(ids) => (
        <>
          <Button
            className={isChanged ? styles.reset : styles.gone}
            appearance="subtle"
            icon={<ArrowResetRegular />}
            aria-label={words.resetOf(label)}
            title={words.resetTo(defaultText(defaultValue, kind))}
            onClick={() => onChange(null)}
          />
          {kind === 'switch' ? (
            <Switch
              id={ids.controlId}
              checked={value === true}
              aria-labelledby={ids.labelId}
              aria-describedby={ids.hintId}
              onChange={(_, { checked }) => onChange(checked)}
            />
          ) : (
            <NumberInput key={String(value)} {...props} ids={ids} />
          )}
        </>
      )}
    </SettingRow>
  );
}

const defaultText = (value: unknown, kind: FieldKind): string =>
  kind === 'switch' ? words.onOff(value === true) : `${shown(value, kind)} ${words.units[kind]}`.trim();

function NumberInput(props: DefaultedSettingProps & { ids: RowIds }) {
  const { kind, value, defaultValue, onChange, ids } = props;
  const styles = useStyles();
  const before = shown(value, kind);
  const [text, setText] = useState(before);
  // What was refused is not sent again just because the field is left.
  const sent = useRef(before);
  const leave = () => {
    if (text.trim() === sent.current) return;
    sent.current = text.trim();
    const typed = typedValue(text, kind);
    if (typed === undefined && text.trim() !== '') setText(before);
    else onChange(typed ?? null);
  };
  return (
    <Input
      id={ids.controlId}
      className={styles.input}
      inputMode="decimal"
      value={text}
      placeholder={shown(defaultValue, kind)}
      contentAfter={words.units[kind]}
      aria-labelledby={ids.labelId}
      aria-describedby={ids.hintId}
      onChange={(_, { value: typed }) => setText(typed)}
      onBlur={leave}
      onKeyDown={(event) => event.key === 'Enter' && leave()}
    />
  );
}
