import type { ElectronApplication } from 'playwright/test';

interface Desktop {
  /** What the taskbar was told, in order; −1 takes the bar away. */
  bars: number[];
  /** "title: body" of each notification. */
  notifications: string[];
}

/** Listens where the app speaks to the system: no test machine has a taskbar to look at. */
export const watchDesktop = (app: ElectronApplication): Promise<void> =>
  app.evaluate(({ BrowserWindow, Notification }) => {
    const seen: Desktop = { bars: [], notifications: [] };
    Object.assign(globalThis, { seenDesktop: seen });
    const [window] = BrowserWindow.getAllWindows();
    if (!window) throw new Error('There is no window.');
    const setProgressBar = window.setProgressBar.bind(window);
    window.setProgressBar = (progress, options) => {
      seen.bars.push(progress);
      setProgressBar(progress, options);
    };
    Notification.isSupported = () => true;
    Notification.prototype.show = function (this: Electron.Notification) {
      seen.notifications.push(`${this.title}: ${this.body}`);
    };
  });

export const seenDesktop = (app: ElectronApplication): Promise<Desktop> =>
  app.evaluate(() => (globalThis as unknown as { seenDesktop: Desktop }).seenDesktop);
