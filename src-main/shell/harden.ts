import { app, session, type WebContents } from 'electron';
import { log } from '../logging/log.ts';
import { isOwnPage } from './own-page.ts';

/** Chromium looks for updates and the like by itself. Before the app is ready. */
export function keepChromiumQuiet(): void {
  for (const name of [
    'disable-background-networking',
    'disable-component-update',
    'disable-domain-reliability',
    'no-pings',
  ])
    app.commandLine.appendSwitch(name);
  // The window loads `app:` alone, and all requests of the studio are Node's. Refused so, no name is looked up at all:
  // a lookup begins by trying whether IPv6 reaches a server of Google's.
  app.commandLine.appendSwitch('host-resolver-rules', 'MAP * ^NOTFOUND');
}

/** Takes from every page what the studio's own never needs: other pages, windows, permissions, the network. */
export function hardenPages(): void {
  app.on('web-contents-created', (_event, contents) => confine(contents));
  const { defaultSession } = session;
  // Else a dictionary is downloaded at every start, though no page of ours checks spelling:
  // https://www.electronjs.org/docs/latest/tutorial/spellchecker#does-the-spellchecker-use-any-google-services
  defaultSession.setSpellCheckerLanguages([]);
  // The player goes full screen; nothing else is ever granted.
  defaultSession.setPermissionRequestHandler((contents, permission, answer) =>
    answer(permission === 'fullscreen' && isOwnPage(contents.getURL())),
  );
  defaultSession.setPermissionCheckHandler((_contents, permission) => permission === 'fullscreen');
  defaultSession.webRequest.onBeforeRequest(({ url }, answer) => answer({ cancel: !isLocal(url) }));
  defaultSession.on('will-download', (event) => event.preventDefault());
}

function confine(contents: WebContents): void {
  contents.setWindowOpenHandler(({ url }) => {
    log.warn('A page wanted to open a window', { url });
    return { action: 'deny' };
  });
  contents.on('will-navigate', (event) => {
    if (isOwnPage(event.url)) return;
    log.warn('A page wanted to go elsewhere', { url: event.url });
    event.preventDefault();
  });
  contents.on('will-attach-webview', (event) => event.preventDefault());
}

const isLocal = (url: string): boolean => /^(app|blob|data|devtools|chrome-devtools):/.test(url);
