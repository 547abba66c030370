import { makeStyles } from '@fluentui/react-components';
import { useEffect, type ComponentType } from 'react';
import { PageTabs } from '../parts/page-tabs.tsx';
import { useRowStyles } from '../parts/row-styles.ts';
import { goTo, type SettingsTab } from '../stores/route-store.ts';
import { useSettings } from '../stores/settings-store.ts';
import { texts } from '../texts.ts';
import { SettingsAbout } from './settings-about.tsx';
import { SettingsPrivacy } from './settings-privacy.tsx';
import { SettingsProviders } from './settings-providers.tsx';
import { SettingsRendering } from './settings-rendering.tsx';
import { SettingsResilience } from './settings-resilience.tsx';

const useStyles = makeStyles({
  root: { padding: '28px 32px 40px', '@media (max-width: 1099px)': { padding: '24px 28px 32px' } },
});

/** In the order of their tabs. */
const screens: Record<SettingsTab, ComponentType> = {
  providers: SettingsProviders,
  rendering: SettingsRendering,
  resilience: SettingsResilience,
  privacy: SettingsPrivacy,
  about: SettingsAbout,
};
const tabs = (Object.keys(screens) as SettingsTab[]).map((tab) => [tab, texts.settingsTabs[tab]] as const);

interface SettingsProps {
  tab: SettingsTab | undefined;
  /** The `data-setting` of the row whose control is to have the focus. */
  field: string | undefined;
}

/** Settings, a tab each. */
export function Settings({ tab = 'providers', field }: SettingsProps) {
  const styles = useStyles();
  const rows = useRowStyles();
  const isLoaded = useSettings((state) => state.settings !== undefined);
  const Screen = screens[tab];
  useEffect(() => {
    if (field && isLoaded) focusSetting(field);
  }, [field, tab, isLoaded]);
  return (
    <div className={styles.root}>
      <h1 className={rows.pageTitle}>{texts.settings.title}</h1>
      <PageTabs
        label={texts.settings.title}
        tabs={tabs}
        selected={tab}
        onSelect={(chosen) => goTo({ page: 'settings', tab: chosen })}
      />
      <Screen />
    </div>
  );
}

function focusSetting(field: string): void {
  const row = document.querySelector(`[data-setting="${CSS.escape(field)}"]`);
  const control =
    row?.querySelector<HTMLElement>('input, textarea, [role="combobox"]') ?? row?.querySelector<HTMLElement>('button');
  control?.scrollIntoView({ block: 'center' });
  control?.focus();
}
