import { dialog, type BrowserWindow } from 'electron';
import { log } from '../logging/log.ts';

const reloadAfterMs = 300;
/** More crashes than this within the window below, and the user decides. */
const maxCrashes = 3;
const crashWindowMs = 60_000;

/** Brings the page back when its process dies or hangs. Jobs live in the main process and do not notice. */
export function reviveWindow(window: BrowserWindow): void {
  const crashes: number[] = [];

  window.webContents.on('render-process-gone', (_event, { reason, exitCode }) => {
    if (reason === 'clean-exit') return;
    log.error('The window’s process ended', { reason, exitCode });
    const now = performance.now();
    crashes.push(now);
    const recent = crashes.filter((time) => now - time < crashWindowMs).length;
    if (recent > maxCrashes) void offerReload(window, 'The window keeps closing by itself');
    else setTimeout(() => reload(window), reloadAfterMs);
  });

  window.on('unresponsive', () => {
    log.warn('The window does not answer');
    void offerReload(window, 'The window does not answer');
  });
}

async function offerReload(window: BrowserWindow, message: string): Promise<void> {
  const { response } = await dialog.showMessageBox({
    type: 'warning',
    message,
    detail: 'Videos that are being made go on meanwhile.',
    buttons: ['Reload the window', 'Wait'],
    defaultId: 0,
    cancelId: 1,
    noLink: true,
  });
  if (response === 0) reload(window);
}

function reload(window: BrowserWindow): void {
  if (window.isDestroyed()) return;
  if (!window.webContents.isCrashed()) window.webContents.forcefullyCrashRenderer();
  window.webContents.reload();
}
