import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { JobRequest } from '../../src-shared/job.ts';
import { Settings } from '../../src-shared/settings.ts';
import { BatchDebug } from '../../src-main/batch/debug/batch-debug.ts';
import { JobStore } from '../../src-main/jobs/job-store.ts';
import { runWithCorrelation } from '../../src-main/logging/correlation.ts';
import { createProviderHttp, type ProviderHttp } from '../../src-main/providers/http/provider-http.ts';
import { openDatabase } from '../../src-main/storage/database.ts';

// The ways take turns in one run: single seconds drift with the machine, ratios within a round hold.
const rounds = 24;
const callsPerRound = 200;

/** In a process of its own, so that only the caller's time is counted. */
const server = `require('node:http').createServer((request, response) => {
  request.resume();
  response.writeHead(200, { 'content-type': 'application/json' }).end('{"data": []}');
}).listen(0, '127.0.0.1', function () { console.log(this.address().port) })`;

const folder = await mkdtemp(join(tmpdir(), 'aura-bench-'));
const child = spawn(process.execPath, ['-e', server], { stdio: ['ignore', 'pipe', 'inherit'] });
const [said] = (await once(child.stdout, 'data')) as [Buffer];
const origin = `http://127.0.0.1:${said.toString().trim()}`;
const settings = () => Settings.parse({ providers: { OpenAI: { baseUrl: origin } } });
const database = openDatabase(folder);
try {
  // `again` is the same as `without`: how far it seems to differ cannot be told from nothing.
  const ways = {
    without: openWay(),
    again: openWay(),
    off: await openWay().with(false),
    on: await openWay().with(true),
  };
  const names = ['without', 'again', 'off', 'on'] as const;
  const ratios: Record<(typeof names)[number], number[]> = { without: [], again: [], off: [], on: [] };
  const bare: number[] = [];
  for (const name of names) await microsecondsPerCall(ways[name].http);
  for (let round = 0; round < rounds; round++) {
    const took = { without: 0, again: 0, off: 0, on: 0 };
    for (const at of names.keys()) {
      const name = names[(at + round) % names.length] ?? 'without';
      took[name] = await microsecondsPerCall(ways[name].http);
    }
    bare.push(took.without);
    for (const name of names) ratios[name].push(took[name] / took.without);
  }
  const figures = {
    bench: 'debug session',
    cpuOffOverWithout: rounded(median(ratios.off)),
    cpuWithoutOverItself: rounded(median(ratios.again)),
    cpuOnOverWithout: rounded(median(ratios.on)),
    cpuMicrosecondsWithout: Math.round(median(bare)),
    calls: rounds * callsPerRound,
  };
  process.stdout.write(`${JSON.stringify(figures)}\n`);
  for (const way of Object.values(ways)) await way.close();
} finally {
  database.close();
  child.kill();
  await rm(folder, { recursive: true, force: true });
}

function openWay() {
  const http = createProviderHttp({ settings });
  return {
    http,
    close: () => http.close(),
    async with(isOn: boolean) {
      const debug = new BatchDebug({
        ...{ database: openDatabase(join(folder, String(isOn))), store: new JobStore(database), http, settings },
        ...{ dataFolder: join(folder, String(isOn)), environment: {}, redact: (value: unknown) => value },
        providers: { scriptWriters: [], narrators: [], illustrators: [] },
        requestOf: () => JobRequest.parse({}),
      });
      if (isOn) await debug.enable();
      return {
        http,
        async close() {
          await debug.close();
          await http.close();
        },
      };
    },
  };
}

/** Processor time of this process, its threads included. */
async function microsecondsPerCall(http: ProviderHttp): Promise<number> {
  const door = http.forProvider({ provider: 'OpenAI', kind: 'LLM' });
  const signal = new AbortController().signal;
  const started = process.cpuUsage();
  const work = async (): Promise<void> => {
    for (let call = 0; call < callsPerRound; call++)
      await door.send({ url: `${origin}/models`, signal, expects: 'json' });
  };
  await runWithCorrelation('bench', work, { jobId: 'J-ABCDEFGHJKMN', item: 's1' });
  const { user, system } = process.cpuUsage(started);
  return (user + system) / callsPerRound;
}

function median(values: readonly number[]): number {
  return values.toSorted((one, other) => one - other)[Math.floor(values.length / 2)] ?? Number.NaN;
}

function rounded(value: number): number {
  return Math.round(value * 1000) / 1000;
}
