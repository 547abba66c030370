import { extname, resolve } from 'node:path';
import { Option, type Command } from 'commander';
import { mostAtOnce, reportFormats, type Batch, type BatchDetail, type ReportFormat } from '../../src-shared/batch.ts';
import { qualities, type Quality } from '../../src-shared/brief.ts';
import { StudioError } from '../../src-shared/failure.ts';
import { writeFileAtomic } from '../storage/atomic-file.ts';
import type { Studio } from '../studio.ts';
import type { AddCommands, CommandFrame } from './command-frame.ts';
import { runBatch } from './run-batch.ts';
import { countsLine, rowLine } from './show-batch.ts';
import { printable } from './terminal.ts';

interface BatchOptions {
  out?: string;
  concurrency?: number;
  quality?: Quality;
  new?: boolean;
}

export const addBatchCommands: AddCommands = (program, frame) => {
  const batch = program
    .command('batch')
    .description('make many videos: a table (.csv), a list of briefs (.json) or a folder of texts')
    .argument('<source>', 'FILE.csv, FILE.json or a folder')
    .option('--out <dir>', 'the folder for the films')
    .option('--concurrency <n>', `films at once, 1 to ${mostAtOnce}`, wholeNumber)
    .addOption(new Option('--quality <quality>', 'how much effort goes into them').choices(qualities))
    .option('--new', 'begin anew, also where a batch of the same rows is unfinished')
    .action(async (source: string, options: BatchOptions, command: Command) => {
      const studio = await frame.studio(command);
      const unfinished = options.new ? undefined : await studio.batches.unfinishedOf(source);
      if (unfinished?.hasSameRows) return goOn(frame, command, studio, unfinished.batch);
      if (unfinished) throw changedMeanwhile(unfinished.batch);
      const detail = await studio.batches.open(source, {
        ...(options.concurrency !== undefined && { concurrency: options.concurrency }),
        ...(options.out !== undefined && { outputFolder: resolve(options.out) }),
        ...(options.quality && { wishes: { defaults: {}, overrides: {}, quality: options.quality } }),
      });
      await runBatch(frame, command, studio, detail, async ({ batchId }) => studio.batches.start(batchId));
    });

  batch
    .command('list')
    .description('all batches, newest first')
    .action(async (_options: unknown, command: Command) => {
      const batches = (await frame.studio(command)).batches.list();
      frame.answer(command, { batches }, () => batches.map(oneLine).join('\n') || 'There are no batches yet.');
    });
  ofBatch(batch, frame, 'show', 'each row of a batch', async ({ studio, batchId, command }) =>
    tell(frame, command, studio.batches.get(batchId)),
  );
  ofBatch(batch, frame, 'pause', 'finish what is being made and begin no other', async ({ studio, batchId, command }) =>
    tell(frame, command, await studio.batches.pause(batchId)),
  );
  ofBatch(batch, frame, 'cancel', 'stop a batch; films that are done are kept', async ({ studio, batchId, command }) =>
    tell(frame, command, await studio.batches.cancel(batchId)),
  );
  ofBatch(batch, frame, 'resume', 'go on with a paused or unfinished batch', async ({ studio, batchId, command }) =>
    runBatch(frame, command, studio, studio.batches.get(batchId), async () => studio.batches.resume(batchId)),
  );
  ofBatch(
    batch,
    frame,
    'retry',
    'make only what failed, as its file has it now',
    async ({ studio, batchId, command }) => retry(frame, command, studio, batchId),
  );
  ofBatch(batch, frame, 'report', 'save what came of a batch', async ({ studio, batchId, command }) => {
    const { out } = command.optsWithGlobals<{ out?: string }>();
    if (out === undefined) throw new StudioError('InvalidInput:out', { message: 'Say where to save it: --out FILE.' });
    const path = resolve(out);
    await writeFileAtomic(path, studio.batches.report(batchId, formatOf(path)));
    frame.answer(command, { path }, () => printable(path));
  }) // Not a required option: “batch” has one of this name, which takes it.
    .option('--out <file>', 'a file that ends in .csv, .md or .json');
};

interface OfBatch {
  studio: Studio;
  batchId: string;
  command: Command;
}

function ofBatch(
  batch: Command,
  frame: CommandFrame,
  name: string,
  description: string,
  run: (given: OfBatch) => Promise<void>,
): Command {
  return batch
    .command(name)
    .description(description)
    .argument('<id>', 'the ID of the batch, as in “aura batch list”')
    .action(async (batchId: string, _options: unknown, command: Command) =>
      run({ studio: await frame.studio(command), batchId, command }),
    );
}

/** One of which nothing could be made was never begun: it is looked at again, and begun if something can be made now. */
async function retry(frame: CommandFrame, command: Command, studio: Studio, batchId: string): Promise<void> {
  const { batches } = studio;
  const before = batches.get(batchId);
  const isDraft = before.batch.status === 'Draft';
  const detail = isDraft ? await batches.retryFailed(batchId) : before;
  await runBatch(frame, command, studio, detail, async () =>
    isDraft ? batches.start(batchId) : batches.retryFailed(batchId),
  );
}

async function goOn(frame: CommandFrame, command: Command, studio: Studio, batch: Batch): Promise<void> {
  const { batchId, counts } = batch;
  frame.terminal.complain(
    `Going on with ${batchId}, which was not finished: ${counts.succeeded} of ${counts.total} are made. Add --new to begin anew.`,
  );
  await runBatch(frame, command, studio, studio.batches.get(batchId), async () => studio.batches.resume(batchId));
}

function tell(frame: CommandFrame, command: Command, detail: BatchDetail): void {
  frame.answer(command, detail, () => [oneLine(detail.batch), ...detail.rows.map(rowLine)].join('\n'));
}

const changedMeanwhile = ({ batchId, counts }: Batch): StudioError =>
  new StudioError('Conflict:changed', {
    message: `The file has changed since ${batchId} was begun from it, of which ${counts.succeeded} of ${counts.total} films are made.`,
    remediation: `Go on with “aura batch resume ${batchId}” and then “aura batch retry ${batchId}”, or add --new to begin anew.`,
    details: { batchId },
  });

const oneLine = (batch: Batch): string =>
  `${batch.batchId}  ${batch.status.padEnd(9)}  ${printable(batch.name)}  ${countsLine(batch)}`;

function wholeNumber(value: string): number {
  if (/^\d{1,6}$/.test(value)) return Number(value);
  throw new StudioError('InvalidInput:concurrency', {
    message: `“concurrency” must be a whole number, 1 to ${mostAtOnce}.`,
  });
}

function formatOf(path: string): ReportFormat {
  const ending = extname(path).slice(1).toLowerCase();
  const format = reportFormats.find((known) => known === ending);
  if (format) return format;
  throw new StudioError('InvalidInput:out', { message: 'The report must end in .csv, .md or .json.' });
}
