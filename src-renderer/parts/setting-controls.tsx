import { Button, Dropdown, Input, makeStyles, Option, Switch } from '@fluentui/react-components';
import { useState } from 'react';
import { SettingRow } from './setting-row.tsx';
import { texts } from '../texts.ts';

const useStyles = makeStyles({
  narrow: { minWidth: 0, width: '180px' },
  wide: { flexGrow: 1, minWidth: 0 },
});

interface SettingProps<Value> {
  label: string;
  hint?: string;
  /** Its path in the settings, so that an error can lead here. */
  setting?: string;
  value: Value;
  onChange: (value: Value) => void;
}

const row = ({ label, hint, setting }: { label: string; hint?: string; setting?: string }) => ({
  label,
  ...(hint && { hint }),
  ...(setting && { setting }),
});

/** On or off; what is fixed was decided elsewhere, and its hint says where. */
export function SwitchSetting(props: SettingProps<boolean> & { isFixed?: boolean }) {
  return (
    <SettingRow {...row(props)}>
      {({ controlId, labelId, hintId }) => (
        <Switch
          id={controlId}
          checked={props.value}
          disabled={props.isFixed}
          aria-labelledby={labelId}
          aria-describedby={hintId}
          onChange={(_, { checked }) => props.onChange(checked)}
        />
      )}
    </SettingRow>
  );
}

/** One of a few. */
export function ChoiceSetting<Value extends string | number>(
  props: SettingProps<Value> & { options: readonly (readonly [Value, string])[] },
) {
  const styles = useStyles();
  const chosen = props.options.find(([value]) => value === props.value);
  return (
    <SettingRow {...row(props)}>
      {({ labelId }) => (
        <Dropdown
          className={styles.narrow}
          aria-labelledby={labelId}
          value={chosen?.[1] ?? String(props.value)}
          selectedOptions={[String(props.value)]}
          onOptionSelect={(_, { optionValue }) => {
            const option = props.options.find(([value]) => String(value) === optionValue);
            if (option) props.onChange(option[0]);
          }}
        >
          {props.options.map(([value, text]) => (
            <Option key={value} value={String(value)}>
              {text}
            </Option>
          ))}
        </Dropdown>
      )}
    </SettingRow>
  );
}

/** A path: typed, or chosen where the system has a dialog for it. Saved when the field is left. */
export function PathSetting(props: SettingProps<string> & { onChoose?: () => void; placeholder?: string | undefined }) {
  const styles = useStyles();
  const [text, setText] = useState(props.value);
  const save = () => text !== props.value && props.onChange(text.trim());
  return (
    <SettingRow {...row(props)}>
      {({ controlId, labelId, hintId }) => (
        <>
          <Input
            id={controlId}
            className={styles.wide}
            value={text}
            aria-labelledby={labelId}
            aria-describedby={hintId}
            {...(props.placeholder && { placeholder: props.placeholder })}
            onChange={(_, { value }) => setText(value)}
            onBlur={save}
            onKeyDown={(event) => event.key === 'Enter' && save()}
          />
          {props.onChoose && <Button onClick={props.onChoose}>{texts.settings.choose}</Button>}
        </>
      )}
    </SettingRow>
  );
}
