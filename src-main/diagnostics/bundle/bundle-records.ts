import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { StudioError } from '../../../src-shared/failure.ts';
import { BundleRecord } from '../../../src-shared/diagnostics.ts';
import { log } from '../../logging/log.ts';
import type { Database } from '../../storage/database.ts';

const dayMs = 86_400_000;
/** So long it can still be said that a bundle was there and has expired. */
const rememberedMs = 30 * dayMs;

const Row = z
  .object({
    bundle_id: z.string(),
    job_id: z.string(),
    file_name: z.string(),
    created_at: z.string(),
    expires_at: z.string(),
    size_bytes: z.number(),
  })
  .transform((row) =>
    BundleRecord.parse({
      bundleId: row.bundle_id,
      jobId: row.job_id,
      fileName: row.file_name,
      createdAt: row.created_at,
      expiresAt: row.expires_at,
      sizeBytes: row.size_bytes,
    }),
  );

export const expiryOf = (createdAt: Date): string => new Date(createdAt.getTime() + dayMs).toISOString();

/** Which bundles there are, and until when. */
export class BundleRecords {
  readonly #database: Database;
  readonly #folder: string;
  readonly #now: () => Date;
  /** What a damaged database could not take: it holds as long as the studio runs. */
  readonly #unsaved = new Map<string, BundleRecord>();

  constructor(database: Database, folder: string, now: () => Date) {
    this.#database = database;
    this.#folder = folder;
    this.#now = now;
  }

  add(record: BundleRecord): void {
    const { bundleId, jobId, fileName, createdAt, expiresAt, sizeBytes } = record;
    try {
      this.#database.durably(() =>
        this.#database
          .prepare('INSERT INTO bundles VALUES (?, ?, ?, ?, ?, ?)')
          .run(bundleId, jobId, fileName, createdAt, expiresAt, sizeBytes),
      );
    } catch (error) {
      log.error('A bundle was made but not recorded', { bundleId, reason: String(error) });
      this.#unsaved.set(bundleId, record);
    }
  }

  pathOf({ fileName }: BundleRecord): string {
    return join(this.#folder, fileName);
  }

  /** Throws `InvalidInput:bundleId`, `NotFound:bundle`, `Expired:bundle`. */
  get(bundleId: string): BundleRecord {
    if (!/^[0-9a-f]{32}$/.test(bundleId)) throw new StudioError('InvalidInput:bundleId');
    const record = this.#unsaved.get(bundleId) ?? this.#find(bundleId);
    if (!record) throw new StudioError('NotFound:bundle');
    if (this.#hasExpired(record)) throw new StudioError('Expired:bundle', { details: { expiresAt: record.expiresAt } });
    return record;
  }

  /** Deletes the files of expired bundles; a file that cannot be deleted is tried again next time. */
  async sweep(): Promise<void> {
    const rows = this.#database.prepare('SELECT * FROM bundles WHERE expires_at <= ?').all(this.#now().toISOString());
    const expired = [
      ...z.array(Row).parse(rows),
      ...[...this.#unsaved.values()].filter((each) => this.#hasExpired(each)),
    ];
    for (const record of expired) {
      await rm(this.pathOf(record), { force: true }).catch((error: unknown) =>
        log.warn('An expired bundle could not be deleted', { fileName: record.fileName, reason: String(error) }),
      );
    }
    const forgotten = new Date(this.#now().getTime() - rememberedMs).toISOString();
    this.#database.quickly(() => this.#database.prepare('DELETE FROM bundles WHERE expires_at <= ?').run(forgotten));
  }

  #find(bundleId: string): BundleRecord | undefined {
    const row: unknown = this.#database.prepare('SELECT * FROM bundles WHERE bundle_id = ?').get(bundleId);
    return row === undefined ? undefined : Row.parse(row);
  }

  #hasExpired = ({ expiresAt }: BundleRecord): boolean => Date.parse(expiresAt) <= this.#now().getTime();
}
