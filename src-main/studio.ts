import { join } from 'node:path';
import { availableParallelism } from 'node:os';
import { pathToFileURL } from 'node:url';
import type { RecoveredJob } from '../src-shared/job.ts';
import type { Settings } from '../src-shared/settings.ts';
import { openBatches } from './batch/open-batches.ts';
import type { Batches } from './batch/batches.ts';
import { BatchDebug } from './batch/debug/batch-debug.ts';
import { createDiagnostics, type Diagnostics } from './diagnostics/create-diagnostics.ts';
import { createHealth, type Health } from './diagnostics/health/create-health.ts';
import { reapOrphans } from './ffmpeg/child-records.ts';
import type { Ffmpeg } from './ffmpeg/ffmpeg.ts';
import { createFfmpeg } from './ffmpeg/create-ffmpeg.ts';
import { EventJournal } from './jobs/event-journal.ts';
import { goesOnByItself } from './jobs/goes-on-by-itself.ts';
import { JobDesk } from './jobs/job-desk.ts';
import { JobQueue } from './jobs/job-queue.ts';
import { JobRunner, outputFolderOf } from './jobs/job-runner.ts';
import { JobTelemetry } from './jobs/job-telemetry.ts';
import { JobStore } from './jobs/job-store.ts';
import type { Jobs } from './jobs/jobs.ts';
import { holdOwnerLock } from './jobs/owner-lock.ts';
import { StopReason } from './jobs/stop-reason.ts';
import { sweepFolders } from './jobs/sweep-folders.ts';
import { log, openLog } from './logging/log.ts';
import { createFilms, type Films } from './pipeline/films.ts';
import { runPipeline } from './pipeline/run-pipeline.ts';
import { createProviderDesk, type ProviderDesk } from './providers/provider-desk.ts';
import { followOffline } from './providers/follow-offline.ts';
import { createProviderHttp } from './providers/http/provider-http.ts';
import { createProviders } from './providers/provider-list.ts';
import { createResilience, type ResilienceDesk } from './resilience/create-resilience.ts';
import { simulationRefusal } from './resilience/simulated-failures.ts';
import { createHeldSecrets, type HeldSecrets } from './redaction/held-secrets.ts';
import { liveRedaction } from './redaction/live-redactor.ts';
import { appVersion } from './runtime/app-version.ts';
import { Backups } from './storage/backups.ts';
import { ensureDataFolder } from './storage/data-folder.ts';
import { openDatabase } from './storage/database.ts';
import type { KeyCipher } from './storage/key-file.ts';
import type { KeyStore } from './storage/key-store.ts';
import { openKeys } from './storage/open-keys.ts';
import { openSettings, safeModeWarning } from './storage/open-settings.ts';
import type { SettingsFile } from './storage/settings-file.ts';
import type { SettingChange } from './storage/settings-text.ts';

export interface StudioOptions {
  dataFolder: string;
  /** The app's own keys lie behind it; absent in a process that only uses what is there. */
  secretStore?: { cipher: KeyCipher | undefined };
  /** Where films go that were not given a place. */
  videosFolder: string;
  isOffline: boolean;
  /** Default settings, and nothing goes on by itself. */
  isSafeMode?: boolean;
  /** Turns the path of a picture, sound or film into what the window may load. */
  mediaUrl?: (path: string) => string;
  /** 'own' runs only what this studio makes or resumes: for a command beside the app. 'all', the default, whatever waits. */
  runs?: 'all' | 'own';
}

/** The whole product without a window: the app, the command line and the tests use this very object. */
export interface Studio {
  readonly jobs: Jobs;
  readonly films: Films;
  /** Many films from one file or folder. */
  readonly batches: Batches;
  /** Every request of a job in a file, for a while. */
  readonly debug: BatchDebug;
  readonly settings: {
    get(): Settings;
    set(path: string, value: unknown): Promise<Settings>;
    /** Several values at once: all are taken, or none. */
    change(changes: readonly SettingChange[]): Promise<Settings>;
    watch(listener: (settings: Settings) => void): () => void;
    /** Told when settings.json becomes useless while the studio runs, and when it is mended. */
    watchWarnings(listener: (warnings: readonly string[]) => void): () => void;
  };
  readonly keys: Pick<KeyStore, 'states' | 'set' | 'remove' | 'watch'>;
  readonly providers: ProviderDesk;
  readonly diagnostics: Diagnostics;
  /** Breakers and figures of the providers. */
  readonly resilience: ResilienceDesk;
  readonly health: Health;
  /** Jobs that an earlier studio was at when it ended without closing them. */
  recovered(): RecoveredJob[];
  /** What the user must be told: a damaged file that was kept aside, settings that are not in use. */
  warnings(): string[];
  /** Stops the queue, lets running jobs become Interrupted, ends all children, closes the database. */
  close(): Promise<void>;
}

