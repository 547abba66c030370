import { Dropdown, Field, makeStyles, Option } from '@fluentui/react-components';

interface ChoiceProps<Value extends string> {
  label: string;
  value: Value;
  options: Readonly<Record<Value, string>>;
  /** Said beside an option in the list only. */
  notes?: Readonly<Record<string, string>>;
  hint?: string;
  error?: string | undefined;
  onChange: (value: Value) => void;
}

const useStyles = makeStyles({
  root: { minWidth: 0, width: '100%' },
});

/** One of a few, under its label. */
export function Choice<Value extends string>({
  label,
  value,
  options,
  notes,
  hint,
  error,
  onChange,
}: ChoiceProps<Value>) {
  const styles = useStyles();
  const entries = Object.entries(options) as [Value, string][];
  return (
    <Field label={label} {...(hint && { hint })} {...(error && { validationMessage: error })}>
      <Dropdown
        className={styles.root}
        value={options[value] ?? value}
        selectedOptions={[value]}
        onOptionSelect={(_, { optionValue }) => optionValue && onChange(optionValue as Value)}
      >
        {entries.map(([key, text]) => (
          <Option key={key} value={key} text={text}>
            {notes?.[key] ? `${text}: ${notes[key]}` : text}
          </Option>
        ))}
      </Dropdown>
    </Field>
  );
}
