import type { ElectronApplication } from 'playwright/test';

interface Shown {
  title: string;
  body: string;
}

interface Seen {
  shown: Shown[];
  click: (() => void)[];
}

/** Takes the system's place: keeps what is shown, and clicks on it as a user would. */
export async function watchNotifications(app: ElectronApplication) {
  await app.evaluate(({ Notification }) => {
    const seen: Seen = { shown: [], click: [] };
    Object.assign(globalThis, { notificationsSeen: seen });
    Notification.isSupported = () => true;
    Notification.prototype.show = function show(this: Electron.Notification) {
      seen.shown.push({ title: this.title, body: this.body });
      seen.click.push(() => void this.emit('click'));
    };
  });
  return {
    shown: (): Promise<Shown[]> =>
      app.evaluate(() => (globalThis as unknown as { notificationsSeen: Seen }).notificationsSeen.shown),
    /** On the first that begins so. */
    click: (start: string): Promise<void> =>
      app.evaluate((_electron, wanted) => {
        const { shown, click } = (globalThis as unknown as { notificationsSeen: Seen }).notificationsSeen;
        click[shown.findIndex(({ title, body }) => `${title}: ${body}`.startsWith(wanted))]?.();
      }, start),
  };
}
