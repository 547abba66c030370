import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import JSZip from 'jszip';
import { Settings } from '../../../src-shared/settings.ts';
import { deskFor, tides, type Pipeline } from '../../jobs/test-desk.test-support.ts';
import { createBundles } from './create-bundles.ts';

export const failing: Pipeline = async () => {
  throw new Error('the tide went out');
};
type Extra = Partial<Parameters<typeof createBundles>[0]>;

/** Bundles of a studio that has run one job. */
export async function bundlesOf(pipeline: Pipeline, extra: Extra = {}) {
  const opened = await deskFor(pipeline);
  const bundles = createBundles({
    ...opened,
    settings: () => Settings.parse({}),
    flushLog: async () => undefined,
    ...extra,
  });
  const { jobId } = await opened.desk.create(tides);
  return { ...opened, bundles, jobId, folder: join(opened.dataFolder, 'bundles') };
}

export const filesIn = async (path: string) => {
  const { files } = await JSZip.loadAsync(await readFile(path));
  const texts = await Promise.all(Object.values(files).map(async (file) => [file.name, await file.async('string')]));
  return Object.fromEntries(texts) as Record<string, string>;
};
export const manifestOf = (files: Record<string, string>) =>
  JSON.parse(files['manifest.json'] ?? '') as Record<string, unknown>;
