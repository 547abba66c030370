import type { Aspect, Music, Quality, Theme, Tone } from '../src-shared/brief.ts';
import type { HealthStatus } from '../src-shared/health.ts';
import type { Job, JobStatus, Step, StepName, StepStatus } from '../src-shared/job.ts';
import { count, counted, percent, roughSpan, roughSize, size, span, timeOfDay } from './figures.ts';

const isMac = navigator.platform.startsWith('Mac');
const modifier = isMac ? '⌘' : 'Ctrl+';

const stepTitles: Record<StepName, string> = {
  preflight: 'Preflight',
  script: 'Script',
  narration: 'Narration',
  broll: 'B-roll',
  subtitles: 'Subtitles',
  mux: 'Mux',
};

/** What the step's result is called when only that is made again. */
const stepResults: Record<StepName, string> = {
  preflight: 'checks',
  script: 'script',
  narration: 'narration',
  broll: 'pictures',
  subtitles: 'captions',
  mux: 'video',
};

const scenes = (number: number) => counted(number, 'scene', 'scenes');
const seconds = (number: number) =>
  number < 100 ? counted(Math.round(number), 'second', 'seconds') : span(Math.round(number));

/** Every word that the window shows, in one place. */
export const texts = {
  appName: 'Aura Video Studio',
  keys: (key: string) => `${modifier}${key}`,
  withKeys: (label: string, key: string) => `${label} (${modifier}${key})`,
  quoted: (text: string) => `“${text}”`,
  joined: (...parts: (string | undefined | false)[]) => parts.filter(Boolean).join(' · '),

  nav: {
    label: 'Main',
    home: 'Home',
    create: 'Create',
    jobs: 'Jobs',
    diagnostics: 'Diagnostics',
    settings: 'Settings',
  },

  chip: {
    running: (value: number) => `Rendering · ${percent(value)}`,
    finalizing: 'Rendering · finalizing',
    several: (number: number) => `${count(number)} rendering`,
    queued: (number: number) => `${count(number)} queued`,
    tooltip: `Open or close Render status (${modifier}J)`,
  },

  lost: 'The studio does not answer. Finished videos and saved jobs are safe on disk. Close this window and open the app again.',

  time: {
    left: (value: number) => `${roughSpan(value)} left`,
    aboutLeft: (value: number) => `about ${roughSpan(value)} left`,
    finalizing: 'finalizing',
    started: (iso: string) => `Started ${timeOfDay(iso)}`,
    queued: (iso: string) => `Queued ${timeOfDay(iso)}`,
    endedAfter: (iso: string, took: number) => `${timeOfDay(iso)}, after ${span(took)}`,
  },

  step: {
    title: (name: StepName) => stepTitles[name],
    progress: (name: StepName) => `${stepTitles[name]} progress`,
    status: {
      Pending: 'Pending',
      Running: 'Running',
      Succeeded: 'Succeeded',
      Failed: 'Failed',
      Skipped: 'Skipped',
      Canceled: 'Canceled',
    } satisfies Record<StepStatus, string>,
    statusWords: (step: Step) =>
      step.status === 'Running'
        ? percent(step.progressPct)
        : step.status === 'Succeeded' && step.durationMs !== undefined
          ? span(step.durationMs / 1000)
          : '',
    itemsDone: (items: { done: number; total: number }) => `${count(items.done)} of ${scenes(items.total)} done`,
    list: 'Steps',
  },

  job: {
    status: {
      Queued: 'Queued',
      Running: 'Running',
      Paused: 'Paused',
      Interrupted: 'Interrupted',
      Succeeded: 'Succeeded',
      Failed: 'Failed',
      Canceled: 'Canceled',
    } satisfies Record<JobStatus, string>,
    runningAt: (value: number) => `Running · ${percent(value)}`,
    runningLeft: (left: string) => `Running · ${left}`,
    failedAt: (step: StepName | undefined) =>
      step ? `Failed at ${stepResults[step] === 'narration' ? 'narration' : stepTitles[step].toLowerCase()}` : 'Failed',
    succeededIn: (took: number) => `Succeeded in ${span(took)}`,
    retryOf: 'Retry of an earlier job.',
    retriedBy: 'Retried as a new job.',
    openOther: 'Open it',
    fileMissing: 'The video is no longer where it was saved. It was moved or deleted.',
    fileMissingNext: 'Put it back, or press Retry Job to make it again.',
    notFound: 'This job is not there any more. It may have been deleted.',
    loading: 'Waiting for the studio to answer.',
    canceledTitle: 'You canceled this video',
    canceledBody: 'What was done is kept with the job. Retry Step goes on from there; Retry Job starts again.',
    interruptedTitle: 'This video was interrupted',
    interruptedBody:
      'The studio closed while it was being made. Resume goes on where it stopped; what is done is not made again.',
    pausedTitle: 'This video is paused',
    pausedBody: 'Resume goes on where it stopped.',
    queuedBody: 'It starts as soon as the one before it has ended.',
    kept: 'What is kept',
    keptScenes: (done: number, total: number) =>
      done === 0 ? 'Nothing yet' : done === total ? `All ${scenes(total)}` : `${count(done)} of ${scenes(total)}`,
    nothingKept: 'No scene was made before it stopped.',
    retryStepNote: (step: StepName) =>
      `Retry Step goes on at ${stepTitles[step].toLowerCase() === 'b-roll' ? 'B-roll' : stepTitles[step].toLowerCase()}. What is done is not made again.`,
    facts: (job: Job) => job.title,
  },

  drawer: {
    title: 'Render status',
    close: 'Close Render status',
    progress: 'Video progress',
    switchJob: 'Show another job',
    others: (number: number) => counted(number, 'other job', 'other jobs'),
    cancel: 'Cancel',
    stopTitle: 'Stop this video?',
    stopKept: (done: number) =>
      done === 0
        ? 'What is done is kept with the job.'
        : done === 1
          ? 'Scene 1 is kept.'
          : `Scenes 1 to ${count(done)} are kept.`,
    stop: 'Stop',
    stopping: 'Stopping',
    keepGoing: 'Keep going',
    technicalDetails: 'Technical details',
    logTitle: 'Log',
    logEmpty: 'Nothing was logged yet.',
    logHidden: (number: number) => `${counted(number, 'earlier line is', 'earlier lines are')} not shown.`,
    empty: 'Nothing is rendering. The next video shows up here.',
    copy: 'Copy',
    copied: 'Copied',
    announceStep: (step: StepName) => `${stepTitles[step]} started`,
    announcePercent: (value: number) => `${value} percent done`,
    announceSucceeded: (title: string) => `${title}: succeeded`,
    announceFailed: (message: string, remediation: string) => `Failed. ${message} ${remediation}`,
    announceCanceled: 'Canceled',
  },

  success: {
    title: 'Video saved',
    path: 'Saved as',
    size: 'Size',
    length: 'Length',
    play: 'Play',
    openFolder: 'Open folder',
  },

  failure: {
    retryStep: 'Retry Step',
    retryJob: 'Retry Job',
    resume: 'Resume',
    openSettings: 'Open Settings',
    runSystemCheck: 'Run System Check',
    help: 'Read more',
    copied: 'Copied',
  },

  receipt: {
    title: (replacement: string, replaced: string) => `${replacement} instead of ${replaced}`,
    redo: (step: StepName) => `Redo only the ${stepResults[step]}`,
    heading: 'What was replaced',
    warnings: 'Worth knowing',
  },

  scene: {
    strip: 'Scenes',
    waiting: 'Waiting',
    working: { narration: 'Speaking', broll: 'Drawing', mux: 'Rendering' } as Partial<Record<StepName, string>>,
    failed: 'Failed',
    label: (index: number, heading: string) => `Scene ${index + 1}: ${heading}`,
    frameAlt: (index: number, heading: string) => `Picture of scene ${index + 1}, ${heading}`,
    meta: (index: number, total: number, length: number, words: number) =>
      `Scene ${index + 1} of ${count(total)} · ${span(length)} · ${counted(words, 'word', 'words')}`,
    silent: 'No words are spoken here.',
    seconds,
    notYet: 'The first scene shows up here as soon as it is drawn.',
  },

  home: {
    headline: 'Your first video is one click away.',
    invitation: 'Aura writes it, speaks it, draws it and captions it on this computer. No account, no key, no network.',
    createSample: 'Create sample video',
    sampleNote: (renderSeconds: number | undefined, folder: string) =>
      `Takes ${renderSeconds === undefined || renderSeconds < 60 ? 'less than a minute' : `about ${roughSpan(renderSeconds)}`}. Saved to ${folder}.`,
    ownTextQuestion: 'Have something to say already?',
    ownTextLink: 'Start with your own text',
    sampleFacts: (sceneCount: number, length: number) => `The sample: ${scenes(sceneCount)}, ${seconds(length)}`,
    sampleFormat: '1920 × 1080, voice, music, captions',
    nextLabel: 'What is the next video about?',
    nextButton: 'Create video',
    recent: 'Recent',
    allJobs: 'All jobs',
    totals: (videos: number, bytes: number) =>
      texts.joined(counted(videos, 'video', 'videos'), bytes > 0 && size(bytes)),
    untitled: 'Untitled',
  },

  create: {
    title: 'Create',
    source: 'What the video is made from',
    fromBrief: 'From a brief',
    fromText: 'From my text',
    topic: 'What is it about?',
    audience: 'Audience',
    tone: 'Tone',
    tones: { warm: 'Warm and plain', plain: 'Matter-of-fact', playful: 'Playful', formal: 'Formal' } satisfies Record<
      Tone,
      string
    >,
    keyPoints: 'Key points',
    keyPointsHint: 'One a line. Each becomes a scene.',
    ownText: 'Your text',
    ownTextHint: '“# ” is the title, each “## ” a scene. Spoken as written.',
    openText: 'Open text',
    addPicture: 'Add picture',
    dropHint: 'Drop a picture or a .md file here',
    droppedOther: (name: string) => `“${name}” is neither a picture nor a text file.`,
    length: 'Length',
    lengthValue: (value: number) => (value < 120 ? `${value} s` : span(value)),
    shape: 'Shape',
    shapes: { '16:9': 'Wide 16:9', '9:16': 'Tall 9:16', '1:1': 'Square 1:1' } satisfies Record<Aspect, string>,
    voice: 'Voice',
    voices: { slt: 'Flite, slt', rms: 'Flite, rms', awb: 'Flite, awb' } as Record<string, string>,
    voiceNotes: { slt: 'a woman, American', rms: 'a man, American', awb: 'a man, Scottish' } as Record<string, string>,
    music: 'Music',
    musics: { warm: 'Warm', pensive: 'Pensive', none: 'None' } satisfies Record<Music, string>,
    look: 'Look',
    looks: { midnight: 'Midnight', daylight: 'Daylight', ember: 'Ember' } satisfies Record<Theme, string>,
    hear: 'Hear it',
    hearStop: 'Stop',
    foot: (sceneCount: number, length: number) => `${scenes(sceneCount)}, ${seconds(length)}`,
    footDetail: (renderSeconds: number | undefined, bytes: number, folder: string) =>
      `${renderSeconds === undefined ? '' : renderSeconds < 10 ? 'Ready in a few seconds. ' : `Ready in about ${roughSpan(renderSeconds)}. `}${roughSize(bytes)} in ${folder}. All on this computer.`,
    footEmpty: 'Say what the video is about, and it shows up here.',
    footEmptyText: 'Write or paste a text, and it shows up here.',
    submit: 'Create video',
    submitSample: 'Create sample video',
    needTopic: 'Say what the video is about.',
    needText: 'Write or paste a text first.',
    emptyFrame: 'The film as it stands is shown here while you type.',
    problems: 'This keeps the video from being made',
  },

  jobs: {
    title: 'Jobs',
    empty: 'No jobs yet. The first one shows up here.',
    columns: {
      title: 'Title',
      state: 'State',
      progress: 'Reason or progress',
      length: 'Length',
      took: 'Took',
      made: 'Made',
    },
    counts: (running: number, queued: number, all: number) =>
      texts.joined(
        counted(all, 'job', 'jobs'),
        running > 0 && `${count(running)} running`,
        queued > 0 && `${count(queued)} queued`,
      ),
    open: 'Open',
    rename: 'Rename',
    delete: 'Delete',
    more: 'More',
    moreOf: (title: string) => `More for ${title}`,
    newTitle: 'New title',
    save: 'Save',
    dismiss: 'Leave as it is',
    deleteTitle: (title: string) => `Delete “${title}”?`,
    deleteBody: 'The job and its parts go. The finished video stays where it is.',
    keep: 'Keep',
    selected: (title: string) => `Job ${title}`,
    inQueue: (place: number) => (place === 1 ? 'Next in the queue' : `Number ${count(place)} in the queue`),
  },

  player: {
    label: 'Video',
    play: 'Play',
    pause: 'Pause',
    position: 'Position',
    positionOf: (at: string, all: string) => `${at} of ${all}`,
    captions: 'Captions',
    mute: 'Mute',
    unmute: 'Sound on',
    fullScreen: 'Full screen',
    leaveFullScreen: 'Leave full screen',
    chapters: 'Chapters',
    cannotPlay: 'The video cannot be played here. Open the folder and play it from there.',
  },

  settings: {
    title: 'Settings',
    rendering: 'Rendering',
    about: 'About',
    quality: 'Quality',
    qualities: { fast: 'Fast', balanced: 'Balanced', high: 'High' } satisfies Record<Quality, string>,
    qualityHint: 'High takes longer and makes larger files.',
    frameRate: 'Frame rate',
    frames: (rate: number) => `${rate} fps`,
    outputFolder: 'Output folder',
    outputFolderHint: 'Where videos are saved. Empty: your Videos folder.',
    choose: 'Choose',
    ffmpegPath: 'FFmpeg path',
    ffmpegPathHint: 'Used before all others. Empty: the studio looks for one.',
    burnIn: 'Draw captions into the picture',
    burnInHint: 'Subtitle files are saved beside the video either way.',
    concurrency: 'Videos at once',
    concurrencyHint: 'More at once share the computer; each takes longer.',
    autoResume: 'Go on with interrupted videos at start',
    autoResumeHint: 'Off: they wait under Jobs until you press Resume.',
    files: 'Files',
    picture: 'Picture and captions',
    queue: 'Queue',
    appearance: 'Appearance',
    appearances: { system: 'As the system', light: 'Light', dark: 'Dark' },
    version: 'Version',
    electron: 'Electron',
    chromium: 'Chromium',
    node: 'Node',
    dataFolder: 'Data folder',
    copyPath: 'Copy',
    notices: 'Third-party notices',
    noticesMissing: 'The notices cannot be read.',
    saved: 'Saved',
  },

  check: {
    title: 'Diagnostics',
    tab: 'System Check',
    run: 'Run System Check',
    again: 'Run again',
    running: 'Checking this computer',
    checkedAt: (iso: string) => `Checked ${timeOfDay(iso)}`,
    summary: {
      Healthy: 'All is well. Videos can be made.',
      Degraded: 'Videos can be made, but not everything works.',
      Unhealthy: 'Videos cannot be made until this is mended.',
    } satisfies Record<HealthStatus, string>,
    status: { Healthy: 'Healthy', Degraded: 'Degraded', Unhealthy: 'Unhealthy' } satisfies Record<HealthStatus, string>,
    columns: { name: 'Part', status: 'State', finding: 'Finding' },
  },

  help: { title: 'Help', close: 'Close help', missing: 'This page cannot be read.' },
  toast: { open: 'Open', dismiss: 'Dismiss' },
};
