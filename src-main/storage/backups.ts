import { log } from '../logging/log.ts';
import type { Database } from './database.ts';

const quietMs = 2000;

/** Copies the database after each burst of changes, so that the backup is never far behind. */
export class Backups {
  readonly #database: Database;
  #timer: NodeJS.Timeout | undefined;
  #last: Promise<void> = Promise.resolve();

  constructor(database: Database) {
    this.#database = database;
    this.#backUp();
  }

  /** Something worth keeping has changed. */
  due(): void {
    this.#timer ??= setTimeout(() => this.#backUp(), quietMs).unref();
  }

  async finish(): Promise<void> {
    const isDue = this.#timer !== undefined;
    clearTimeout(this.#timer);
    if (isDue) this.#backUp();
    await this.#last;
  }

  #backUp(): void {
    this.#timer = undefined;
    const copied = this.#last.then(() => this.#database.backUp());
    // The database itself is whole: a full disk must not stop the work because a copy does not fit.
    this.#last = copied.catch((error: unknown) =>
      log.warn('The job database was not backed up', { reason: String(error) }),
    );
  }
}
