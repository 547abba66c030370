import { powerSaveBlocker, type BrowserWindow } from 'electron';
import type { Job } from '../../src-shared/job.ts';

/** Shows running jobs on the taskbar and keeps the computer awake while there are any. */
export function createWorkIndicator(window: () => BrowserWindow | undefined): { show: (running: Job[]) => void } {
  let blocker: number | undefined;

  function stayAwake(isWorking: boolean): void {
    if (isWorking) blocker ??= powerSaveBlocker.start('prevent-app-suspension');
    else if (blocker !== undefined) {
      powerSaveBlocker.stop(blocker);
      blocker = undefined;
    }
  }

  return {
    show(running) {
      stayAwake(running.length > 0);
      const percent = running.reduce((sum, job) => sum + job.percent, 0) / running.length;
      // −1 takes the bar away.
      window()?.setProgressBar(running.length > 0 ? percent / 100 : -1);
    },
  };
}
