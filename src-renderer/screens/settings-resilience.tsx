import { Dropdown, makeStyles, Option } from '@fluentui/react-components';
import { useState } from 'react';
import { limitsOf } from '../../src-shared/provider-limits.ts';
import { providerNames, type ProviderName } from '../../src-shared/provider-settings.ts';
import { Settings } from '../../src-shared/settings.ts';
import { DefaultedSetting, type SettingValue } from '../parts/defaulted-setting.tsx';
import { ErrorCard } from '../parts/error-card.tsx';
import { FieldGroups } from '../parts/field-groups.tsx';
import { useRowStyles } from '../parts/row-styles.ts';
import { ownFields, resilienceGroups, valueAt } from '../parts/setting-fields.ts';
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
  const change = (path: string) => (value: SettingValue) => void run(() => changeSetting(path, value));
  return (
    <>
      <p className={`${rows.text} ${styles.intro}`}>{words.intro}</p>
      {failure && (
        <div className={styles.failure}>
          <ErrorCard failure={failure} />
        </div>
      )}
      <FieldGroups groups={resilienceGroups} settings={settings} change={change} />
      <OwnLimits settings={settings} change={change} />
    </>
  );
}

interface OwnLimitsProps {
  settings: Settings;
  change: (path: string) => (value: SettingValue) => void;
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
      {ownFields.map((field) => (
        <DefaultedSetting
          key={`${name} ${field.path}`}
          field={field}
          label={texts.settingFields.ownLabels[field.path] ?? field.path}
          path={`providers.${name}.${field.path}`}
          value={valueAt(settings.providers[name], field.path)}
          defaultValue={inherited(settings, name, field.path)}
          onChange={change(`providers.${name}.${field.path}`)}
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
