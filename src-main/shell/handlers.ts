import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { StudioError } from '../../src-shared/failure.ts';
import type { AppInfo } from '../../src-shared/ipc.ts';
import type { JobRequest } from '../../src-shared/job.ts';
import { appRoot } from '../runtime/app-files.ts';
import type { Studio } from '../studio.ts';
import type { Handlers } from './answer-call.ts';
import { createBatchHandlers } from './batch-handlers.ts';
import { createDiagnosticsHandlers } from './diagnostics-handlers.ts';
import type { Dialogs } from './dialogs.ts';
import type { DroppedPaths } from './dropped-paths.ts';
import { refuseStrangePlaces, type PathGrants } from './path-grants.ts';
import { createProviderHandlers } from './provider-handlers.ts';
import type { Sources } from './run-stream.ts';
import type { WindowCommands } from './window-commands.ts';

interface ShellParts {
  /** Opens while the window paints; calls wait for it. */
  studio: Promise<Studio>;
  info: AppInfo;
  grants: PathGrants;
  dialogs: Dialogs;
  dropped: DroppedPaths;
  commands: WindowCommands;
  copyText: (text: string) => Promise<void>;
  showInFolder: (path: string) => void;
}

export function createHandlers(shell: ShellParts): Handlers {
  const { studio, info, grants, dialogs, copyText, showInFolder } = shell;
  const checked = async (request: Pick<JobRequest, 'outputPath' | 'ownText'>): Promise<Studio> => {
    const { jobs, settings } = await studio;
    const outputFolders = [info.videosFolder, settings.get().rendering.outputFolder].filter((folder) => folder !== '');
    const textFolders = jobs.list().flatMap((job) => job.ownText?.folder ?? []);
    refuseStrangePlaces(request, { grants, outputFolders, textFolders });
    return studio;
  };

  return {
    'app.info': () => info,
    'app.warnings': async () => (await studio).warnings(),
    'app.recovered': async () => (await studio).recovered(),
    'app.notices': () => readShipped('out', 'notices.txt'),
    'app.helpPage': ({ page }) => readShipped('docs', 'help', `${page}.md`),
    'app.copyText': ({ text }) => copyText(text),

    'jobs.create': async (request) => (await checked(request)).jobs.create(request),
    'jobs.list': async () => (await studio).jobs.list(),
    'jobs.get': async ({ jobId }) => (await studio).jobs.get(jobId),
    'jobs.film': async ({ jobId }) => (await studio).jobs.film(jobId),
    'jobs.cancel': async ({ jobId }) => (await studio).jobs.cancel(jobId),
    'jobs.retry': async ({ jobId, step, ...wishes }) => (await studio).jobs.retry(jobId, step, wishes),
    'jobs.resume': async ({ jobId }) => (await studio).jobs.resume(jobId),
    'jobs.answer': async ({ jobId, answer }) => (await studio).jobs.answer(jobId, answer),
    'jobs.rename': async ({ jobId, title }) => (await studio).jobs.rename(jobId, title),
    'jobs.delete': async ({ jobId }) => (await studio).jobs.remove(jobId),
    'jobs.openFolder': async ({ jobId }) => showInFolder(finishedFilm(await studio, jobId)),

    'film.draft': async (request) => (await checked(request)).films.draft(request),
    'film.hear': async (request) => (await studio).films.hear(request),
    'pictures.add': async ({ name, bytes }) => (await studio).films.addPicture(name, bytes),
    'clips.addDropped': async ({ name }) => ({ path: await (await studio).films.addClip(shell.dropped.give(name)) }),
    'texts.open': () => dialogs.openText(),
    'output.choose': ({ suggestedName }) => dialogs.chooseOutput(suggestedName),
    'folders.choose': () => dialogs.chooseFolder(),
    'ffmpeg.choose': () => dialogs.chooseFfmpeg(),

    'system.check': async () => (await studio).health.check(),
    'health.restartWorkers': async () => (await studio).health.restartWorkers(),
    ...createProviderHandlers(shell),
    ...createDiagnosticsHandlers(shell),
    ...createBatchHandlers(shell),
  };
}

export function createSources({ studio, commands }: Pick<ShellParts, 'studio' | 'commands'>): Sources {
  return {
    'jobs.watch': async function* ({ jobId, sinceSeq }, signal) {
      yield* (await studio).jobs.watch(jobId, sinceSeq, signal);
    },
    'jobs.watchAll': async function* (_nothing, signal) {
      yield* (await studio).jobs.watchAll(signal);
    },
    'jobs.explainPlainly': async function* ({ jobId, provider }, signal) {
      yield await (await studio).diagnostics.explainPlainly(jobId, provider, signal);
    },
    'batches.watch': async function* ({ batchId }, signal) {
      yield* (await studio).batches.watch(batchId, signal);
    },
    'batches.watchAll': async function* (_nothing, signal) {
      yield* (await studio).batches.watchAll(signal);
    },
    'log.watch': async function* (filter, signal) {
      yield* (await studio).diagnostics.watchLog(filter, signal);
    },
    'app.commands': (_nothing, signal) => commands.listen(signal),
    'health.watch': async function* (_nothing, signal) {
      yield* (await studio).health.watch(signal);
    },
    'resilience.watch': async function* (_nothing, signal) {
      yield* (await studio).resilience.watch(signal);
    },
  };
}

function finishedFilm(studio: Studio, jobId: string): string {
  const { output } = studio.jobs.get(jobId);
  if (!output) throw new StudioError('NotFound:video', { message: 'This job has made no video yet.' });
  if (existsSync(output.videoPath)) return output.videoPath;
  throw new StudioError('InputFileMissing', {
    message: 'The video is no longer where it was saved. It was moved or deleted.',
    remediation: 'Put it back, or make it again with Retry Job.',
    details: { path: output.videoPath },
  });
}

/** Through the archive's own path: Electron's fs finds the file there, packed or unpacked. */
async function readShipped(...parts: string[]): Promise<string> {
  return readFile(join(appRoot, ...parts), 'utf8').catch((cause: unknown) => {
    throw new StudioError('NotFound:page', { details: { file: parts.join('/') }, cause });
  });
}
