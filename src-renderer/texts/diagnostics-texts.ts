import type { CauseType } from '../../src-shared/diagnostics.ts';
import type { Job } from '../../src-shared/job.ts';
import type { LogLevel } from '../../src-shared/log.ts';
import { count, counted, dollars, shortPath, size, span, timeOfDay } from '../figures.ts';

const causeTitles: Record<CauseType, (provider: string | undefined) => string> = {
  RateLimit: (provider) => (provider ? `Rate limit at ${provider}` : 'Too many requests'),
  InvalidApiKey: (provider) => `API key refused${provider ? ` by ${provider}` : ''}`,
  MissingApiKey: (provider) => `No API key${provider ? ` for ${provider}` : ''}`,
  NetworkError: () => 'Network trouble',
  MissingCodec: () => 'FFmpeg lacks a part',
  FFmpegNotFound: () => 'FFmpeg is missing',
  InsufficientResources: () => 'Disk or memory ran out',
  InvalidInput: () => 'Input is not valid',
  ProviderUnavailable: (provider) => `${provider ?? 'The provider'} was down`,
  Timeout: () => 'It took too long',
  BudgetExceeded: (provider) => `Quota or credit used up${provider ? ` at ${provider}` : ''}`,
  FileSystemError: () => 'A file or folder is in the way',
  Unknown: () => 'Cause unknown',
};

const bandOf = (confidence: number): string =>
  confidence >= 90 ? 'Very high' : confidence >= 70 ? 'High' : confidence >= 50 ? 'Medium' : 'Low';

/** What each kind of redaction is called in a sentence. */
const redactionKinds: [RegExp, string, string][] = [
  [/email/, 'e-mail', 'e-mails'],
  [/user|home/, 'user name in paths', 'user names in paths'],
  [/host|ip|mac|address/, 'address', 'addresses'],
  [/phone/, 'phone number', 'phone numbers'],
  [/card|iban|bank|payment/, 'payment number', 'payment numbers'],
  [/./, 'key or token', 'keys and tokens'],
];

function redactedKinds(counts: Readonly<Record<string, number>>): string {
  const sums = redactionKinds.map(() => 0);
  for (const [rule, number] of Object.entries(counts)) {
    const index = redactionKinds.findIndex(([pattern]) => pattern.test(rule));
    sums[index] = (sums[index] ?? 0) + number;
  }
  return redactionKinds
    .flatMap(([, one, many], index) => (sums[index] ? counted(sums[index], one, many) : []))
    .toReversed()
    .join(', ');
}