type Parts = Awaited<ReturnType<typeof openParts>>;

/** Joins the parts; what each of them does stands in its own folder. */
export async function createStudio(options: StudioOptions): Promise<Studio> {
  const parts = await openParts(options);
  const { settings, database, ffmpeg, providers, keys, lock, logFile } = parts;
  const { desk, queue, journal, store, batches, runner, jobRunner, debug } = createJobs(options, parts);

  await reapOrphans(parts.recordFolder);
  await sweepFolders(options.dataFolder, outputFolderOf(settings.get(), options.videosFolder), store);
  await jobRunner.boundCheckpoints();
  const backups = new Backups(database);
  journal.onChange({ changed: () => backups.due(), removed: () => backups.due() });
  settings.watch(() => {
    ffmpeg.forget();
    queue.pump();
  });
  settings.follow();
  queue.start();
  runner.start();
  log.info('The studio is open', { runs: options.runs ?? 'all', isOffline: options.isOffline });
  const diagnostics = createStudioDiagnostics(options, parts, { store, journal });
  const health = createStudioHealth(options, parts);
  health.start();
  settings.watch(() => health.settingsChanged());

  async function close(): Promise<void> {
    diagnostics.close();
    await health.close();
    await settings.close();
    await Promise.all([runner.close(), queue.close()]);
    await debug.close();
    parts.closing.abort(new StopReason('Interrupted'));
    await providers.close();
    parts.stopGuard();
    journal.prune();
    await backups.finish();
    database.close();
    lock.release();
    await logFile.close();
  }
  let closed: Promise<void> | undefined;

  return {
    jobs: desk,
    batches,
    debug,
    films: createStudioFilms(options, parts, store),
    settings,
    keys,
    providers: createProviderDesk({ providers, keys, settings: () => settings.get() }),
    diagnostics,
    resilience: parts.resilience.desk,
    health,
    warnings: () => warningsOf(parts),
    recovered: () => queue.recovered(),
    close: () => (closed ??= close()),
  };
}

async function openParts({ dataFolder, secretStore, isOffline, isSafeMode = false }: StudioOptions) {
  await ensureDataFolder(dataFolder);
  const secrets = createHeldSecrets();
  const logFile = openLog({ folder: join(dataFolder, 'logs'), redact: liveRedaction(secrets) });
  const settings = await openSettings({ dataFolder, version: appVersion(), isSafeMode });
  const keys = await openKeys({ dataFolder, settings, secrets, secretStore });
  const stopGuard = followOffline(isOffline, settings);
  const database = openDatabase(dataFolder);
  const resilience = createResilience({ database, dataFolder, settings: () => settings.get() });
  const telemetry = new JobTelemetry(database);
  const recordFolder = join(dataFolder, 'children');
  // A batch that runs may ask for more than the settings do.
  const work = { filmsAtOnce: (): number => settings.get().jobs.concurrency };
  const ffmpeg = createFfmpeg({
    explicitPath: () => settings.get().rendering.ffmpegPath,
    recordFolder,
    atOnce: () => ffmpegsAtOnce(work.filmsAtOnce()),
    simulate: (purpose) => resilience.simulated.forFfmpeg(purpose),
    log(record) {
      log.info('FFmpeg', { ...record });
      telemetry.recordCommand(record);
    },
  });
  return {
    isSafeMode,
    logFile,
    secrets,
    settings,
    keys,
    stopGuard,
    database,
    telemetry,
    ffmpeg,
    recordFolder,
    resilience,
    work,
    ...createNetwork({ ffmpeg, keys, settings, secrets }),
    lock: holdOwnerLock(dataFolder),
    closing: new AbortController(),
  };
}

