import { Dropdown, makeStyles, Option } from '@fluentui/react-components';
import { useState } from 'react';
import { limitsOf } from '../../src-shared/provider-limits.ts';
import { providerNames, type ProviderName } from '../../src-shared/provider-settings.ts';
import { Settings } from '../../src-shared/settings.ts';
import { ErrorCard } from '../parts/error-card.tsx';
import { DefaultedSetting } from '../parts/number-setting.tsx';
import { ownFields, resilienceGroups, valueAt } from '../parts/resilience-fields.ts';
import { useRowStyles } from '../parts/row-styles.ts';
import { SettingSection } from '../parts/setting-row.tsx';
import { changeSetting, useSettings } from '../stores/settings-store.ts';
import { useAction } from '../stores/use-action.ts';
import { texts } from '../texts.ts';

const useStyles = makeStyles({
  failure: { marginBottom: '20px', maxWidth: '860px' },
  intro: { maxWidth: '620px', marginBottom: '24px' },
  chooser: { display: 'flex', alignItems: 'center', columnGap: '12px', marginBottom: '8px' },
});

const words = texts.resilienceSettings;
const defaults = Settings.parse({});
/** What runs on this computer has nothing to wait for. */
const withOwn = providerNames.filter((name) => !['Template', 'Flite', 'Cards', 'OwnFiles'].includes(name));

/** What happens when a provider fails: every limit, with its default; and what one provider has of its own. */
export function SettingsResilience() {
  const styles = useStyles();
  const rows = useRowStyles();
  const { run, failure } = useAction();
  const settings = useSettings((state) => state.settings);
  if (!settings) return null;
  const change = (path: string) => (value: number | boolean | null) => void run(() => changeSetting(path, value));
  return (
    <>
      <p className={`${rows.text} ${styles.intro}`}>{words.intro}</p>
      {failure && (
        <div className={styles.failure}>
          <ErrorCard failure={failure} />
        </div>
      )}
      {resilienceGroups.map(({ id, fields }) => (
        <SettingSection key={id} title={words.groups[id]}>
          {fields.map(({ path, kind }) => (
            <DefaultedSetting
              key={path}
              label={words.labels[path] ?? path}
              hint={words.hints[path]}
              path={path}
              kind={kind}
              value={valueAt(settings, path)}
              defaultValue={valueAt(defaults, path)}
              onChange={change(path)}
            />
          ))}
        </SettingSection>
      ))}
      <OwnLimits settings={settings} change={change} />
    </>
  );
}

interface OwnLimitsProps {
  settings: Settings;
  change: (path: string) => (value: number | boolean | null) => void;
}

function OwnLimits({ settings, change }: OwnLimitsProps) {
  const styles = useStyles();
  const [name, setName] = useState<ProviderName>('OpenAI');
  return (
    <SettingSection title={words.own}>
      <div className={styles.chooser}>
        <Dropdown
          aria-label={words.ownProvider}
          value={name}
          selectedOptions={[name]}
          onOptionSelect={(_, { optionValue }) => setName(withOwn.find((one) => one === optionValue) ?? name)}
        >
          {withOwn.map((one) => (
            <Option key={one} value={one}>
              {one}
            </Option>
          ))}
        </Dropdown>
      </div>
      {ownFields.map(({ path, kind }) => (
        <DefaultedSetting
          key={`${name} ${path}`}
          label={words.ownLabels[path] ?? path}
          path={`providers.${name}.${path}`}
          kind={kind}
          value={valueAt(settings.providers[name], path)}
          defaultValue={inherited(settings, name, path)}
          onChange={change(`providers.${name}.${path}`)}
        />
      ))}
    </SettingSection>
  );
}

/** What holds for a provider where it has nothing of its own. */
function inherited(settings: Settings, name: ProviderName, path: string): unknown {
  const kind = ['ElevenLabs', 'System'].includes(name)
    ? 'TTS'
    : ['OpenAI', 'Anthropic', 'Google', 'LocalLLM'].includes(name)
      ? 'LLM'
      : 'Images';
  const { requestMs, operationMs } = limitsOf(defaults.providers[name], kind, settings.timeouts);
  if (path === 'requestTimeout') return requestMs;
  if (path === 'operationTimeout') return operationMs;
  return path.startsWith('retry.') ? valueAt(settings.resilience, path) : valueAt(defaults.providers[name], path);
}
