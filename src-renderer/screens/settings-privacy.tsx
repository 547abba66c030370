import { makeStyles } from '@fluentui/react-components';
import { useEffect } from 'react';
import { ErrorCard } from '../parts/error-card.tsx';
import { useRowStyles } from '../parts/row-styles.ts';
import { SwitchSetting } from '../parts/setting-controls.tsx';
import { SettingRow, SettingSection } from '../parts/setting-row.tsx';
import { loadProviders, useProviders } from '../stores/providers-store.ts';
import { changeSetting, useSettings } from '../stores/settings-store.ts';
import { useAction } from '../stores/use-action.ts';
import { useOffline } from '../stores/use-offline.ts';
import { texts } from '../texts.ts';

const useStyles = makeStyles({
  failure: { marginBottom: '20px', maxWidth: '860px' },
  shared: {
    margin: '12px 0 0',
    padding: 0,
    display: 'flex',
    flexDirection: 'column',
    rowGap: '8px',
    maxWidth: '620px',
  },
});

const words = texts.privacy;

/** What may leave this computer, and where keys lie. */
export function SettingsPrivacy() {
  const styles = useStyles();
  const rows = useRowStyles();
  const { run, failure } = useAction();
  const settings = useSettings((state) => state.settings);
  const keys = useProviders((state) => state.keys);
  const { isOffline, isForced } = useOffline();
  const consent = settings?.privacy.storeKeysUnencrypted;
  useEffect(() => void run(loadProviders), [run, consent]);
  if (!settings) return null;
  const set = (path: string) => (value: boolean) => void run(() => changeSetting(path, value));
  return (
    <>
      {failure && (
        <div className={styles.failure}>
          <ErrorCard failure={failure} />
        </div>
      )}
      <SettingSection title={words.network}>
        <SwitchSetting
          label={words.offline}
          hint={isForced ? texts.providers.offlineForced : words.offlineHint}
          setting="privacy.offline"
          value={isOffline}
          isFixed={isForced}
          onChange={set('privacy.offline')}
        />
      </SettingSection>
      <SettingSection title={words.keys}>
        <SettingRow label={words.keysLie}>
          {() => <span className={rows.text}>{keys && words.places[keys.savesTo]}</span>}
        </SettingRow>
        {keys && !keys.hasKeyring && (
          <SwitchSetting
            label={words.consent}
            hint={words.consentHint}
            setting="privacy.storeKeysUnencrypted"
            value={settings.privacy.storeKeysUnencrypted}
            onChange={set('privacy.storeKeysUnencrypted')}
          />
        )}
      </SettingSection>
      <section aria-label={words.shared}>
        <h2 className={rows.sectionTitle}>{words.shared}</h2>
        <ul className={styles.shared}>
          {words.sharedList.map((sentence) => (
            <li key={sentence} className={rows.text}>
              {sentence}
            </li>
          ))}
        </ul>
      </section>
    </>
  );
}
