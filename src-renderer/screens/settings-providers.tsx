import { makeStyles, Switch } from '@fluentui/react-components';
import { ImageRegular } from '@fluentui/react-icons/svg/image';
import { PersonVoiceRegular } from '@fluentui/react-icons/svg/person-voice';
import { TextAlignLeftRegular } from '@fluentui/react-icons/svg/text-align-left';
import { useEffect } from 'react';
import { providerKinds, sectionOfKind } from '../../src-shared/provider-settings.ts';
import type { Settings } from '../../src-shared/settings.ts';
import { BudgetFields } from '../parts/budget-fields.tsx';
import { ErrorCard } from '../parts/error-card.tsx';
import { ProviderList } from '../parts/provider-list.tsx';
import { useRowStyles } from '../parts/row-styles.ts';
import { loadProviders, openRow, rowName, useProviders } from '../stores/providers-store.ts';
import { useRoute } from '../stores/route-store.ts';
import { changeSettings, useSettings } from '../stores/settings-store.ts';
import { useAction } from '../stores/use-action.ts';
import { useOffline } from '../stores/use-offline.ts';
import { texts } from '../texts.ts';

const useStyles = makeStyles({
  root: {
    display: 'grid',
    gridTemplateColumns: '256px minmax(0, 1fr)',
    columnGap: '40px',
    '@container page (max-width: 1000px)': { gridTemplateColumns: '200px minmax(0, 1fr)', columnGap: '28px' },
    '@container page (max-width: 820px)': { gridTemplateColumns: 'minmax(0, 1fr)', rowGap: '24px' },
  },
  side: { display: 'flex', flexDirection: 'column', rowGap: '20px' },
  switch: { marginLeft: '-8px' },
  hint: { marginTop: '-2px' },
});

const words = texts.providers;
const icons = { LLM: TextAlignLeftRegular, TTS: PersonVoiceRegular, Images: ImageRegular };

/** Who writes, speaks and draws, in the order they are tried; their keys; and what may leave the computer. */
export function SettingsProviders() {
  const styles = useStyles();
  const settings = useSettings((state) => state.settings);
  const facts = useProviders((state) => state.facts);
  const route = useRoute((state) => state.route);
  const field = route.page === 'settings' ? route.field : undefined;
  const consent = settings?.privacy.storeKeysUnencrypted;
  const { run, failure } = useAction();
  useEffect(() => void run(loadProviders), [run, consent, settings?.providers]);
  useEffect(() => {
    const wanted =
      field && facts?.find(({ keyName, name }) => keyName === field || field.startsWith(`providers.${name}`));
    if (wanted) openRow(rowName(wanted));
  }, [field, facts]);
  return (
    <div className={styles.root}>
      {settings && <SideColumn settings={settings} />}
      <div>
        {failure && <ErrorCard failure={failure} />}
        {settings &&
          facts &&
          providerKinds.map((kind) => (
            <ProviderList key={kind} kind={kind} icon={icons[kind]} facts={facts} settings={settings} field={field} />
          ))}
      </div>
    </div>
  );
}

function SideColumn({ settings }: { settings: Settings }) {
  const styles = useStyles();
  const rows = useRowStyles();
  const { run, failure } = useAction();
  const { isOffline, isForced } = useOffline();
  const chains = providerKinds.map((kind) => sectionOfKind[kind]);
  const stepsIn = chains.every((section) => settings.providers[section].fallbackEnabled);
  const setStepIn = (isOn: boolean) =>
    changeSettings(
      chains.map((section) => ({ path: `providers.${section}.fallbackEnabled`, value: isOn ? null : false })),
    );
  return (
    <div className={styles.side}>
      <p className={rows.text}>{words.intro}</p>
      <div data-setting="privacy.offline">
        <Switch
          className={styles.switch}
          label={words.offline}
          checked={isOffline}
          disabled={isForced}
          onChange={(_, { checked }) => void run(() => changeSettings([{ path: 'privacy.offline', value: checked }]))}
        />
        <p className={`${rows.hint} ${styles.hint}`}>{isForced ? words.offlineForced : words.offlineHint}</p>
      </div>
      <div>
        <Switch
          className={styles.switch}
          label={words.stepIn}
          checked={stepsIn}
          onChange={(_, { checked }) => void run(() => setStepIn(checked))}
        />
        <p className={`${rows.hint} ${styles.hint}`}>{words.stepInHint}</p>
      </div>
      <BudgetFields budget={settings.budget} />
      {failure && <ErrorCard failure={failure} isCompact />}
    </div>
  );
}
