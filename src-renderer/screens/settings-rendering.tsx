import { makeStyles } from '@fluentui/react-components';
import { call } from '../studio-client.ts';
import { ErrorCard } from '../parts/error-card.tsx';
import type { SettingValue } from '../parts/defaulted-setting.tsx';
import { FieldGroups } from '../parts/field-groups.tsx';
import { PathSetting } from '../parts/setting-controls.tsx';
import { renderingGroups } from '../parts/setting-fields.ts';
import { SettingSection } from '../parts/setting-row.tsx';
import { useAppInfo } from '../stores/app-info-store.ts';
import { changeSetting, useSettings } from '../stores/settings-store.ts';
import { useAction } from '../stores/use-action.ts';
import { texts } from '../texts.ts';

const useStyles = makeStyles({ failure: { marginBottom: '20px', maxWidth: '860px' } });

const words = texts.settings;

/** How films are made and where they go. */
export function SettingsRendering() {
  const styles = useStyles();
  const { run, failure } = useAction();
  const info = useAppInfo();
  const settings = useSettings((state) => state.settings);
  if (!settings) return null;
  const { rendering } = settings;
  const set = (path: string) => (value: SettingValue) => void run(() => changeSetting(path, value));
  const chooseFolder = () =>
    void run(async () => {
      const folder = await call('folders.choose');
      if (folder) await changeSetting('rendering.outputFolder', folder);
    });
  return (
    <>
      {failure && (
        <div className={styles.failure}>
          <ErrorCard failure={failure} />
        </div>
      )}
      <FieldGroups groups={renderingGroups.slice(0, 1)} settings={settings} change={set} />
      <SettingSection title={words.files}>
        <PathSetting
          key={`folder ${rendering.outputFolder}`}
          label={words.outputFolder}
          hint={words.outputFolderHint}
          value={rendering.outputFolder}
          placeholder={info?.videosFolder}
          setting="rendering.outputFolder"
          onChange={set('rendering.outputFolder')}
          onChoose={chooseFolder}
        />
        <PathSetting
          key={`ffmpeg ${rendering.ffmpegPath}`}
          label={words.ffmpegPath}
          hint={words.ffmpegPathHint}
          value={rendering.ffmpegPath}
          setting="rendering.ffmpegPath"
          onChange={set('rendering.ffmpegPath')}
        />
      </SettingSection>
      <FieldGroups groups={renderingGroups.slice(1)} settings={settings} change={set} />
    </>
  );
}
