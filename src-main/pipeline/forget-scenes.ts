import { readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import type { StepName } from '../../src-shared/job.ts';
import type { JobWorkspace } from './job-workspace.ts';
import { readSaved } from './read-saved.ts';

const DrawnRecord = z.object({ sceneId: z.string() });

/** Removes what says that these scenes were spoken or drawn, so that they are asked for anew. */
export async function forgetScenes(
  step: StepName,
  sceneIds: ReadonlySet<string> | 'all',
  { narration, visuals }: JobWorkspace,
): Promise<void> {
  const isMeant = (sceneId: string): boolean => sceneIds === 'all' || sceneIds.has(sceneId);
  if (step === 'narration') {
    await removeRecords(narration, async (name) => isMeant(name.slice(0, name.indexOf('-'))));
  } else if (step === 'broll') {
    await removeRecords(visuals, async (name) => {
      const record = await readSaved(join(visuals, name), DrawnRecord);
      return record !== undefined && isMeant(record.sceneId);
    });
  }
}

async function removeRecords(folder: string, isMeant: (name: string) => Promise<boolean>): Promise<void> {
  const names = (await readdir(folder).catch(() => [])).filter((name) => name.endsWith('.json'));
  for (const name of names) if (await isMeant(name)) await rm(join(folder, name), { force: true });
}