function createNetwork(parts: { ffmpeg: Ffmpeg; keys: KeyStore; settings: SettingsFile; secrets: HeldSecrets }) {
  const redact = liveRedaction(parts.secrets);
  const settings = () => parts.settings.get();
  const http = createProviderHttp({ settings, redact: (text) => String(redact(text)) });
  return { http, providers: createProviders({ ffmpeg: parts.ffmpeg, http, keys: parts.keys, settings }) };
}

function createJobs(options: StudioOptions, parts: Parts) {
  const { database, telemetry, settings, ffmpeg, providers, keys, resilience, lock, closing } = parts;
  const { dataFolder, videosFolder, runs = 'all', mediaUrl = fileUrl } = options;
  const store = new JobStore(database);
  const journal = new EventJournal(database, store, () => saveIntervalOf(settings.get()));
  const common = { store, journal, dataFolder, videosFolder, settings: () => settings.get() };
  const jobRunner = new JobRunner({ ...common, telemetry, ffmpeg, providers, keys, resilience, pipeline: runPipeline });
  const concurrency = () => parts.work.filmsAtOnce();
  const shouldResume = () => goesOnByItself(settings.get()) && options.isSafeMode !== true;
  const queue = new JobQueue({ store, journal, runner: jobRunner, lock, runs, concurrency, shouldResume });
  const desk = new JobDesk({ ...common, queue, owner: lock.owner, mediaUrl, closing: closing.signal });
  const opened = openBatches({ ...common, database, desk, lock, runs, shouldResume, closing: closing.signal });
  parts.work.filmsAtOnce = () => Math.max(settings.get().jobs.concurrency, opened.runner.filmsAtOnce());
  const redact = liveRedaction(parts.secrets);
  const debug = new BatchDebug({
    ...common,
    ...{ database, providers, redact, http: parts.http },
    requestOf: (batchId, row) => opened.batches.requestOf(batchId, row),
  });
  return { store, journal, queue, desk, jobRunner, debug, ...opened };
}

function createStudioFilms(options: StudioOptions, parts: Parts, store: JobStore): Films {
  return createFilms({
    providers: parts.providers,
    resilience: parts.resilience,
    settings: () => parts.settings.get(),
    dataFolder: options.dataFolder,
    mediaUrl: options.mediaUrl ?? fileUrl,
    renderRatio: () => store.workPerFilmSecond(),
  });
}

function createStudioDiagnostics(
  { dataFolder }: StudioOptions,
  parts: Parts,
  jobs: Pick<ReturnType<typeof createJobs>, 'store' | 'journal'>,
): ReturnType<typeof createDiagnostics> {
  return createDiagnostics({
    ...parts,
    ...jobs,
    dataFolder,
    settings: () => parts.settings.get(),
    knownSecrets: () => parts.secrets.all(),
    chat: { writers: parts.providers.scriptWriters, keys: parts.keys, resilience: parts.resilience },
    flushLog: () => parts.logFile.flush(),
  });
}

function createStudioHealth(
  { dataFolder, videosFolder }: StudioOptions,
  parts: Parts,
): ReturnType<typeof createHealth> {
  const { ffmpeg, database, settings, providers, keys, resilience } = parts;
  return createHealth({
    providers,
    keys,
    settings: () => settings.get(),
    resilience,
    computer: () => ({
      ffmpeg,
      database,
      warnings: warningsOf(parts),
      dataFolder,
      outputFolder: outputFolderOf(settings.get(), videosFolder),
      canMakeOutputFolder: settings.get().rendering.outputFolder === '',
    }),
  });
}

const warningsOf = ({ database, settings, keys, isSafeMode }: Parts): string[] => [
  ...(isSafeMode ? [safeModeWarning] : []),
  ...database.warnings,
  ...settings.warnings,
  ...keys.warnings,
  ...simulationWarnings(settings.get()),
];

const saveIntervalOf = ({ resilience: { statePersistence } }: Settings): number =>
  statePersistence.enabled ? statePersistence.saveInterval : Infinity;

const simulationWarnings = ({ testing }: Settings): string[] =>
  testing.simulateFailures ? [simulationRefusal() ?? []].flat() : [];

/** One film uses every core; where several are wanted at once, so many FFmpegs run as films. */
const ffmpegsAtOnce = (filmsAtOnce: number): number => (filmsAtOnce > 1 ? filmsAtOnce : availableParallelism());

const fileUrl = (path: string): string => pathToFileURL(path).href;
