import { Button, Combobox, Input, makeStyles, Option } from '@fluentui/react-components';
import { useId, useState } from 'react';
import type { Settings } from '../../src-shared/settings.ts';
import type { ProviderFacts } from '../../src-shared/providers.ts';
import { rowName, testProvider, useProviders } from '../stores/providers-store.ts';
import { changeSetting } from '../stores/settings-store.ts';
import { useAction } from '../stores/use-action.ts';
import { texts } from '../texts.ts';
import { ErrorCard } from './error-card.tsx';
import { useRowStyles } from './row-styles.ts';
import { TestLine } from './test-line.tsx';

const useStyles = makeStyles({
  fields: {
    display: 'grid',
    gridTemplateColumns: 'repeat(auto-fill, minmax(220px, 1fr))',
    gap: '12px',
    marginTop: '12px',
  },
  field: { display: 'flex', flexDirection: 'column', rowGap: '6px', minWidth: 0 },
  control: { minWidth: 0, width: '100%' },
  test: { display: 'flex', alignItems: 'center', columnGap: '12px' },
});

const words = texts.providers;

interface ProviderFieldsProps {
  provider: ProviderFacts;
  settings: Settings;
}

/** Model, voice and address of one provider; what it offers comes from itself, as far as it was asked. */
export function ProviderFields({ provider, settings }: ProviderFieldsProps) {
  const styles = useStyles();
  const { run, isBusy, failure } = useAction();
  const outcome = useProviders(({ tests }) => tests[rowName(provider)]);
  const told = outcome?.isGood ? outcome.answer : undefined;
  const own = settings.providers[provider.name];
  const path = `providers.${provider.name}`;
  const save = (key: string) => (value: string) =>
    void run(() => changeSetting(`${path}.${key}`, value.trim() === '' ? null : value.trim()));
  const models = [...new Set([...(told?.models ?? []), ...provider.models])];
  const voices = told?.voices ?? provider.voices;
  return (
    <>
      <div className={styles.fields}>
        {provider.model !== undefined && (
          <PickField
            label={words.model}
            setting={`${path}.model`}
            value={own.model ?? ''}
            placeholder={provider.model}
            options={models.map((model) => [model, model] as const)}
            onSave={save('model')}
          />
        )}
        {provider.kind === 'TTS' && (
          <PickField
            label={words.voice}
            setting={`${path}.voice`}
            value={own.voice ?? ''}
            placeholder={voices[0]?.label ?? words.usual}
            options={voices.map(({ id, label }) => [id, label] as const)}
            onSave={save('voice')}
          />
        )}
        {provider.takesBaseUrl && (
          <AddressField setting={`${path}.baseUrl`} value={own.baseUrl ?? ''} onSave={save('baseUrl')} />
        )}
      </div>
      {!provider.keyName && provider.canBeTested && (
        <div className={styles.fields}>
          <div className={styles.test}>
            <Button disabledFocusable={isBusy} onClick={() => void run(() => testProvider(provider, ''))}>
              {words.test}
            </Button>
            <TestLine provider={provider} isBusy={isBusy} />
          </div>
        </div>
      )}
      {failure && <ErrorCard failure={failure} isCompact />}
    </>
  );
}

interface FieldProps {
  setting: string;
  value: string;
  onSave: (value: string) => void;
}

interface PickFieldProps extends FieldProps {
  label: string;
  placeholder: string;
  options: readonly (readonly [string, string])[];
}

/** One of what the provider offers, or anything else that is typed. */
function PickField({ label, setting, value, placeholder, options, onSave }: PickFieldProps) {
  const styles = useStyles();
  const rows = useRowStyles();
  const id = useId();
  const labelOf = (chosen: string) => options.find(([known]) => known === chosen)?.[1] ?? chosen;
  const [text, setText] = useState(labelOf(value));
  const typed = options.find(([, shown]) => shown === text)?.[0] ?? text;
  const leave = () => typed !== value && onSave(typed);
  const matching =
    text === '' || text === labelOf(value)
      ? options
      : options.filter(([, shown]) => shown.toLowerCase().includes(text.toLowerCase()));
  return (
    <div className={styles.field} data-setting={setting}>
      <label htmlFor={id} className={rows.label}>
        {label}
      </label>
      <Combobox
        id={id}
        className={styles.control}
        freeform
        value={text}
        selectedOptions={[value]}
        placeholder={placeholder}
        onChange={(event) => setText(event.target.value)}
        onOptionSelect={(_, { optionValue, optionText }) => {
          if (optionValue === undefined) return;
          setText(optionText ?? optionValue);
          onSave(optionValue);
        }}
        onBlur={leave}
        onKeyDown={(event) => event.key === 'Enter' && leave()}
      >
        {matching.slice(0, 100).map(([known, shown]) => (
          <Option key={known} value={known} text={shown}>
            {shown}
          </Option>
        ))}
      </Combobox>
    </div>
  );
}

function AddressField({ setting, value, onSave }: FieldProps) {
  const styles = useStyles();
  const rows = useRowStyles();
  const id = useId();
  const [text, setText] = useState(value);
  const leave = () => text.trim() !== value && onSave(text);
  return (
    <div className={styles.field} data-setting={setting}>
      <label htmlFor={id} className={rows.label}>
        {words.baseUrl}
      </label>
      <Input
        id={id}
        className={styles.control}
        value={text}
        placeholder={words.usual}
        spellCheck={false}
        onChange={(_, { value: typed }) => setText(typed)}
        onBlur={leave}
        onKeyDown={(event) => event.key === 'Enter' && leave()}
      />
    </div>
  );
}
