import type { Job } from '../../../src-shared/job.ts';
import type { JobEvent } from '../../../src-shared/job-events.ts';
import type { Settings } from '../../../src-shared/settings.ts';
import type { Ffmpeg } from '../../ffmpeg/ffmpeg.ts';
import type { EventJournal } from '../../jobs/event-journal.ts';
import type { JobStore } from '../../jobs/job-store.ts';
import type { CommandOfJob, DecisionOfJob, JobTelemetry } from '../../jobs/job-telemetry.ts';
import type { ScriptWriter } from '../../providers/provider.ts';
import type { KnownSecret } from '../../redaction/known-secrets.ts';
import type { CallOfJob } from '../../resilience/call-ledger.ts';
import type { Resilience } from '../../resilience/create-resilience.ts';
import type { Database } from '../../storage/database.ts';
import type { KeySource } from '../../storage/keys.ts';
import type { LogWindow } from './job-log.ts';

/** What the studio lends to the diagnostics. */
export interface DiagnosticsParts {
  dataFolder: string;
  database: Database;
  store: JobStore;
  journal: EventJournal;
  telemetry: JobTelemetry;
  ffmpeg: Ffmpeg;
  settings: () => Settings;
  /** So that the log's last lines are on the disk when it is read. */
  flushLog: () => Promise<void>;
  /** What is redacted wherever it turns up; absent: what this process was started with. */
  knownSecrets?: () => readonly KnownSecret[];
  now?: () => Date;
  /** Absent where no provider may be asked. */
  chat?: ChatParts;
}

/** What it takes to ask a chat model under all policies. */
export interface ChatParts {
  writers: readonly ScriptWriter[];
  keys: KeySource;
  resilience: Pick<Resilience, 'runUnder' | 'budget'>;
}

/** One job as the collectors see it. What they ask for may throw: then their file is left out with the reason. */
export interface BundleSubject {
  readonly job: Job;
  /** A damaged database no longer knows the job: what is here comes from its folder and the log. */
  readonly isLost: boolean;
  readonly createdAt: Date;
  readonly dataFolder: string;
  readonly logFolder: string;
  readonly logWindow: LogWindow;
  readonly ffmpeg: Ffmpeg;
  readonly settings: Settings;
  readonly commands: () => CommandOfJob[];
  readonly decisions: () => DecisionOfJob[];
  readonly calls: () => CallOfJob[];
  readonly events: () => JobEvent[];
  /** Differs from installation to installation, so that a hash with it names nobody. */
  readonly salt: () => string;
}
