import { Button, makeStyles, tokens } from '@fluentui/react-components';
import { CopyRegular } from '@fluentui/react-icons/svg/copy';
import { useEffect, useState } from 'react';
import type { AppInfo } from '../../src-shared/ipc.ts';
import { call } from '../studio-client.ts';
import { Mark } from '../parts/mark.tsx';
import { useRowStyles } from '../parts/row-styles.ts';
import { ChoiceSetting } from '../parts/setting-controls.tsx';
import { SettingRow, SettingSection } from '../parts/setting-row.tsx';
import { useAppInfo } from '../stores/app-info-store.ts';
import { changeSetting, useSettings } from '../stores/settings-store.ts';
import { useAction } from '../stores/use-action.ts';
import { texts } from '../texts.ts';

const useStyles = makeStyles({
  head: { display: 'flex', alignItems: 'center', columnGap: '12px', marginBottom: '28px' },
  value: {
    userSelect: 'text',
    overflowWrap: 'anywhere',
    textAlign: 'right',
    fontSize: tokens.fontSizeBase300,
    color: tokens.colorNeutralForeground2,
    fontVariantNumeric: 'tabular-nums',
  },
  notices: {
    height: '320px',
    margin: '12px 0 0',
    padding: '12px 14px',
    overflowY: 'auto',
    border: `1px solid ${tokens.colorNeutralStroke2}`,
    borderRadius: tokens.borderRadiusLarge,
    fontFamily: tokens.fontFamilyMonospace,
    fontSize: tokens.fontSizeBase100,
    lineHeight: '17px',
    whiteSpace: 'pre-wrap',
    overflowWrap: 'anywhere',
    userSelect: 'text',
    color: tokens.colorNeutralForeground2,
  },
});

const words = texts.settings;

function Versions({ info }: { info: AppInfo }) {
  const styles = useStyles();
  const facts = [
    [words.version, info.version],
    [words.electron, info.electron],
    [words.chromium, info.chrome],
    [words.node, info.node],
  ] as const;
  return (
    <SettingSection title={words.about}>
      {facts.map(([label, value]) => (
        <SettingRow key={label} label={label}>
          {({ labelId }) => (
            <span className={styles.value} aria-labelledby={labelId}>
              {value}
            </span>
          )}
        </SettingRow>
      ))}
      <SettingRow label={words.dataFolder}>
        {() => (
          <>
            <span className={styles.value}>{info.dataFolder}</span>
            <Button
              size="small"
              icon={<CopyRegular />}
              onClick={() => void call('app.copyText', { text: info.dataFolder })}
            >
              {words.copyPath}
            </Button>
          </>
        )}
      </SettingRow>
    </SettingSection>
  );
}

function Notices() {
  const styles = useStyles();
  const rows = useRowStyles();
  const [notices, setNotices] = useState<string>();
  useEffect(() => {
    call('app.notices').then(setNotices, () => setNotices(words.noticesMissing));
  }, []);
  return (
    <section aria-label={words.notices}>
      <h2 className={rows.sectionTitle}>{words.notices}</h2>
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- it scrolls, so the keyboard must reach it */}
      <pre className={styles.notices} tabIndex={0}>
        {notices}
      </pre>
    </section>
  );
}

/** What this is, how it looks, and whose work it stands on. */
export function SettingsAbout() {
  const styles = useStyles();
  const rows = useRowStyles();
  const info = useAppInfo();
  const settings = useSettings((state) => state.settings);
  const { run } = useAction();
  return (
    <>
      <div className={styles.head}>
        <Mark sizePx={40} />
        <div>
          <p className={rows.sectionTitle}>{texts.appName}</p>
          <p className={rows.meta}>{info && `${words.version} ${info.version}`}</p>
        </div>
      </div>
      {settings && (
        <SettingSection title={words.appearance}>
          <ChoiceSetting
            label={words.appearance}
            value={settings.appearance.theme}
            options={[
              ['system', words.appearances.system],
              ['light', words.appearances.light],
              ['dark', words.appearances.dark],
            ]}
            onChange={(theme) => void run(() => changeSetting('appearance.theme', theme))}
          />
        </SettingSection>
      )}
      {info && <Versions info={info} />}
      <Notices />
    </>
  );
}
