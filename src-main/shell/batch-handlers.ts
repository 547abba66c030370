import { dirname } from 'node:path';
import { StudioError } from '../../src-shared/failure.ts';
import { writeFileAtomic } from '../storage/atomic-file.ts';
import type { Studio } from '../studio.ts';
import type { Handlers } from './answer-call.ts';
import type { Dialogs } from './dialogs.ts';
import type { DroppedPaths } from './dropped-paths.ts';
import type { PathGrants } from './path-grants.ts';

interface BatchShell {
  studio: Promise<Studio>;
  grants: PathGrants;
  dialogs: Dialogs;
  dropped: DroppedPaths;
}

type BatchCalls = Extract<keyof Handlers, `batches.${string}` | `debug.${string}`>;

const kinds = {
  csv: { name: 'Table', extensions: ['csv'] },
  md: { name: 'Markdown', extensions: ['md'] },
  json: { name: 'JSON', extensions: ['json'] },
};

/** What the window may ask of batches. They are read only from where the user pointed, by a dialog or a drop. */
export function createBatchHandlers({ studio, grants, dialogs, dropped }: BatchShell): Pick<Handlers, BatchCalls> {
  const batches = async () => (await studio).batches;
  const debug = async () => (await studio).debug;
  return {
    'batches.choose': async ({ what }) => {
      const path = await dialogs.chooseBatch(what);
      return path === undefined ? undefined : (await batches()).open(path);
    },
    'batches.openDropped': async () => (await batches()).open(dropped.give()),
    'batches.list': async () => (await batches()).list(),
    'batches.get': async ({ batchId }) => (await batches()).get(batchId),
    'batches.change': async ({ batchId, ...plan }) => {
      refuseStrangeFolder(plan.outputFolder, grants);
      return (await batches()).change(batchId, plan);
    },
    'batches.start': async ({ batchId }) => (await batches()).start(batchId),
    'batches.pause': async ({ batchId }) => (await batches()).pause(batchId),
    'batches.resume': async ({ batchId }) => (await batches()).resume(batchId),
    'batches.cancel': async ({ batchId }) => (await batches()).cancel(batchId),
    'batches.retryFailed': async ({ batchId }) => (await batches()).retryFailed(batchId),
    'batches.move': async ({ batchId, row, place }) => (await batches()).move(batchId, row, place),
    'batches.remove': async ({ batchId }) => (await batches()).remove(batchId),
    'batches.saveReport': async ({ batchId, format }) => {
      const report = (await batches()).report(batchId, format);
      const path = await dialogs.saveAs('Save the report', `batch-report.${format}`, kinds[format]);
      if (path !== undefined) await writeFileAtomic(path, report);
      return path;
    },
    'debug.status': async () => (await debug()).status(),
    'debug.enable': async ({ minutes }) => (await debug()).enable(minutes),
    'debug.disable': async () => (await debug()).disable(),
    'debug.log': async ({ jobId }) => (await debug()).log(jobId),
    'debug.saveLog': async ({ jobId }) => {
      const whole = await (await debug()).log(jobId);
      const path = await dialogs.saveAs('Save the debug log', 'debug-log.json', kinds.json);
      if (path !== undefined) await writeFileAtomic(path, `${JSON.stringify(whole, undefined, 2)}\n`);
      return path;
    },
    'debug.cleanup': async ({ days }) => (await debug()).cleanup(days),
    'debug.testItem': async ({ batchId, row }) => (await debug()).testItem(batchId, row),
  };
}

function refuseStrangeFolder(folder: string | undefined, grants: PathGrants): void {
  if (folder === undefined || grants.has(folder) || grants.has(dirname(folder))) return;
  throw new StudioError('InvalidInput:outputFolder', {
    message: '“outputFolder” is not a place that you chose.',
    remediation: 'Choose it with the button beside the field.',
  });
}
