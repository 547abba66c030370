import { createHash } from 'node:crypto';
import { mkdir, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import type { Settings } from '../../src-shared/settings.ts';
import { log } from '../logging/log.ts';
import { writeFileAtomic } from '../storage/atomic-file.ts';
import type { Database } from '../storage/database.ts';
import type { Clock } from './clock.ts';

const Stored = z.object({
  /** The answer as data. */
  data: z.unknown(),
  file: z.object({ sha256: z.string(), ending: z.string() }).optional(),
});
const Row = z.object({ provider: z.string(), stored_ms: z.number(), size_bytes: z.number(), answer: z.string() });

interface CacheOptions {
  database: Database;
  folder: string;
  settings: () => Settings;
  clock: Clock;
  mostBytes?: number;
}

export interface CachedAnswer {
  data: unknown;
  ageMs: number;
  /** Where its file lies now, for an answer that has one. */
  filePath?: string;
}

/** Everything that an answer depends on, as one name. */
export const answerKey = (inputs: unknown): string => createHash('sha256').update(JSON.stringify(inputs)).digest('hex');

/** Good answers of providers, for the day when they fail: a row each in studio.db, and a file each where there is one. */
export class ResponseCache {
  readonly #options: Required<CacheOptions>;

  constructor(options: CacheOptions) {
    this.#options = { mostBytes: 500_000_000, ...options };
  }

  /** Keeps an answer, with the file that it made; that it cannot be kept is no failure. */
  async keep(key: string, provider: string, data: unknown, filePath?: string): Promise<void> {
    const { database, clock, settings } = this.#options;
    if (!settings().providers.cacheFallback.enabled) return;
    try {
      const file = filePath === undefined ? undefined : await this.#keepFile(key, filePath);
      const answer = JSON.stringify({ data, ...(file && { file: { sha256: file.sha256, ending: file.ending } }) });
      const sizeBytes = answer.length + (file?.sizeBytes ?? 0);
      database.quickly(() =>
        database
          .prepare('INSERT OR REPLACE INTO cached_answers VALUES (?, ?, ?, ?, ?)')
          .run(key, provider, Math.round(clock.wallMs()), sizeBytes, answer),
      );
      await this.#dropOldest();
    } catch (error) {
      log.warn('An answer was not kept for later', { provider, reason: String(error) });
    }
  }

  /** The answer to the same question, if it is not too old and whole; its file is copied to `fileBase` and its ending. */
  async find(key: string, fileBase?: string): Promise<CachedAnswer | undefined> {
    const { database, clock, settings } = this.#options;
    const { enabled, useCacheOnError, cacheExpiration } = settings().providers.cacheFallback;
    if (!enabled || !useCacheOnError) return undefined;
    const row = Row.safeParse(database.prepare('SELECT * FROM cached_answers WHERE answer_key = ?').get(key)).data;
    if (!row) return undefined;
    const ageMs = Math.max(0, clock.wallMs() - row.stored_ms);
    if (ageMs > cacheExpiration) return undefined;
    const stored = parseStored(row.answer);
    const filePath = stored?.file && `${fileBase}${stored.file.ending}`;
    if (!stored || (stored.file && !(await this.#restoreFile(key, stored.file.sha256, filePath ?? '')))) {
      log.warn('A damaged answer was left out of account', { provider: row.provider });
      await this.#forget(key);
      return undefined;
    }
    return { data: stored.data, ageMs, ...(filePath !== undefined && { filePath }) };
  }

  async #keepFile(key: string, filePath: string): Promise<{ sha256: string; ending: string; sizeBytes: number }> {
    const bytes = await readFile(filePath);
    const ending = /\.[a-z0-9]{1,5}$/i.exec(filePath)?.[0] ?? '';
    await mkdir(this.#options.folder, { recursive: true });
    await writeFileAtomic(join(this.#options.folder, `${key}.answer`), bytes);
    return { sha256: sha256(bytes), ending, sizeBytes: bytes.length };
  }

  async #restoreFile(key: string, sha256OfFile: string, filePath: string): Promise<boolean> {
    const bytes = await readFile(join(this.#options.folder, `${key}.answer`)).catch(() => undefined);
    if (!bytes || sha256(bytes) !== sha256OfFile) return false;
    await writeFileAtomic(filePath, bytes);
    return true;
  }

  async #dropOldest(): Promise<void> {
    const { database, mostBytes } = this.#options;
    const rows = database.prepare('SELECT answer_key, size_bytes FROM cached_answers ORDER BY stored_ms DESC').all();
    let bytes = 0;
    for (const { answer_key: key, size_bytes: size } of rows as { answer_key: string; size_bytes: number }[]) {
      bytes += size;
      if (bytes > mostBytes) await this.#forget(key);
    }
  }

  async #forget(key: string): Promise<void> {
    const { database, folder } = this.#options;
    database.quickly(() => database.prepare('DELETE FROM cached_answers WHERE answer_key = ?').run(key));
    await rm(join(folder, `${key}.answer`), { force: true });
  }
}

function parseStored(answer: string): z.infer<typeof Stored> | undefined {
  try {
    return Stored.safeParse(JSON.parse(answer)).data;
  } catch {
    return undefined;
  }
}

const sha256 = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');
