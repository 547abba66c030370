import { stat } from 'node:fs/promises';
import { dirname, extname, isAbsolute, normalize } from 'node:path';
import { Brief } from '../../src-shared/brief.ts';
import { StudioError } from '../../src-shared/failure.ts';
import { invalidInput } from '../../src-shared/invalid-input.ts';
import { JobRequest } from '../../src-shared/job.ts';
import { briefForText, parseOwnText } from '../pipeline/own-text.ts';
import { ensureOutputFolder, requireWritableFolder } from '../storage/output-folder.ts';
import type { JobMaterial } from './new-job.ts';

const sampleTopic = 'What Aura Video Studio does with a sentence of yours';

interface Places {
  dataFolder: string;
  /** Where films go that were not given a place. */
  outputFolder: string;
}

/**
 * Looks at all of a request before anything is made of it.
 * Throws `InvalidInput:{field}`, `InputFileMissing`, `OutputDirectoryNotWritable`.
 */
export async function checkRequest(
  input: unknown,
  { dataFolder, outputFolder }: Places,
): Promise<{ material: JobMaterial; idempotencyKey: string | undefined }> {
  const { request, material } = await checkContent(input, dataFolder);
  const outputPath = await checkPlace(request.outputPath, outputFolder);
  return {
    material: { ...material, ...(outputPath !== undefined && { outputPath }) },
    idempotencyKey: request.idempotencyKey,
  };
}

/** The same but for the place of the film, which a batch has in common. */
export async function checkContent(
  input: unknown,
  dataFolder: string,
): Promise<{ request: JobRequest; material: JobMaterial }> {
  const parsed = JobRequest.safeParse(input);
  if (!parsed.success) throw invalidInput(parsed.error);
  const request = parsed.data;
  requireEvenSides(request);
  const { title, brief } = await whatToSay(request, dataFolder);
  const { preset, ownText, render, batchId } = request;
  return {
    request,
    material: {
      title,
      ...(preset && { preset }),
      brief,
      ...(ownText && { ownText }),
      render,
      ...(batchId !== undefined && { batchId }),
    },
  };
}

async function whatToSay(
  { preset, brief, ownText }: JobRequest,
  dataFolder: string,
): Promise<{ title: string; brief: Brief }> {
  if (ownText) {
    const text = await parseOwnText(ownText, dataFolder);
    return { title: text.title, brief: briefForText(text, brief) };
  }
  if (preset) return { title: 'Sample video', brief: brief ?? Brief.parse({ topic: sampleTopic }) };
  if (brief) return { title: brief.topic.slice(0, 120), brief };
  throw new StudioError('InvalidInput:brief', {
    message: 'There is nothing to make a film from: write a brief or a text.',
  });
}

/** H.264 in 4:2:0 halves the colour planes, so both sides must be even. */
function requireEvenSides({ render: { resolution } }: JobRequest): void {
  if (!resolution || (resolution.width % 2 === 0 && resolution.height % 2 === 0)) return;
  throw new StudioError('InvalidInput:resolution', {
    message: `“resolution” must be even in width and height, not ${resolution.width} × ${resolution.height}.`,
  });
}

async function checkPlace(outputPath: string | undefined, outputFolder: string): Promise<string | undefined> {
  if (outputPath === undefined) {
    await ensureOutputFolder(outputFolder);
    return undefined;
  }
  if (!isAbsolute(outputPath)) throw badPlace(`“${outputPath}” does not say in which folder.`);
  if (outputPath.includes('\0')) throw badPlace('A file name cannot hold such a character.');
  if (extname(outputPath).toLowerCase() !== '.mp4') throw badPlace('The name of the film must end in .mp4.');
  const place = normalize(outputPath);
  await requireWritableFolder(dirname(place));
  const standing = await stat(place).catch(() => undefined);
  if (standing?.isDirectory()) throw badPlace(`“${place}” is a folder.`);
  return place;
}

const badPlace = (message: string): StudioError => new StudioError('InvalidInput:outputPath', { message });
