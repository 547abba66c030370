import { join } from 'node:path';
import {
  CleanupDays,
  debugMinutes,
  usualCleanupDays,
  type DebugCleanup,
  type DebugLog,
  type DebugStatus,
  type DebugSummary,
  type TestedItem,
} from '../../../src-shared/batch-debug.ts';
import { StudioError } from '../../../src-shared/failure.ts';
import { isTerminal, type JobRequest } from '../../../src-shared/job.ts';
import type { Settings } from '../../../src-shared/settings.ts';
import type { JobStore } from '../../jobs/job-store.ts';
import { log } from '../../logging/log.ts';
import type { Providers } from '../../providers/provider.ts';
import type { ProviderHttp } from '../../providers/http/provider-http.ts';
import type { Database } from '../../storage/database.ts';
import { DebugRecorder } from './recorder.ts';
import { DebugWindow } from './debug-window.ts';
import { cleanSessionFiles, listSessionFiles, readSession } from './session-files.ts';
import type { ProviderFacts } from './session.ts';
import { testItem } from './test-item.ts';

interface DebugParts {
  database: Database;
  store: JobStore;
  http: Pick<ProviderHttp, 'onExchange'>;
  providers: Providers;
  /** What a row of a batch asks for. */
  requestOf: (batchId: string, row: number) => JobRequest;
  settings: () => Settings;
  dataFolder: string;
  redact: (value: unknown) => unknown;
  environment?: Record<string, string | undefined>;
  now?: () => number;
}

/** Another process may switch it on or off: looked at so often. */
const lookEveryMs = 1000;
const dayMs = 86_400_000;

/** Debug sessions: every provider request of a job, in a file of its own, for a while. Off, nobody listens. */
export class BatchDebug {
  readonly #parts: DebugParts;
  readonly #window: DebugWindow;
  readonly #folder: string;
  readonly #recorder: DebugRecorder;
  readonly #isByEnvironment: boolean;
  readonly #now: () => number;
  readonly #timer: NodeJS.Timeout;
  #stopListening: (() => void) | undefined;

  constructor(parts: DebugParts) {
    const { database, settings, redact, environment = process.env, now = Date.now } = parts;
    this.#parts = parts;
    this.#now = now;
    this.#folder = join(parts.dataFolder, 'debug');
    this.#window = new DebugWindow(database, now);
    this.#isByEnvironment = environment['AURA_BATCH_DEBUG'] === 'true';
    this.#recorder = new DebugRecorder({
      folder: this.#folder,
      factsOf: (provider) => factsOf(settings(), provider),
      redact,
    });
    this.look();
    this.#timer = setInterval(() => this.#lookSafely(), lookEveryMs);
    this.#timer.unref();
  }

  async status(): Promise<DebugStatus> {
    this.look();
    const until = this.#window.until();
    return {
      enabled: this.#isEnabled(),
      ...(until !== undefined && { expiresAt: new Date(until).toISOString() }),
      files: await listSessionFiles(this.#folder),
    };
  }

  /** Enabling again extends. Throws `InvalidInput:minutes`. */
  async enable(minutes: number = debugMinutes.usual): Promise<DebugStatus> {
    this.#window.enable(minutes);
    return this.status();
  }

  async disable(): Promise<DebugStatus> {
    this.#window.disable();
    await this.#recorder.settle();
    return this.status();
  }

  /** Throws `NotFound:debug session`. */
  async summary(jobId: string): Promise<DebugSummary> {
    const {
      session_history: _history,
      request_timings: _timings,
      omitted_requests: _omitted,
      ...summary
    } = await this.log(jobId);
    return summary;
  }

  /** Throws `NotFound:debug session`. */
  async log(jobId: string): Promise<DebugLog> {
    await this.#recorder.settle();
    return { ...(await readSession(this.#folder, jobId)), debug_enabled: this.#isEnabled() };
  }

  /** One row, one provider call, shown whole. Throws `NotFound:row`, and `Conflict:local` where nothing would be sent. */
  async testItem(batchId: string, row: number): Promise<TestedItem> {
    return testItem(this.#parts.requestOf(batchId, row), row, this.#parts);
  }

  /** Session files that are older go; those of jobs that have not ended stay. Throws `InvalidInput:days`. */
  async cleanup(days: number = usualCleanupDays): Promise<DebugCleanup> {
    if (!CleanupDays.safeParse(days).success) {
      throw new StudioError('InvalidInput:days', { message: '“days” must be a whole number, 0 to 3,650.' });
    }
    const { store } = this.#parts;
    return cleanSessionFiles(this.#folder, new Date(this.#now() - days * dayMs), (jobId) => {
      const job = store.find(jobId);
      return job !== undefined && !isTerminal(job.status);
    });
  }

  /** Begins to listen, or stops, as it is written down. */
  look(): void {
    const isEnabled = this.#isEnabled();
    if (isEnabled && !this.#stopListening) {
      this.#stopListening = this.#parts.http.onExchange(
        (exchange) => this.#isEnabled() && this.#recorder.take(exchange),
      );
      log.info('Debug sessions are recorded', { until: this.#window.until() });
    }
    if (isEnabled || !this.#stopListening) return;
    this.#stopListening();
    this.#stopListening = undefined;
    void this.#recorder.end();
  }

  async close(): Promise<void> {
    clearInterval(this.#timer);
    this.#stopListening?.();
    this.#stopListening = undefined;
    await this.#recorder.end();
  }

  #isEnabled(): boolean {
    return this.#isByEnvironment || this.#window.until() !== undefined;
  }

  #lookSafely(): void {
    try {
      this.look();
    } catch (error) {
      log.warn('Whether debug is on was not found out', { reason: String(error) });
    }
  }
}

function factsOf({ providers }: Settings, name: string): ProviderFacts {
  const known = (providers as Record<string, unknown>)[name] as
    | { model?: string; connection?: { strategy: ProviderFacts['strategy'] } }
    | undefined;
  return { model: known?.model, strategy: known?.connection?.strategy ?? 'kept' };
}
