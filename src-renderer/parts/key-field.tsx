import { Button, Input, makeStyles, tokens } from '@fluentui/react-components';
import { EyeRegular } from '@fluentui/react-icons/svg/eye';
import { EyeOffRegular } from '@fluentui/react-icons/svg/eye-off';
import { useEffect, useId, useRef, useState } from 'react';
import type { KeyState } from '../../src-shared/provider-keys.ts';
import type { ProviderFacts } from '../../src-shared/providers.ts';
import { removeKey, rowName, saveKey, testProvider, forgetTest, useProviders } from '../stores/providers-store.ts';
import { useAction } from '../stores/use-action.ts';
import { useOffline } from '../stores/use-offline.ts';
import { texts } from '../texts.ts';
import { HealthLabel } from './health-label.tsx';
import { useRowStyles } from './row-styles.ts';
import { TestLine } from './test-line.tsx';

const useStyles = makeStyles({
  line: { display: 'flex', alignItems: 'center', columnGap: '8px', marginTop: '6px' },
  input: { flexGrow: 1, minWidth: 0 },
  button: { flexShrink: 0, minWidth: '88px' },
  foot: {
    display: 'flex',
    flexWrap: 'wrap',
    justifyContent: 'space-between',
    columnGap: '24px',
    rowGap: '4px',
    minHeight: '20px',
    marginTop: '8px',
  },
  place: { color: tokens.colorNeutralForeground3 },
});

const words = texts.providers;

interface KeyFieldProps {
  provider: ProviderFacts;
  state: KeyState | undefined;
  hasFocus: boolean;
  /** A key that was not saved is there. */
  onTyped: (isTyped: boolean) => void;
  /** A first key is there now. */
  onSaved: () => Promise<void>;
}

/** Paste a key, test it, save it. It goes to the main process and never comes back. */
export function KeyField({ provider, state, hasFocus, onTyped, onSaved }: KeyFieldProps) {
  const styles = useStyles();
  const rows = useRowStyles();
  const id = useId();
  const input = useRef<HTMLInputElement>(null);
  const [key, setKey] = useState('');
  const [isShown, setShown] = useState(false);
  const { run, isBusy, failure } = useAction();
  const { isOffline } = useOffline();
  const savesTo = useProviders(({ keys }) => keys?.savesTo) ?? 'session';
  const { keyName, name } = provider;
  useEffect(() => {
    if (!hasFocus) return;
    input.current?.scrollIntoView({ block: 'center' });
    input.current?.focus();
  }, [hasFocus]);
  if (!keyName) return null;
  const change = (value: string) => {
    setKey(value);
    onTyped(value !== '');
    forgetTest(rowName(provider));
  };
  const save = () =>
    run(async () => {
      await saveKey(keyName, key);
      setKey('');
      onTyped(false);
      await onSaved();
    });
  const isStored = state?.place !== undefined && state.place !== 'environment';
  if (state?.place === 'environment') return <EnvironmentKey provider={provider} variable={keyName} />;
  return (
    <div data-setting={keyName}>
      <label htmlFor={id} className={rows.label}>
        {words.key(name)}
      </label>
      <div className={styles.line}>
        <Input
          id={id}
          input={{ ref: input }}
          className={styles.input}
          type={isShown ? 'text' : 'password'}
          value={key}
          autoComplete="off"
          spellCheck={false}
          contentAfter={
            <Button
              size="small"
              appearance="transparent"
              icon={isShown ? <EyeOffRegular /> : <EyeRegular />}
              aria-label={isShown ? words.hideKey : words.showKey}
              onClick={() => setShown(!isShown)}
            />
          }
          onChange={(_, { value }) => change(value)}
          onKeyDown={(event) => event.key === 'Enter' && key !== '' && void save()}
        />
        {isStored && (
          <Button
            className={styles.button}
            disabledFocusable={isBusy}
            onClick={() => void run(() => removeKey(keyName))}
          >
            {words.remove}
          </Button>
        )}
        <Button
          className={styles.button}
          disabledFocusable={isBusy || isOffline || (key === '' && !isStored)}
          title={isOffline ? words.offlineTest : key === '' && !isStored ? words.typeFirst : undefined}
          onClick={() => void run(() => testProvider(provider, key))}
        >
          {words.test}
        </Button>
        <Button
          className={styles.button}
          appearance="primary"
          disabledFocusable={isBusy || key === ''}
          title={key === '' ? words.typeFirst : undefined}
          onClick={() => void save()}
        >
          {words.save}
        </Button>
      </div>
      <div className={styles.foot}>
        {failure ? (
          <HealthLabel icon="failed" words={failure.message} />
        ) : (
          <TestLine provider={provider} isBusy={isBusy} />
        )}
        <span className={`${rows.hint} ${styles.place}`}>{words.places[savesTo]}</span>
      </div>
    </div>
  );
}

function EnvironmentKey({ provider, variable }: { provider: ProviderFacts; variable: string }) {
  const styles = useStyles();
  const rows = useRowStyles();
  const { run, isBusy } = useAction();
  const { isOffline } = useOffline();
  return (
    <div data-setting={variable}>
      <div className={styles.foot}>
        <span className={rows.hint}>{words.fromEnvironment(variable)}</span>
        <Button
          disabledFocusable={isBusy || isOffline}
          title={isOffline ? words.offlineTest : undefined}
          onClick={() => void run(() => testProvider(provider, ''))}
        >
          {words.test}
        </Button>
      </div>
      <TestLine provider={provider} isBusy={isBusy} />
    </div>
  );
}
