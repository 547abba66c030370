import { log } from '../logging/log.ts';
import type { Studio } from '../studio.ts';
import { followBatches } from './follow-batches.ts';
import { followJobs } from './follow-jobs.ts';
import type { MainWindow } from './main-window.ts';
import { notifyBatchEnd, notifyEnd, notifyOf } from './notifications.ts';
import type { WindowCommands } from './window-commands.ts';
import { createWorkIndicator } from './work-indicator.ts';

interface ShowWorkOptions {
  studio: Promise<Studio>;
  window: MainWindow;
  commands: WindowCommands;
}

/** What the desktop sees of the studio's work: taskbar, notifications, theme. */
export function showWork({ studio, window, commands }: ShowWorkOptions): void {
  const indicator = createWorkIndicator(window.current);

  async function follow(): Promise<void> {
    const opened = await studio;
    const { jobs, settings } = opened;
    window.setTheme(settings.get().appearance.theme);
    settings.watch((changed) => {
      window.setTheme(changed.appearance.theme);
      commands.send({ kind: 'settings-changed', settings: changed });
    });
    settings.watchWarnings(() => commands.send({ kind: 'warnings-changed', warnings: opened.warnings() }));
    opened.health.onNotice(({ name, message }) =>
      notifyOf(name, message, () => {
        commands.send({ kind: 'open-diagnostics' });
        window.show();
      }),
    );
    opened.resilience.onAlert(({ name, message, jobId }) =>
      notifyOf(name, message, () => {
        commands.send(
          jobId === undefined ? { kind: 'open-diagnostics', tab: 'resilience' } : { kind: 'open-job', jobId },
        );
        window.show();
      }),
    );
    const batchesFollowed = followBatches(opened.batches, {
      onRunning: (percent) => indicator.showBatch(percent),
      onAtRest: (batch) =>
        notifyBatchEnd(batch, () => {
          commands.send({ kind: 'open-batch', batchId: batch.batchId });
          window.show();
        }),
    });
    const jobsFollowed = followJobs(jobs, {
      onRunning: (running) => indicator.show(running),
      onEnded: (job) => {
        // A batch speaks once, at its end.
        if (job.batchId !== undefined) return;
        notifyEnd(job, () => {
          commands.send({ kind: 'open-job', jobId: job.jobId });
          window.show();
        });
      },
    });
    await Promise.all([batchesFollowed, jobsFollowed]);
  }

  follow().catch((error: unknown) => log.error('The desktop is no longer told of jobs', { error }));
}
