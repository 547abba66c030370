import { join } from 'node:path';
import type { Exchange } from '../../providers/http/exchange.ts';
import { log } from '../../logging/log.ts';
import { writeFileAtomic } from '../../storage/atomic-file.ts';
import { findSession, newFileName, readSessionFile } from './session-files.ts';
import { DebugSession, type ProviderFacts } from './session.ts';

interface RecorderParts {
  folder: string;
  factsOf: (provider: string) => ProviderFacts;
  redact: (value: unknown) => unknown;
}

interface Writing {
  session: DebugSession;
  /** Where it lies, known from the first write on. */
  path: string | undefined;
  /** Something came that is not in the file. */
  isDue: boolean;
  isBusy: boolean;
}

/** Writes a session a job, whole at every moment: a killed app leaves what was known a request before. */
export class DebugRecorder {
  readonly #parts: RecorderParts;
  readonly #sessions = new Map<string, Writing>();
  readonly #work = new Set<Promise<void>>();

  constructor(parts: RecorderParts) {
    this.#parts = parts;
  }

  take(exchange: Exchange): void {
    const { jobId } = exchange;
    if (jobId === undefined) return;
    const writing = this.#sessions.get(jobId) ?? this.#begin(jobId);
    writing.session.add(exchange);
    writing.isDue = true;
    this.#write(writing);
  }

  /** What comes after it is added to what is in the files. */
  async end(): Promise<void> {
    await this.settle();
    this.#sessions.clear();
  }

  /** Resolves when every file holds all that came. */
  async settle(): Promise<void> {
    while (this.#work.size > 0) await Promise.all(this.#work);
  }

  #begin(jobId: string): Writing {
    const session = new DebugSession(jobId, this.#parts.factsOf);
    const writing = { session, path: undefined, isDue: false, isBusy: false };
    this.#sessions.set(jobId, writing);
    return writing;
  }

  /** One write at a time a file; what comes meanwhile is in the next one. */
  #write(writing: Writing): void {
    if (writing.isBusy) return;
    writing.isBusy = true;
    const work = this.#writeUntilDone(writing)
      .catch((error: unknown) => log.warn('A debug session was not written', { reason: String(error) }))
      .finally(() => {
        writing.isBusy = false;
        this.#work.delete(work);
      });
    this.#work.add(work);
  }

  async #writeUntilDone(writing: Writing): Promise<void> {
    while (writing.isDue) {
      const path = (writing.path ??= await this.#placeOf(writing.session));
      writing.isDue = false;
      const safe = this.#parts.redact(writing.session.log(true));
      await writeFileAtomic(path, JSON.stringify(safe));
    }
  }

  /** The file of the job's earlier run, whose figures are taken over, or a new one. */
  async #placeOf(session: DebugSession): Promise<string> {
    const { folder } = this.#parts;
    const earlier = await findSession(folder, session.jobId);
    try {
      if (earlier !== undefined) session.goOnFrom(await readSessionFile(earlier));
    } catch (error) {
      log.warn('An earlier debug session is left as it is: it cannot be read', { reason: String(error) });
      return join(folder, newFileName(session.jobId, new Date()));
    }
    return earlier ?? join(folder, newFileName(session.jobId, new Date()));
  }
}
