import { rename } from 'node:fs/promises';
import { join } from 'node:path';
import { StudioError } from '../../src-shared/failure.ts';
import type { Settings } from '../../src-shared/settings.ts';
import { log } from '../logging/log.ts';
import { writeFileAtomic } from './atomic-file.ts';
import { knownPath, parseSettings } from './parse-settings.ts';
import { backUpBeforeVersionChange, rememberVersion } from './settings-backup.ts';
import { editSettingsText, readSettingsText, type SettingChange } from './settings-text.ts';
import { watchFile } from './watch-file.ts';

const firstText = '// Settings of Aura Video Studio. Remarks like this one are kept.\n{}\n';

/** settings.json: JSON with remarks. What is wrong in it is told with its path, and the last good settings stay. */
export class SettingsFile {
  readonly #dataFolder: string;
  readonly #version: string;
  readonly #path: string;
  readonly #lastGoodPath: string;
  readonly #listeners = new Set<(settings: Settings) => void>();
  readonly #warned = new Set<(warnings: readonly string[]) => void>();
  #settings: Settings = parseSettings('{}');
  #problem: string | undefined;
  /** As last read or written; undefined: there was no file. */
  #text: string | undefined;
  // One after the other: each edit starts from what the one before has written.
  #lastTurn: Promise<unknown> = Promise.resolve();
  #stopFollowing = (): void => undefined;

  private constructor(dataFolder: string, version: string) {
    this.#dataFolder = dataFolder;
    this.#version = version;
    this.#path = join(dataFolder, 'settings.json');
    this.#lastGoodPath = join(dataFolder, 'settings.last-good.json');
  }

