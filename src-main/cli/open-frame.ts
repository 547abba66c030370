import { resolve } from 'node:path';
import type { Command } from 'commander';
import { defaultDataFolder, defaultVideosFolder } from '../storage/user-folders.ts';
import { log } from '../logging/log.ts';
import { createStudio, type Studio } from '../studio.ts';
import { isOfflineWished } from '../runtime/offline-wish.ts';
import { exitCodes, type CommandFrame, type GlobalOptions } from './command-frame.ts';
import { printable, type Terminal } from './terminal.ts';

/** `note` is what the log is to keep of how the command was called. */
export function openFrame(terminal: Terminal, note?: string): CommandFrame {
  let studio: Promise<Studio> | undefined;
  const frame: CommandFrame = {
    terminal,
    exitCode: exitCodes.fine,
    jobId: undefined,
    options: readOptions,
    studio(command) {
      const { dataFolder, isOffline, isSafeMode } = readOptions(command);
      studio ??= createStudio({
        dataFolder,
        videosFolder: defaultVideosFolder(),
        isOffline,
        isSafeMode,
        runs: 'own',
      }).then((opened) => {
        if (note !== undefined) log.warn(note);
        for (const warning of opened.warnings()) terminal.complain(printable(warning));
        return opened;
      });
      return studio;
    },
    answer(command, data, words) {
      terminal.answer(readOptions(command).isJson ? JSON.stringify(data) : words());
    },
    async close() {
      const opened = await studio?.catch(() => undefined);
      await opened?.close();
    },
  };
  return frame;
}

interface CommonOptions {
  json?: true;
  dataDir?: string;
  offline?: true;
  safeMode?: true;
}

function readOptions(command: Command): GlobalOptions {
  const { json, dataDir, offline, safeMode } = command.optsWithGlobals<CommonOptions>();
  const fromEnvironment = process.env['AURA_DATA_DIR'];
  const chosen = dataDir ?? (fromEnvironment || undefined);
  return {
    isJson: json === true,
    dataFolder: chosen === undefined ? defaultDataFolder() : resolve(chosen),
    isOffline: offline === true || isOfflineWished(),
    isSafeMode: safeMode === true,
  };
}
