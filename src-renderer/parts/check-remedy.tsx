import { Button, makeStyles } from '@fluentui/react-components';
import type { CheckResult } from '../../src-shared/health.ts';
import { providerNames } from '../../src-shared/provider-settings.ts';
import { call } from '../studio-client.ts';
import { goTo } from '../stores/route-store.ts';
import { changeSetting, useSettings } from '../stores/settings-store.ts';
import { texts } from '../texts.ts';

const useStyles = makeStyles({ buttons: { display: 'flex', flexWrap: 'wrap', gap: '8px', marginTop: '8px' } });

const words = texts.check.remedies;

async function choose(setting: 'rendering.ffmpegPath' | 'rendering.outputFolder'): Promise<boolean> {
  const path = await call(setting === 'rendering.ffmpegPath' ? 'ffmpeg.choose' : 'folders.choose');
  if (path !== undefined) await changeSetting(setting, path);
  return path !== undefined;
}

/** What can be done about a finding from here: the name of each button, and the work; true when it is worth a new look. */
function remediesFor(name: string, hasOwnFfmpeg: boolean): [string, () => Promise<boolean>][] {
  if (name === 'FFmpeg' || name === 'Encoders' || name === 'Captions') {
    const bundled = () => changeSetting('rendering.ffmpegPath', null).then(() => true);
    return [
      [words.chooseFfmpeg, () => choose('rendering.ffmpegPath')],
      ...(hasOwnFfmpeg ? ([[words.useBundled, bundled]] as [string, () => Promise<boolean>][]) : []),
    ];
  }
  if (name === 'Output folder' || name === 'Disk')
    return [[words.chooseFolder, () => choose('rendering.outputFolder')]];
  if (name === 'Workers') return [[words.restartWorkers, () => call('health.restartWorkers').then(() => true)]];
  const openSettings = async () => {
    goTo({ page: 'settings' });
    return false;
  };
  return providerNames.some((provider) => provider === name) ? [[texts.failure.openSettings, openSettings]] : [];
}

interface CheckRemedyProps {
  check: CheckResult;
  isBusy: boolean;
  /** Runs the work, and looks again when it did something. */
  mend: (work: () => Promise<boolean>) => void;
}

export function CheckRemedy({ check, isBusy, mend }: CheckRemedyProps) {
  const styles = useStyles();
  const hasOwnFfmpeg = useSettings((state) => state.settings?.rendering.ffmpegPath) !== '';
  const remedies = check.status === 'Healthy' ? [] : remediesFor(check.name, hasOwnFfmpeg);
  if (remedies.length === 0) return null;
  return (
    <div className={styles.buttons}>
      {remedies.map(([label, work]) => (
        <Button key={label} size="small" disabledFocusable={isBusy} onClick={() => mend(work)}>
          {label}
        </Button>
      ))}
    </div>
  );
}
