import { app, clipboard, shell } from 'electron';
import { join } from 'node:path';
import { endOrphansOf, endOrphansSwitch } from './ffmpeg/orphan-guard.ts';
import { log } from './logging/log.ts';
import { isOfflineWished } from './runtime/offline-wish.ts';
import { readAppInfo } from './shell/app-info.ts';
import { registerAppScheme, serveAppScheme } from './shell/app-protocol.ts';
import { createDialogs } from './shell/dialogs.ts';
import { createDroppedPaths } from './shell/dropped-paths.ts';
import { createHandlers, createSources } from './shell/handlers.ts';
import { hardenPages, keepChromiumQuiet } from './shell/harden.ts';
import { serveIpc } from './shell/ipc-server.ts';
import { keepLifecycle } from './shell/lifecycle.ts';
import { logUncaught } from './shell/log-uncaught.ts';
import { logSleep } from './shell/log-sleep.ts';
import { createMainWindow } from './shell/main-window.ts';
import { createMediaAddresses } from './shell/media-addresses.ts';
import { setApplicationMenu } from './shell/menu.ts';
import { createPathGrants } from './shell/path-grants.ts';
import { choosePlaces } from './shell/places.ts';
import { openSecretStore } from './shell/secret-store.ts';
import { showWork } from './shell/show-work.ts';
import { createWindowCommands } from './shell/window-commands.ts';
import { createStudio } from './studio.ts';

logUncaught();
registerAppScheme();
keepChromiumQuiet();
app.setAppUserModelId('com.aura-video-studio.app');
const places = choosePlaces();
const isSafeMode = app.commandLine.hasSwitch('safe-mode');
// Only before it is ready.
if (isSafeMode) app.disableHardwareAcceleration();

// Awaiting here would keep Electron from ever becoming ready: it waits for this module.
const orphansOf = app.commandLine.getSwitchValue(endOrphansSwitch);
if (orphansOf !== '') void endOrphansOf(orphansOf).finally(() => app.exit());
else if (app.requestSingleInstanceLock()) void app.whenReady().then(open);
else app.quit();

function open(): void {
  const info = readAppInfo({ ...places, isOffline: isOfflineWished() });
  const media = createMediaAddresses();
  const grants = createPathGrants();
  const dropped = createDroppedPaths();
  const commands = createWindowCommands();
  const window = createMainWindow({ statePath: join(places.dataFolder, 'window.json'), isPackaged: app.isPackaged });

  hardenPages();
  serveAppScheme(media);
  setApplicationMenu();
  window.show();

  const studio = createStudio({
    ...info,
    isSafeMode,
    mediaUrl: media.addressOf,
    secretStore: { cipher: openSecretStore() },
  });
  const outputFolder = async (): Promise<string> =>
    (await studio).settings.get().rendering.outputFolder || info.videosFolder;
  const dialogs = createDialogs({ grants, window: window.current, outputFolder });
  const copyText = async (text: string): Promise<void> => clipboard.writeText(text);
  const showInFolder = (path: string): void => shell.showItemInFolder(path);

  // A studio that could not open has nothing to keep it in.
  const onAnswered = (call: string, durationMs: number): void =>
    void studio.then(({ diagnostics }) => diagnostics.recordCall(call, durationMs)).catch(() => undefined);

  serveIpc({
    handlers: createHandlers({ studio, info, grants, dialogs, dropped, commands, copyText, showInFolder }),
    sources: createSources({ studio, commands }),
    onAnswered,
    onDropped: (paths) => dropped.take(paths),
    onRefused: (refusal) => log.error('A stranger asked the studio for something', refusal),
  });
  showWork({ studio, window, commands });
  logSleep();
  keepLifecycle({ studio, window, commands });
}
