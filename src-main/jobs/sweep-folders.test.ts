import { mkdir, readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { jobWorkspace } from '../pipeline/job-workspace.ts';
import { openJournal } from './open-journal.test-support.ts';
import { sweepFolders } from './sweep-folders.ts';
import { newFolder } from './test-desk.test-support.ts';

test('what a killed process left half written goes from every folder of an unfinished job, and from those beside it', async () => {
  const dataFolder = await newFolder();
  const { addJob, store, database } = openJournal(dataFolder);
  const { root, narration, visuals, subtitles, segments } = jobWorkspace(dataFolder, addJob().jobId);
  const beside = ['debug', 'clips', 'pictures', join('cache', 'answers')].map((name) => join(dataFolder, name));
  const places = [
    root,
    narration,
    visuals,
    subtitles,
    segments,
    join(root, 'results'),
    join(root, 'a', 'b'),
    ...beside,
  ];
  for (const place of places) {
    await mkdir(place, { recursive: true });
    // No process has this number.
    await writeFile(join(place, '.aura-4000000-0123456789ab.tmp'), 'half');
  }
  await sweepFolders(dataFolder, join(dataFolder, 'videos'), store);
  database.close();
  const left = await readdir(dataFolder, { recursive: true });
  expect(left.filter((name) => name.endsWith('.tmp'))).toEqual([]);
});
