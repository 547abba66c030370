import {
  BrowserWindow,
  nativeTheme,
  screen,
  type BrowserWindowConstructorOptions,
  type Event as ElectronEvent,
} from 'electron';
import { join } from 'node:path';
import { log } from '../logging/log.ts';
import { appRoot } from '../runtime/app-files.ts';
import { reviveWindow } from './revive-window.ts';
import { uiOrigin } from './own-page.ts';
import { titleBarHeight, windowColours } from './window-colours.ts';
import { minimumSize, placeWindow, readWindowState, saveWindowState, type WindowState } from './window-state.ts';

interface MainWindowOptions {
  statePath: string;
  isPackaged: boolean;
}

/** The one window. It may be closed and opened again while the studio works on. */
export interface MainWindow {
  current: () => BrowserWindow | undefined;
  /** Opens it, or brings it to the front. */
  show(): void;
  setTheme(theme: WindowState['theme']): void;
  /** Remembers where it stands. */
  save(): Promise<void>;
  onClose(listener: (event: ElectronEvent) => void): void;
}

export function createMainWindow({ statePath, isPackaged }: MainWindowOptions): MainWindow {
  let state = readWindowState(statePath);
  let window: BrowserWindow | undefined;
  nativeTheme.themeSource = state.theme;
  nativeTheme.on('updated', () => window && paint(window));

  const closeListeners: ((event: ElectronEvent) => void)[] = [];

  async function remember(change: Partial<WindowState>): Promise<void> {
    state = { ...state, ...change };
    await saveWindowState(statePath, state).catch((error: unknown) =>
      log.warn('The window’s place was not saved', { error }),
    );
  }
  const rememberPlace = async (): Promise<void> => {
    if (window) await remember({ bounds: window.getNormalBounds(), isMaximized: window.isMaximized() });
  };

  function open(): void {
    const opened = new BrowserWindow(windowOptions(state, isPackaged));
    window = opened;
    opened.setMenuBarVisibility(false);
    opened.once('ready-to-show', () => {
      if (state.isMaximized) opened.maximize();
      opened.show();
    });
    opened.on('close', (event) => {
      void rememberPlace();
      for (const listener of closeListeners) listener(event);
    });
    opened.on('closed', () => (window = undefined));
    reviveWindow(opened);
    void opened.loadURL(`${uiOrigin}/index.html`);
  }

  return {
    current: () => window,
    show() {
      if (!window) return open();
      if (window.isMinimized()) window.restore();
      window.show();
      window.focus();
    },
    setTheme(theme) {
      nativeTheme.themeSource = theme;
      if (theme !== state.theme) void remember({ theme });
    },
    save: rememberPlace,
    onClose: (listener) => closeListeners.push(listener),
  };
}

function windowOptions(state: WindowState, isPackaged: boolean): BrowserWindowConstructorOptions {
  const { page, titleBar, symbols } = windowColours(nativeTheme.shouldUseDarkColors);
  return {
    ...placeWindow(
      state.bounds,
      screen.getAllDisplays().map((display) => display.workArea),
    ),
    minWidth: minimumSize.width,
    minHeight: minimumSize.height,
    title: 'Aura Video Studio',
    show: false,
    backgroundColor: page,
    // The page draws the title bar; the system's own buttons lie over it.
    titleBarStyle: 'hidden',
    titleBarOverlay: { color: titleBar, symbolColor: symbols, height: titleBarHeight },
    trafficLightPosition: { x: 16, y: 14 },
    webPreferences: {
      preload: join(appRoot, 'out', 'preload', 'index.cjs'),
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      webSecurity: true,
      spellcheck: false,
      devTools: !isPackaged,
    },
  };
}

function paint(window: BrowserWindow): void {
  const { page, titleBar, symbols } = windowColours(nativeTheme.shouldUseDarkColors);
  window.setBackgroundColor(page);
  // macOS draws its lights itself.
  if (process.platform === 'darwin') return;
  window.setTitleBarOverlay({ color: titleBar, symbolColor: symbols, height: titleBarHeight });
}
