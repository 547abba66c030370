import { writeSync } from 'node:fs';
import { join } from 'node:path';
import { writeFileAtomic } from '../storage/atomic-file.ts';
import { openJournal } from './open-journal.test-support.ts';

// Saves state as fast as it can until it is killed, and says after each save what has been acknowledged.
const dataFolder = process.argv[2] ?? '';
const { journal, addJob } = openJournal(dataFolder);
for (let round = 1; ; round++) {
  const { jobId } = addJob();
  writeSync(1, `created ${jobId}\n`);
  journal.record(jobId, { kind: 'job-status', status: 'Running', percent: 0 });
  journal.record(jobId, { kind: 'step-status', step: 'preflight', status: 'Running' });
  for (let percent = 1; percent < 5; percent++) {
    journal.record(jobId, { kind: 'step-progress', step: 'preflight', progressPct: percent, percent });
  }
  journal.record(jobId, { kind: 'job-canceled' });
  writeSync(1, `ended ${jobId}\n`);
  await writeFileAtomic(join(dataFolder, 'state.json'), JSON.stringify({ round, filling: 'x'.repeat(200_000) }));
  writeSync(1, `saved ${round}\n`);
}
