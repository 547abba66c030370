import { log } from '../logging/log.ts';
import type { Studio } from '../studio.ts';
import { followJobs } from './follow-jobs.ts';
import type { MainWindow } from './main-window.ts';
import { notifyEnd, notifyOf } from './notifications.ts';
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
        commands.send(jobId === undefined ? { kind: 'open-diagnostics' } : { kind: 'open-job', jobId });
        window.show();
      }),
    );
    await followJobs(jobs, {
      onRunning: indicator.show,
      onEnded: (job) =>
        notifyEnd(job, () => {
          commands.send({ kind: 'open-job', jobId: job.jobId });
          window.show();
        }),
    });
  }

  follow().catch((error: unknown) => log.error('The desktop is no longer told of jobs', { error }));
}
