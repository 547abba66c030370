import { resolve } from 'node:path';
import { Option, type Command } from 'commander';
import { aspects, qualities, type Aspect, type Quality } from '../../src-shared/brief.ts';
import type { JobRequestInput } from '../../src-shared/job.ts';
import { readFilmFile } from '../jobs/read-film-file.ts';
import type { AddCommands, CommandFrame } from './command-frame.ts';
import { runToEnd } from './run-to-end.ts';

interface RenderOptions {
  out: string;
  quality?: Quality;
  aspect?: Aspect;
}

export const addRenderCommands: AddCommands = (program, frame) => {
  program
    .command('sample')
    .description('make the sample video')
    .requiredOption('--out <file>', 'the film to be, an .mp4')
    .action((options: RenderOptions, command: Command) => make(frame, command, { preset: 'sample' }, options));

  program
    .command('render')
    .description('make a video from a brief (.json) or a text of your own (.md)')
    .argument('<file>', 'BRIEF.json or TEXT.md')
    .requiredOption('--out <file>', 'the film to be, an .mp4')
    .addOption(new Option('--quality <quality>', 'how much effort goes into it').choices(qualities))
    .addOption(new Option('--aspect <aspect>', 'the shape of the picture').choices(aspects))
    .action(async (file: string, options: RenderOptions, command: Command) =>
      make(frame, command, await readFilmFile(file, options.aspect), options),
    );
};

async function make(
  frame: CommandFrame,
  command: Command,
  request: JobRequestInput,
  options: RenderOptions,
): Promise<void> {
  const { out, quality } = options;
  const studio = await frame.studio(command);
  const job = await studio.jobs.create({
    ...request,
    render: { ...request.render, ...(quality && { quality }) },
    outputPath: resolve(out),
  });
  await runToEnd(frame, command, studio, job, 0);
}
