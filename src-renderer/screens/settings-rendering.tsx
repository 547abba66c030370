import { makeStyles } from '@fluentui/react-components';
import { frameRates, qualities } from '../../src-shared/brief.ts';
import { encoderWishes, videoCodecs } from '../../src-shared/encoders.ts';
import { call } from '../studio-client.ts';
import { ErrorCard } from '../parts/error-card.tsx';
import { ChoiceSetting, PathSetting, SwitchSetting } from '../parts/setting-controls.tsx';
import { SettingSection } from '../parts/setting-row.tsx';
import { useAppInfo } from '../stores/app-info-store.ts';
import { changeSetting, useSettings } from '../stores/settings-store.ts';
import { useAction } from '../stores/use-action.ts';
import { texts } from '../texts.ts';

const useStyles = makeStyles({ failure: { marginBottom: '20px', maxWidth: '860px' } });

const words = texts.settings;
const qualityOptions = qualities.map((quality) => [quality, words.qualities[quality]] as const);
const frameRateOptions = frameRates.map((rate) => [rate, words.frames(rate)] as const);
const codecOptions = videoCodecs.map((codec) => [codec, words.codecs[codec]] as const);
const encoderOptions = encoderWishes.map((wish) => [wish, words.encoders[wish]] as const);
const concurrencyOptions = [1, 2, 3, 4, 5, 6, 7, 8].map((count) => [count, String(count)] as const);

/** How films are made and where they go. */
export function SettingsRendering() {
  const styles = useStyles();
  const { run, failure } = useAction();
  const info = useAppInfo();
  const settings = useSettings((state) => state.settings);
  if (!settings) return null;
  const { rendering, jobs, resilience, quality } = settings;
  const set = (path: string) => (value: string | number | boolean) => void run(() => changeSetting(path, value));
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
      <SettingSection title={words.picture}>
        <ChoiceSetting
          label={words.quality}
          hint={words.qualityHint}
          value={rendering.quality}
          options={qualityOptions}
          setting="rendering.quality"
          onChange={set('rendering.quality')}
        />
        <ChoiceSetting
          label={words.frameRate}
          value={rendering.frameRate}
          options={frameRateOptions}
          onChange={set('rendering.frameRate')}
        />
        <ChoiceSetting
          label={words.codec}
          hint={words.codecHint}
          value={rendering.codec}
          options={codecOptions}
          onChange={set('rendering.codec')}
        />
        <ChoiceSetting
          label={words.encoder}
          hint={words.encoderHint}
          value={rendering.encoder}
          options={encoderOptions}
          onChange={set('rendering.encoder')}
        />
        <SwitchSetting
          label={words.burnIn}
          hint={words.burnInHint}
          value={rendering.burnInCaptions}
          onChange={set('rendering.burnInCaptions')}
        />
      </SettingSection>
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
      <SettingSection title={words.queue}>
        <ChoiceSetting
          label={words.concurrency}
          hint={words.concurrencyHint}
          value={jobs.concurrency}
          options={concurrencyOptions}
          onChange={set('jobs.concurrency')}
        />
        <SwitchSetting
          label={words.autoResume}
          hint={words.autoResumeHint}
          value={resilience.statePersistence.autoResume}
          onChange={set('resilience.statePersistence.autoResume')}
        />
        <SwitchSetting
          label={words.checkpoints}
          hint={words.checkpointsHint}
          value={rendering.checkpoints.enabled}
          onChange={set('rendering.checkpoints.enabled')}
        />
        <SwitchSetting
          label={words.resumeFromCheckpoint}
          value={rendering.checkpoints.resumeFromCheckpoint}
          onChange={set('rendering.checkpoints.resumeFromCheckpoint')}
        />
        <SwitchSetting
          label={words.stepDown}
          hint={words.stepDownHint}
          value={quality.fallbackEnabled}
          onChange={set('quality.fallbackEnabled')}
        />
      </SettingSection>
    </>
  );
}
