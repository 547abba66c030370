import type { JobStatus, Step, StepName, StepStatus } from '../../src-shared/job.ts';
import { stepTitles } from '../../src-shared/step-titles.ts';
import { count, counted, percent, roughSpan, scenes, seconds, span, timeOfDay } from '../figures.ts';

/** What the step's result is called when only that is made again. */
const stepResults: Record<StepName, string> = {
  preflight: 'checks',
  script: 'script',
  narration: 'narration',
  broll: 'pictures',
  subtitles: 'captions',
  mux: 'video',
};

/** A step inside a sentence. */
const stepInWords = (step: StepName): string => (step === 'broll' ? 'B-roll' : step);

/** What is said of a job, its steps, its scenes and its film. */
export const jobTexts = {
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
    failedAt: (step: StepName | undefined) => (step ? `Failed at ${stepInWords(step)}` : 'Failed'),
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
    retryStepNote: (step: StepName) => `Retry Step goes on at ${stepInWords(step)}. What is done is not made again.`,
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
    announceStall: (message: string) => `Render status asks what to do. ${message}`,
  },

  success: {
    title: 'Video saved',
    path: 'Saved as',
    size: 'Size',
    length: 'Length',
    play: 'Play',
    openFolder: 'Open folder',
    level: (level: string) => `Quality ${level}`,
    encoder: (name: string) => `Encoded by ${name}`,
    credits: (file: string) => `Who made the pictures is written in ${file}. Name them where you show the video.`,
  },

  failure: {
    retryStep: 'Retry Step',
    retryJob: 'Retry Job',
    finishWithStandIns: 'Finish with stand-ins',
    resume: 'Resume',
    openSettings: 'Open Settings',
    runSystemCheck: 'Run System Check',
    help: 'Read more',
    copied: 'Copied',
  },

  stall: {
    title: 'This does not move',
    again: 'Start the step again',
    wait: 'Wait 5 minutes',
    cancel: 'Stop, keep what is done',
  },

  recovery: {
    label: 'After a crash',
    words: (title: string, others: number, goesOn: boolean) =>
      `The studio ended unexpectedly while it made “${title}”${others > 0 ? ` and ${counted(others, 'other video', 'other videos')}` : ''}. ${goesOn ? 'It goes on from where it stopped.' : 'It waits for you; what is done is kept.'}`,
    open: 'Open it',
    decide: 'Resume, restart or discard',
    diagnostics: 'Download diagnostics',
  },

  interrupted: {
    restart: 'Restart',
    discard: 'Discard',
    keep: 'Keep it',
    discardTitle: 'Discard this video?',
    discardBody: 'The job and what was made for it so far are deleted.',
    setAsideBody:
      'The studio stopped twice while it made this video, so it does not go on by itself. Resume tries again from where it stopped.',
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
};