  /** `version` is the studio's own: the file is backed up when another one opens it. */
  static async open(dataFolder: string, version: string): Promise<SettingsFile> {
    await backUpBeforeVersionChange(dataFolder, version);
    const file = new SettingsFile(dataFolder, version);
    await file.#load(await file.#read());
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
  set(path: string, value: unknown): Promise<Settings> {
    return this.change([{ path, value }]);
  }

  /** Several values at once: all are taken, or none. */
  change(changes: readonly SettingChange[]): Promise<Settings> {
    return this.#inTurn(() => this.#edit([...changes, ...outranked(changes)]));
  }

  watch(listener: (settings: Settings) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** Told when the file becomes useless while the studio runs, and when it is mended. */
  watchWarnings(listener: (warnings: readonly string[]) => void): () => void {
    this.#warned.add(listener);
    return () => this.#warned.delete(listener);
  }

  /** Takes up what others write, by hand or by `aura settings set`, until `close`. */
  follow(): void {
    this.#stopFollowing = watchFile(this.#path, () => {
      this.#inTurn(() => this.#reload()).catch((error: unknown) =>
        log.warn('settings.json could not be read again', { reason: String(error) }),
      );
    });
  }

  async close(): Promise<void> {
    this.#stopFollowing();
    await this.#lastTurn;
  }

  #inTurn<T>(work: () => Promise<T>): Promise<T> {
    const turn = this.#lastTurn.then(work);
    this.#lastTurn = turn.catch(() => undefined);
    return turn;
  }

  async #read(): Promise<string | StudioError | undefined> {
    return readSettingsText(this.#path).catch((error: unknown) => {
      if (error instanceof StudioError) return error;
      const reason = error instanceof Error ? error.message : String(error);
      return new StudioError('InvalidInput:settings', { message: `It cannot be read: ${reason}.` });
    });
  }

  async #load(text: string | StudioError | undefined): Promise<void> {
    try {
      if (text instanceof StudioError) throw text;
      this.#settings = parseSettings(text ?? '{}');
      this.#text = text;
      this.#problem = undefined;
      await this.#keepAsLastGood(text);
    } catch (error) {
      if (!(error instanceof StudioError)) throw error;
      if (typeof text === 'string') this.#text = text;
      this.#problem = `settings.json is not in use: ${error.message} The last good settings are.`;
      log.warn('settings.json was refused', { code: error.code, reason: error.message, ...error.details });
      this.#settings = await this.#lastGood();
    }
  }

  async #keepAsLastGood(text: string | undefined): Promise<void> {
    const kept = await readSettingsText(this.#lastGoodPath).catch(() => undefined);
    if (text !== undefined && text !== kept) await writeFileAtomic(this.#lastGoodPath, text);
  }

  async #lastGood(): Promise<Settings> {
    try {
      return parseSettings((await readSettingsText(this.#lastGoodPath)) ?? '{}');
    } catch (error) {
      log.warn('settings.last-good.json was refused too', { reason: String(error) });
      return parseSettings('{}');
    }
  }

  async #reload(): Promise<void> {
    const text = await this.#read();
    if (text === this.#text) return;
    const before = { settings: this.#settings, problem: this.#problem };
    await this.#load(text);
    this.#tell(before);
  }

  #tell(before: { settings: Settings; problem: string | undefined }): void {
    if (before.problem !== this.#problem) for (const listener of this.#warned) listener(this.warnings);
    if (JSON.stringify(before.settings) === JSON.stringify(this.#settings)) return;
    for (const listener of this.#listeners) listener(this.#settings);
  }

  async #edit(changes: readonly SettingChange[]): Promise<Settings> {
    const before = { settings: this.#settings, problem: this.#problem };
    for (;;) {
      const found = await this.#read();
      if (found !== this.#text) await this.#load(found);
      const base = this.#problem === undefined ? this.#text : await readSettingsText(this.#lastGoodPath);
      const edited = editSettingsText(base ?? firstText, changes);
      const settings = refusingInTheirNames(changes, () => parseSettings(edited));
      // Somebody else may have written in the meantime: then from the start, so that nothing of theirs is lost.
      if ((await this.#read()) !== found && !(found instanceof StudioError)) continue;
      await this.#keepBrokenFile();
      if (found === undefined) await rememberVersion(this.#dataFolder, this.#version);
      await writeFileAtomic(this.#path, edited);
      await writeFileAtomic(this.#lastGoodPath, edited);
      this.#settings = settings;
      this.#text = edited;
      this.#tell(before);
      return settings;
    }
  }

  /** What the user wrote by hand is theirs, even when it cannot be used. */
  async #keepBrokenFile(): Promise<void> {
    if (this.#problem === undefined) return;
    const stamp = new Date().toISOString().replace(/[-:]/g, '').slice(0, 15);
    await rename(this.#path, `${this.#path}.broken-${stamp}`);
    this.#problem = undefined;
  }
}

/** A list of providers outranks `primary` and `fallback`: who sets those means them, so the list goes. */
function outranked(changes: readonly SettingChange[]): SettingChange[] {
  const said = changes.map(({ path, value }) => ({ path: knownPath(path).join('.'), value }));
  const lists = said.flatMap(({ path, value }) => {
    const section = /^(providers\.(?:llm|tts|images))\.(?:primary|fallback)$/.exec(path)?.[1];
    return section === undefined || value === null ? [] : [`${section}.providers`];
  });
  return [...new Set(lists)]
    .filter((list) => said.every(({ path }) => path !== list))
    .map((path) => ({ path, value: null }));
}

/** Who changes one setting and so contradicts another is told by the name of the one changed, without a line. */
function refusingInTheirNames<T>(changes: readonly SettingChange[], parse: () => T): T {
  try {
    return parse();
  } catch (error) {
    if (!(error instanceof StudioError)) throw error;
    const names = changes.map(({ path }) => knownPath(path).join('.'));
    const [first = 'settings'] = names;
    const refusedName = error.code.slice('InvalidInput:'.length);
    const name = names.some((changed) => refusedName.startsWith(changed)) ? refusedName : first;
    throw new StudioError(`InvalidInput:${name}`, {
      message: error.message.replace(/^Line \d+: /, ''),
      details: { path: name },
      cause: error,
    });
  }
}
