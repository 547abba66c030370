import { app, dialog } from 'electron';
import { setTimeout as sleep } from 'node:timers/promises';
import { goesOnByItself } from '../jobs/goes-on-by-itself.ts';
import { log } from '../logging/log.ts';
import type { Studio } from '../studio.ts';
import type { MainWindow } from './main-window.ts';
import type { WindowCommands } from './window-commands.ts';

interface LifecycleOptions {
  studio: Promise<Studio>;
  window: MainWindow;
  commands: WindowCommands;
}

/** Longer than the studio needs to end its children; a hung disk must not keep the app from quitting. */
const closeLimitMs = 8000;
const openLimitMs = 2000;

/** Ends the app in order, whoever asks for it: the user is asked while a video is made, and no child stays behind. */
export function keepLifecycle({ studio, window, commands }: LifecycleOptions): void {
  let phase: 'open' | 'asking' | 'closing' | 'closed' = 'open';

  async function quit({ mayAsk }: { mayAsk: boolean }): Promise<void> {
    if (phase === 'closing' || (phase === 'asking' && mayAsk)) return;
    const opened = await Promise.race([studio, sleep(openLimitMs, undefined)]).catch(() => undefined);
    const runningCount = opened?.jobs.runningCount() ?? 0;
    if (mayAsk && runningCount > 0) {
      phase = 'asking';
      const isStopping = await confirmStop(window, runningCount, !opened || goesOnByItself(opened.settings.get()));
      // A signal may have come in while the question stood.
      if (phase !== 'asking') return;
      phase = 'open';
      if (!isStopping) return;
    }
    phase = 'closing';
    commands.send({ kind: 'quitting' });
    const closing = Promise.allSettled([opened?.close(), window.save()]);
    const isLate = await Promise.race([closing.then(() => false), sleep(closeLimitMs, true)]);
    if (isLate) log.error('The studio did not close in time', { limitMs: closeLimitMs });
    phase = 'closed';
    app.quit();
  }

  const quitLogged = (options: { mayAsk: boolean }): void => {
    quit(options).catch((error: unknown) => {
      log.error('Quitting failed', { error });
      app.exit(1);
    });
  };

  app.on('before-quit', (event) => {
    if (phase === 'closed') return;
    event.preventDefault();
    quitLogged({ mayAsk: true });
  });
  // Closing the last window means quitting, but on macOS; asked before the window is gone.
  window.onClose((event) => {
    if (phase === 'closed' || process.platform === 'darwin') return;
    event.preventDefault();
    app.quit();
  });
  app.on('window-all-closed', () => process.platform !== 'darwin' && app.quit());
  app.on('activate', () => window.show());
  app.on('second-instance', () => window.show());
  for (const signal of ['SIGTERM', 'SIGINT', 'SIGHUP'] as const) {
    process.on(signal, () => quitLogged({ mayAsk: false }));
  }
}

async function confirmStop(window: MainWindow, runningCount: number, goesOn: boolean): Promise<boolean> {
  const parent = window.current();
  const question = {
    type: 'question' as const,
    message: runningCount === 1 ? 'Stop this video?' : `Stop ${runningCount} videos?`,
    detail: goesOn
      ? 'What is finished is kept, and it goes on from there at the next start.'
      : 'What is finished is kept. Resume goes on from there.',
    buttons: ['Keep going', 'Stop and quit'],
    defaultId: 0,
    cancelId: 0,
    noLink: true,
  };
  const { response } = await (parent ? dialog.showMessageBox(parent, question) : dialog.showMessageBox(question));
  return response === 1;
}
