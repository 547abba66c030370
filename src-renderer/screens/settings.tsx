import { makeStyles, Tab, TabList, tokens } from '@fluentui/react-components';
import { useRowStyles } from '../parts/row-styles.ts';
import { goTo, type SettingsTab } from '../stores/route-store.ts';
import { texts } from '../texts.ts';
import { SettingsAbout } from './settings-about.tsx';
import { SettingsRendering } from './settings-rendering.tsx';

const useStyles = makeStyles({
  root: { padding: '28px 32px 40px', '@media (max-width: 1099px)': { padding: '24px 28px 32px' } },
  tabs: { marginTop: '12px', paddingBottom: '0', borderBottom: `1px solid ${tokens.colorNeutralStroke2}` },
  list: { marginLeft: '-10px' },
  body: { marginTop: '24px' },
});

/** Settings, a tab each. */
export function Settings({ tab = 'rendering' }: { tab: SettingsTab | undefined }) {
  const styles = useStyles();
  const rows = useRowStyles();
  return (
    <div className={styles.root}>
      <h1 className={rows.pageTitle}>{texts.settings.title}</h1>
      <div className={styles.tabs}>
        <TabList
          className={styles.list}
          selectedValue={tab}
          onTabSelect={(_, { value }) => goTo({ page: 'settings', tab: value === 'about' ? 'about' : 'rendering' })}
        >
          <Tab value="rendering">{texts.settings.rendering}</Tab>
          <Tab value="about">{texts.settings.about}</Tab>
        </TabList>
      </div>
      <div className={styles.body}>{tab === 'rendering' ? <SettingsRendering /> : <SettingsAbout />}</div>
    </div>
  );
}
