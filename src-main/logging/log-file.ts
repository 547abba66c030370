import { appendFile, mkdir, readdir, rename, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';

interface LogFileOptions {
  folder: string;
  maxBytes?: number;
  maxFiles?: number;
  /** A record longer than this is cut. */
  maxLineLength?: number;
}

const maxWaitingCharacters = 8_000_000;
const logName = /^aura-\d{4}-\d{2}-\d{2}(\.\d+)?\.log$/;

/** Files of one day each, rotated by size, the oldest removed: `aura-2026-05-01.log`, then `aura-2026-05-01.1.log`. */
export class LogFile {
  readonly #options: Required<LogFileOptions>;
  #waiting: string[] = [];
  #waitingCharacters = 0;
  #droppedLines = 0;
  #writing: Promise<void> | undefined;

  constructor(options: LogFileOptions) {
    this.#options = { maxBytes: 10_000_000, maxFiles: 14, maxLineLength: 64_000, ...options };
    void removeOldest(this.#options);
  }

  append(line: string): void {
    if (this.#waitingCharacters > maxWaitingCharacters) {
      this.#droppedLines++;
      return;
    }
    const { maxLineLength } = this.#options;
    const kept = line.length > maxLineLength ? cutLine(line, maxLineLength) : line;
    this.#waiting.push(kept);
    this.#waitingCharacters += kept.length;
    this.#writing ??= this.#drain();
  }

  /** Resolves when all that was appended is written, or has failed to be. */
  async flush(): Promise<void> {
    while (this.#writing) await this.#writing;
  }

  async #drain(): Promise<void> {
    // Lines of the same moment go out in one write.
    await new Promise((resolve) => setImmediate(resolve));
    while (this.#waiting.length > 0) await this.#write(this.#takeWaiting());
    this.#writing = undefined;
  }

  #takeWaiting(): string {
    if (this.#droppedLines > 0) this.#waiting.push(droppedNotice(this.#droppedLines));
    const text = this.#waiting.join('');
    this.#waiting = [];
    this.#waitingCharacters = 0;
    this.#droppedLines = 0;
    return text;
  }

  /** A full disk or a vanished folder must not fail what is being logged about. */
  async #write(text: string): Promise<void> {
    const { folder } = this.#options;
    try {
      await mkdir(folder, { recursive: true });
      const path = join(folder, `aura-${new Date().toISOString().slice(0, 10)}.log`);
      await this.#rotate(path, Buffer.byteLength(text));
      await appendFile(path, text);
    } catch {
      this.#droppedLines += text.split('\n').length - 1;
    }
  }

  async #rotate(path: string, addedBytes: number): Promise<void> {
    const sizeBytes = await stat(path).then(
      (found) => found.size,
      () => 0,
    );
    if (sizeBytes === 0 || sizeBytes + addedBytes <= this.#options.maxBytes) return;
    await rename(path, await freeName(path));
    await removeOldest(this.#options);
  }
}

async function freeName(path: string): Promise<string> {
  for (let number = 1; ; number++) {
    const candidate = path.replace(/\.log$/, `.${number}.log`);
    const isFree = await stat(candidate).then(
      () => false,
      () => true,
    );
    if (isFree) return candidate;
  }
}

/** The names of the log files in a folder, oldest first. */
export async function listLogFiles(folder: string): Promise<string[]> {
  const names = await readdir(folder).catch(() => []);
  return names.filter((name) => logName.test(name)).sort(byDateAndNumber);
}

async function removeOldest({ folder, maxFiles }: Required<LogFileOptions>): Promise<void> {
  const oldestFirst = await listLogFiles(folder);
  for (const name of oldestFirst.slice(0, Math.max(0, oldestFirst.length - maxFiles))) {
    await rm(join(folder, name), { force: true }).catch(() => undefined);
  }
}

/** Within a day the numbered files are older than the one without a number. */
function byDateAndNumber(one: string, other: string): number {
  const age = (name: string): [string, number] => [name.slice(5, 15), Number(name.split('.')[1]) || Infinity];
  const [oneDay, oneNumber] = age(one);
  const [otherDay, otherNumber] = age(other);
  return oneDay === otherDay ? oneNumber - otherNumber || 0 : oneDay < otherDay ? -1 : 1;
}

/** Stays valid JSON, so that a reader of lines does not stumble. */
const cutLine = (line: string, maxLength: number): string =>
  `${JSON.stringify({ ...headOf(line), cutFrom: line.length, text: line.slice(0, maxLength / 2) })}\n`;

function headOf(line: string): Record<string, unknown> {
  const { timestamp, level, correlationId, jobId } = JSON.parse(line) as Record<string, unknown>;
  return { timestamp, level, correlationId, jobId, message: 'A record was too long and was cut.' };
}

const droppedNotice = (count: number): string =>
  `${JSON.stringify({ timestamp: new Date().toISOString(), level: 'warn', message: `${count} log lines were dropped: the disk was too slow or full.` })}\n`;
