import { powerSaveBlocker, type BrowserWindow } from 'electron';
import type { Job } from '../../src-shared/job.ts';

interface WorkIndicator {
  show(running: Job[]): void;
  /** How far the running batch is, 0 to 100: while there is one, it is what the taskbar shows. */
  showBatch(percent: number | undefined): void;
}

/** Shows running jobs on the taskbar and keeps the computer awake while there are any. */
export function createWorkIndicator(window: () => BrowserWindow | undefined): WorkIndicator {
  let blocker: number | undefined;
  let batchPercent: number | undefined;
  let jobsPercent: number | undefined;

  function stayAwake(isWorking: boolean): void {
    if (isWorking) blocker ??= powerSaveBlocker.start('prevent-app-suspension');
    else if (blocker !== undefined) {
      powerSaveBlocker.stop(blocker);
      blocker = undefined;
    }
  }

  function refresh(): void {
    const percent = batchPercent ?? jobsPercent;
    stayAwake(percent !== undefined);
    // −1 takes the bar away.
    window()?.setProgressBar(percent === undefined ? -1 : percent / 100);
  }

  return {
    show(running) {
      const sum = running.reduce((all, job) => all + job.percent, 0);
      jobsPercent = running.length > 0 ? sum / running.length : undefined;
      refresh();
    },
    showBatch(percent) {
      batchPercent = percent;
      refresh();
    },
  };
}
