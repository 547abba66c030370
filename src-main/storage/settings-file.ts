import { copyFile, readFile, rename, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { applyEdits, modify } from 'jsonc-parser';
import { StudioError } from '../../src-shared/failure.ts';
import type { Settings } from '../../src-shared/settings.ts';
import { log } from '../logging/log.ts';
import { writeFileAtomic } from './atomic-file.ts';
import { parseSettings, resolveSettingPath } from './parse-settings.ts';

const firstText = '// Settings of Aura Video Studio. Remarks like this one are kept.\n{}\n';
const maxBytes = 1_000_000;

/** settings.json: JSON with remarks. What is wrong in it is told with its path, and the last good settings stay. */
export class SettingsFile {
  readonly #path: string;
  readonly #lastGoodPath: string;
  readonly #listeners = new Set<(settings: Settings) => void>();
  #settings: Settings = parseSettings('{}');
  #problem: string | undefined;
  // One edit after the other: each starts from what the one before has written.
  #lastEdit: Promise<unknown> = Promise.resolve();

  private constructor(dataFolder: string) {
    this.#path = join(dataFolder, 'settings.json');
    this.#lastGoodPath = join(dataFolder, 'settings.last-good.json');
  }

  static async open(dataFolder: string): Promise<SettingsFile> {
    const file = new SettingsFile(dataFolder);
    await file.#load();
    return file;
  }

  /** Why the file is not in use, when it is not. */
  get warnings(): readonly string[] {
    return this.#problem === undefined ? [] : [this.#problem];
  }

  get(): Settings {
    return this.#settings;
  }

  /** Edits one value in place; remarks and order stay. `null` goes back to the default. */
  set(settingPath: string, value: unknown): Promise<Settings> {
    const edit = this.#lastEdit.then(() => this.#edit(settingPath, value));
    this.#lastEdit = edit.catch(() => undefined);
    return edit;
  }

  watch(listener: (settings: Settings) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  async #load(): Promise<void> {
    try {
      const text = await readIfThere(this.#path);
      this.#settings = parseSettings(text ?? '{}');
      if (text !== undefined) await copyFile(this.#path, this.#lastGoodPath);
    } catch (error) {
      if (!(error instanceof StudioError)) throw error;
      this.#problem = `settings.json is not in use: ${error.message} The last good settings are.`;
      log.warn('settings.json was refused', { code: error.code, reason: error.message, ...error.details });
      this.#settings = parseSettings((await readIfThere(this.#lastGoodPath)) ?? '{}');
    }
  }

  async #edit(settingPath: string, value: unknown): Promise<Settings> {
    const text = (await this.#textToEdit()) ?? firstText;
    const keys = resolveSettingPath(text, settingPath);
    const formattingOptions = { insertSpaces: true, tabSize: 2 };
    const edited = applyEdits(text, modify(text, keys, value === null ? undefined : value, { formattingOptions }));
    const settings = parseSettings(edited);
    await this.#keepBrokenFile();
    await writeFileAtomic(this.#path, edited);
    await writeFileAtomic(this.#lastGoodPath, edited);
    this.#settings = settings;
    for (const listener of this.#listeners) listener(settings);
    return settings;
  }

  async #textToEdit(): Promise<string | undefined> {
    return readIfThere(this.#problem === undefined ? this.#path : this.#lastGoodPath);
  }

  /** What the user wrote by hand is theirs, even when it cannot be used. */
  async #keepBrokenFile(): Promise<void> {
    if (this.#problem === undefined) return;
    const stamp = new Date().toISOString().replace(/[-:]/g, '').slice(0, 15);
    await rename(this.#path, `${this.#path}.broken-${stamp}`);
    this.#problem = undefined;
  }
}

async function readIfThere(path: string): Promise<string | undefined> {
  try {
    const { size } = await stat(path);
    if (size <= maxBytes) return await readFile(path, 'utf8');
    throw new StudioError('InvalidInput:settings', { message: `${path} is larger than 1 MB.`, details: { size } });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
}