/** What Diagnostics says: of the studio, and of a job that failed. */
export const diagnosticsTexts = {
  diagnosticsTabs: {
    'system-check': 'System Check',
    resilience: 'Resilience',
    'batch-debug': 'Batch debug',
    logs: 'Logs',
    report: 'Report',
  },

  jobTabs: { label: 'Job', overview: 'Overview', diagnostics: 'Diagnostics', logs: 'Logs' },

  analysis: {
    analyze: 'Analyze Failure',
    loading: 'Reading the log of this job',
    cause: 'Most likely cause',
    several: 'Several possible causes',
    causeTitle: (type: CauseType, provider: string | undefined) => causeTitles[type](provider),
    confidence: 'Confidence',
    confidenceWords: (confidence: number) => `${bandOf(confidence)} · ${count(confidence)} of 100`,
    evidence: 'Evidence',
    noEvidence: 'Nothing that was written down proves it.',
    openLine: (place: string) => `Open ${place} in the log`,
    actions: 'What to do, best first',
    copySteps: 'Copy Steps',
    minutes: (minutes: number) => counted(minutes, 'minute', 'minutes'),
    steps: (title: string) => `Steps: ${title}`,
    also: (title: string, confidence: number) => `${title}. ${bandOf(confidence)}, ${count(confidence)} of 100.`,
    alsoLabel: 'Also possible:',
    readMore: 'Read more:',
    bestIn: (seconds: number) => `best in ${span(seconds)}`,
    buttons: {
      retryStep: 'Retry Step',
      retryJob: 'Retry Job',
      openSettings: 'Open Settings',
      switchProvider: 'Switch',
      useOwnFfmpeg: 'Use it',
      useSoftwareEncoder: 'Use software',
      lowerQuality: 'Lower it',
      freeSpace: 'Free temporary space',
      runSystemCheck: 'Run System Check',
      downloadDiagnostics: 'Download diagnostics',
    },
    switched: (name: string) => `${name} is tried first from now on. Press Retry Step.`,
    ownFfmpeg: 'The FFmpeg of the studio is used from now on. Press Retry Step.',
    softwareEncoder: 'Films are encoded in software from now on. Press Retry Step.',
    qualityLowered: 'The quality is Fast from now on. Press Retry Job.',
    notFailed: 'This job has not failed, so there is nothing to explain.',
  },

  plain: {
    explain: 'Explain more plainly',
    none: (hint: string) => `For the same in plainer words a chat model can be asked. ${hint}`,
    whatIsSent: (provider: string, model: string) => `What ${provider} (${model}) would be sent`,
    howItIsSent: ({ isLocal, costUsd }: { isLocal: boolean; costUsd?: number | undefined }) =>
      [
        isLocal
          ? 'The model is on this computer: nothing leaves it.'
          : 'This and nothing else leaves the computer, redacted.',
        costUsd === undefined ? '' : `It costs about ${dollars(costUsd)}.`,
      ]
        .filter(Boolean)
        .join(' '),
    asking: (provider: string) => `Asking ${provider}`,
    send: (provider: string) => `Ask ${provider}`,
    cancel: 'Cancel',
    inTheWordsOf: (provider: string, model: string) => `In the words of ${provider} (${model})`,
    caveat: (costUsd: number | undefined) =>
      `A model wrote this, and it may be wrong. The analysis above does not need it.${costUsd === undefined ? '' : ` It cost ${dollars(costUsd)}.`}`,
  },

  space: {
    free: 'Free temporary space',
    freed: (bytes: number) => (bytes === 0 ? 'There was nothing to free.' : `${size(bytes)} freed.`),
  },

  bundle: {
    title: 'Send this to support',
    body: 'One ZIP, read through and made safe. Nothing leaves this computer until you send it.',
    ofRunning: (status: Job['status']) =>
      status === 'Failed' ? '' : `The job is ${status.toLowerCase()}: the ZIP holds what is known so far.`,
    loading: 'Reading and redacting',
    clean: 'clean',
    redacted: (number: number) => `${count(number)} redacted`,
    leftOutByYou: 'left out by you',
    nothingToSay: 'not in it',
    purposes: {
      'README.txt': 'How to read it',
      'system-info.json': 'Computer and versions',
      'timeline.json': 'Each step, when and how long',
      'logs-redacted.txt': '5 minutes before and after',
      'model-decisions.json': 'Why each provider was chosen',
      'ffmpeg-commands.json': 'Commands, and what they said',
      'cost-report.json': 'What the job cost',
      'manifest.json': 'The list of all this, always in',
    } as Partial<Record<string, string>>,
    include: (file: string) => `Include ${file}`,
    lookAt: (file: string) => `Look at ${file}`,
    summary: (counts: Readonly<Record<string, number>>) => {
      const total = Object.values(counts).reduce((sum, number) => sum + number, 0);
      return total === 0
        ? 'Nothing private was found in it.'
        : `${count(total)} places redacted: ${redactedKinds(counts)}.`;
    },
    lookInside: 'Look inside',
    download: 'Download diagnostics',
    saving: 'Making the ZIP',
    files: (number: number) => `${counted(number, 'file', 'files')}. You choose where it goes.`,
    saved: (files: number, bytes: number, iso: string) =>
      `${counted(files, 'file', 'files')}, ${size(bytes)} zipped. Made ${timeOfDay(iso).slice(0, 5)}, kept 24 hours.`,
    savedAs: (path: string) => `Saved as ${shortPath(path)}.`,
    showInFolder: 'Show in folder',
    saveAgain: 'Save another copy',
    expired:
      'The ZIP that was made here is older than 24 hours and was deleted. Copies that you saved stay. Press Download diagnostics for a new one.',
    back: 'Back to the analysis',
    asShared: 'As it will be shared',
    cut: 'The rest is in the ZIP.',
  },

  issue: {
    copy: 'Copy issue report',
    title: 'Issue report',
    hint: 'Markdown without secrets. Change what you like, then copy it.',
    copyNow: 'Copy',
    copied: 'Copied',
    close: 'Close',
  },

  timeline: {
    title: 'Timeline',
    row: (step: string, status: string, from: number, took: number) =>
      `${step}: ${status}, began after ${span(from)}, took ${span(took)}`,
  },

  log: {
    level: 'Level',
    levels: {
      debug: 'Everything',
      info: 'Info and above',
      warn: 'Warnings and errors',
      error: 'Errors',
    } satisfies Record<LogLevel, string>,
    levelWords: { debug: 'Debug', info: 'Info', warn: 'Warning', error: 'Error' } satisfies Record<LogLevel, string>,
    since: 'Since',
    sinces: { '15': '15 minutes', '60': '1 hour', '1440': '24 hours', '10080': '7 days', all: 'The beginning' },
    text: 'With the words',
    job: 'Job',
    allJobs: 'All jobs',
    onlyJob: 'Only this job',
    slow: 'Slower than 1 s',
    follow: 'Follow',
    export: 'Export',
    exported: (path: string) => `Saved as ${shortPath(path)}.`,
    show: 'Show log',
    list: 'Log lines',
    loading: 'Reading the log',
    empty: 'Nothing was logged that fits. Widen the filters, or wait: new lines show up here.',
    emptyJob: 'Nothing of this job is in the log. Log lines are kept for some days only.',
    counts: (shown: number, filtered: number, older: number) =>
      [
        counted(shown, 'line', 'lines'),
        filtered > 0 && `${count(filtered)} hidden by the filters`,
        older > 0 && `${count(older)} older not shown`,
      ]
        .filter(Boolean)
        .join(' · '),
    trace: 'Trace',
    took: (ms: number) => (ms < 1000 ? `${count(Math.round(ms))} ms` : span(ms / 1000)),
    lineMissing: (line: number) => `Line ${count(line)} is not among the lines shown.`,
  },

  trace: {
    title: 'Trace',
    label: 'Correlation ID',
    show: 'Show',
    hint: 'Paste the ID of a job, a step or an error: everything that happened under it shows up here, from the click to the file.',
    at: (seconds: number) => `+${seconds.toFixed(2)} s`,
    facts: (lines: number, seconds: number) => `${counted(lines, 'moment', 'moments')} in ${span(seconds)}`,
    sources: { job: 'Job', step: 'Step', decision: 'Choice', ffmpeg: 'FFmpeg', log: 'Log' },
    of: (id: string) => `Trace ${id}`,
    open: 'Trace',
    loading: 'Reading the log',
  },

  report: {
    hint: 'What support asks for first. Keys, names and addresses are taken out before it is shown or saved.',
    loading: 'Gathering figures',
    made: (iso: string) => `Made ${timeOfDay(iso)}`,
    again: 'Make a new one',
    saveMarkdown: 'Save report',
    saveJson: 'Save as JSON',
    system: 'System',
    systemNames: {
      app: 'App',
      electron: 'Electron',
      node: 'Node',
      ffmpeg: 'FFmpeg',
      os: 'System',
      platform: 'Platform',
      processorCount: 'Processors',
      memoryBytes: 'Memory',
    },
    providers: 'Providers',
    providerColumns: ['Provider', 'Chosen', 'Calls', 'Failures', 'Breaker', 'Last error'],
    noProviders: 'No provider was used yet.',
    errors: 'Recent errors',
    errorColumns: ['What', 'Count', 'Last'],
    noErrors: 'Nothing went wrong in the last seven days.',
    performance: 'How long work takes',
    performanceColumns: ['Operation', 'Count', 'p50', 'p95', 'p99'],
    noPerformance: 'Nothing was measured yet. Make a video first.',
    kinds: { step: 'Step', ffmpeg: 'FFmpeg', provider: 'Provider', call: 'Window' },
    resources: 'Resources',
    freeDisk: 'Free disk',
    freeMemory: 'Free memory',
    process: 'This app',
    load: 'Load',
    dataFolder: (name: string) => `Data folder, ${name}`,
    unknown: 'unknown',
    ms: (ms: number) => (ms < 1000 ? `${count(Math.round(ms))} ms` : span(ms / 1000)),
  },
};
