import {
  app,
  dialog,
  type BrowserWindow,
  type FileFilter,
  type OpenDialogOptions,
  type SaveDialogOptions,
} from 'electron';
import { join } from 'node:path';
import type { OwnText } from '../../src-shared/brief.ts';
import { openText } from './open-text.ts';
import type { PathGrants } from './path-grants.ts';

/** The system's own dialogs. What they return is granted, so that the window may send it back. */
export interface Dialogs {
  openText(): Promise<{ ownText: OwnText; fileName: string } | undefined>;
  chooseOutput(suggestedName: string): Promise<string | undefined>;
  /** Where a file that is no film is to be saved. */
  saveAs(title: string, fileName: string, ...kinds: FileFilter[]): Promise<string | undefined>;
  /** A table, a list of briefs, or a folder of texts. */
  chooseBatch(what: 'file' | 'folder'): Promise<string | undefined>;
  chooseFolder(): Promise<string | undefined>;
  chooseFfmpeg(): Promise<string | undefined>;
  /** Whether keys and texts may go to this address. */
  trustAddress(address: string): Promise<boolean>;
}

interface DialogsOptions {
  grants: PathGrants;
  window: () => BrowserWindow | undefined;
  /** Where films go unless the user says otherwise. */
  outputFolder: () => Promise<string>;
}

export function createDialogs({ grants, window, outputFolder }: DialogsOptions): Dialogs {
  async function chooseOne(options: OpenDialogOptions): Promise<string | undefined> {
    const parent = window();
    const { filePaths } = await (parent ? dialog.showOpenDialog(parent, options) : dialog.showOpenDialog(options));
    return filePaths[0];
  }

  const chooseGranted = async (options: OpenDialogOptions): Promise<string | undefined> => {
    const path = await chooseOne(options);
    return path === undefined ? undefined : grants.grant(path);
  };

  async function saveGranted(options: SaveDialogOptions): Promise<string | undefined> {
    const parent = window();
    const { canceled, filePath } = await (parent
      ? dialog.showSaveDialog(parent, options)
      : dialog.showSaveDialog(options));
    return canceled || !filePath ? undefined : grants.grant(filePath);
  }

  return {
    async openText() {
      const filters = [{ name: 'Text', extensions: ['md', 'markdown', 'txt'] }];
      const path = await chooseOne({ title: 'Open a text', filters, properties: ['openFile'] });
      if (path === undefined) return undefined;
      const opened = await openText(path);
      if (opened.ownText.folder !== undefined) grants.grant(opened.ownText.folder);
      return opened;
    },
    chooseOutput: async (suggestedName) =>
      saveGranted({
        title: 'Save the video as',
        defaultPath: join(await outputFolder(), `${fileNameOf(suggestedName)}.mp4`),
        filters: [{ name: 'Video', extensions: ['mp4'] }],
      }),
    saveAs: (title, fileName, ...kinds) =>
      saveGranted({ title, defaultPath: join(app.getPath('downloads'), fileName), filters: kinds }),
    chooseBatch: (what) => chooseOne(batchDialogs[what]),
    chooseFolder: () => chooseGranted({ title: 'Choose a folder', properties: ['openDirectory', 'createDirectory'] }),
    chooseFfmpeg: () => chooseGranted({ title: 'Choose FFmpeg', properties: ['openFile'] }),
    async trustAddress(address) {
      const parent = window();
      const question = {
        type: 'warning' as const,
        message: `Send your key and your texts to ${new URL(address).host}?`,
        detail: `The provider would be asked at ${address}. Only go on if you know whose server that is.`,
        buttons: ['Leave it as it is', 'Use this address'],
        defaultId: 0,
        cancelId: 0,
        noLink: true,
      };
      const { response } = await (parent ? dialog.showMessageBox(parent, question) : dialog.showMessageBox(question));
      return response === 1;
    },
  };
}

const batchDialogs: Record<'file' | 'folder', OpenDialogOptions> = {
  folder: { title: 'Choose a folder of texts', properties: ['openDirectory'] },
  file: {
    title: 'Choose a table or a list of briefs',
    filters: [{ name: 'Table or briefs', extensions: ['csv', 'tsv', 'txt', 'json'] }],
    properties: ['openFile'],
  },
};

/** A name for the dialog to start with; the user may type another. */
const fileNameOf = (name: string): string =>
  name
    .replace(/\.mp4$/i, '')
    .replace(/[\p{Cc}\\/:*?"<>|]+/gu, ' ')
    .trim()
    .slice(0, 120) || 'Video';
