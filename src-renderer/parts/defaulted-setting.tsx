import { Button, Dropdown, Input, makeStyles, Option, Switch } from '@fluentui/react-components';
import { ArrowResetRegular } from '@fluentui/react-icons/svg/arrow-reset';
import { useRef, useState } from 'react';
import { texts } from '../texts.ts';
import { shown, typedValue, type SettingField } from './setting-fields.ts';
import { SettingRow, type RowIds } from './setting-row.tsx';

const useStyles = makeStyles({
  input: { width: '132px', minWidth: 0 },
  choice: { width: '180px', minWidth: 0 },
  set: { width: '340px', minWidth: 0 },
  reset: { visibility: 'visible' },
  gone: { visibility: 'hidden' },
});

const words = texts.settingFields;

/** Null goes back to the default. */
export type SettingValue = number | boolean | string | string[] | null;

interface DefaultedSettingProps {
  field: SettingField;
  label: string;
  hint?: string | undefined;
  /** Where it stands in the settings, so that an error can lead here. */
  path: string;
  /** Undefined: not set, the default holds. */
  value: unknown;
  defaultValue: unknown;
  onChange: (value: SettingValue) => void;
}

/** One setting that has a default, and the way back to it. Refuses nothing itself: main does, with its reason. */
export function DefaultedSetting(props: DefaultedSettingProps) {
  const { field, label, hint, path, value, defaultValue, onChange } = props;
  const styles = useStyles();
  const isChanged = value !== undefined && JSON.stringify(value) !== JSON.stringify(defaultValue);
  return (
    <SettingRow label={label} setting={path} {...(hint && { hint })}>
      {(ids) => (
        <>
          <Button
            className={isChanged ? styles.reset : styles.gone}
            appearance="subtle"
            icon={<ArrowResetRegular />}
            aria-label={words.resetOf(label)}
            title={words.resetTo(`${shown(defaultValue, field)} ${words.units[field.kind] ?? ''}`.trim())}
            onClick={() => onChange(null)}
          />
          <Control {...props} ids={ids} />
        </>
      )}
    </SettingRow>
  );
}

type ControlProps = DefaultedSettingProps & { ids: RowIds };

function Control(props: ControlProps) {
  const { field, value, onChange, ids } = props;
  switch (field.kind) {
    case 'switch':
      return (
        <Switch
          id={ids.controlId}
          checked={value === true}
          aria-labelledby={ids.labelId}
          aria-describedby={ids.hintId}
          onChange={(_, { checked }) => onChange(checked)}
        />
      );
    case 'choice':
    case 'set':
      return <Choices {...props} />;
    default:
      return <TypedInput key={String(value)} {...props} />;
  }
}

/** One of a few, or any of them. */
function Choices({ field, value, defaultValue, onChange, ids }: ControlProps) {
  const styles = useStyles();
  const { kind, options = [] } = field;
  const isSet = kind === 'set';
  const held = value ?? defaultValue;
  const chosen = (Array.isArray(held) ? held : [held]).map(String);
  return (
    <Dropdown
      id={ids.controlId}
      className={isSet ? styles.set : styles.choice}
      multiselect={isSet}
      aria-labelledby={ids.labelId}
      aria-describedby={ids.hintId}
      value={shown(held, field)}
      selectedOptions={chosen}
      onOptionSelect={(_, { optionValue, selectedOptions }) => {
        if (isSet) return onChange(options.map(([one]) => String(one)).filter((one) => selectedOptions.includes(one)));
        const option = options.find(([one]) => String(one) === optionValue);
        if (option) onChange(option[0]);
      }}
    >
      {options.map(([one, said]) => (
        <Option key={one} value={String(one)}>
          {said}
        </Option>
      ))}
    </Dropdown>
  );
}

function TypedInput({ field, value, defaultValue, onChange, ids }: ControlProps) {
  const styles = useStyles();
  const before = shown(value, field);
  const [text, setText] = useState(before);
  // What was refused is not sent again just because the field is left.
  const sent = useRef(before);
  const leave = () => {
    if (text.trim() === sent.current) return;
    sent.current = text.trim();
    const typed = typedValue(text, field.kind);
    if (typed === undefined && text.trim() !== '') setText(before);
    else onChange(typed ?? null);
  };
  return (
    <Input
      id={ids.controlId}
      className={styles.input}
      inputMode={field.kind === 'text' ? 'text' : 'decimal'}
      value={text}
      placeholder={shown(defaultValue, field)}
      contentAfter={words.units[field.kind] ?? null}
      aria-labelledby={ids.labelId}
      aria-describedby={ids.hintId}
      onChange={(_, { value: typed }) => setText(typed)}
      onBlur={leave}
      onKeyDown={(event) => event.key === 'Enter' && leave()}
    />
  );
}
