import { mkdir, mkdtemp, readFile, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { Settings } from '../../../src-shared/settings.ts';
import { createFfmpeg } from '../../ffmpeg/create-ffmpeg.ts';
import type { CommandOfJob, DecisionOfJob } from '../../jobs/job-telemetry.ts';
import { someJob } from '../../jobs/open-journal.test-support.ts';
import { logLine } from '../../logging/log.ts';
import { createRedactor, thisComputer } from '../../redaction/redactor.ts';
import type { BundleSubject } from './bundle-subject.ts';
import { gatherEntries } from './gather-entries.ts';
import { logWindowOf } from './job-log.ts';

const folder = await mkdtemp(join(tmpdir(), 'aura-readable-'));
const createdAt = new Date('2026-05-01T12:00:00.000Z');
const correlationId = '1b4e28ba-2fa1-41d2-883f-0016d3cca427';
const harmless = (await readFile(new URL('../../redaction/corpus/harmless-lines.txt', import.meta.url), 'utf8'))
  .trimEnd()
  .split('\n');

const decisions: DecisionOfJob[] = [
  ['script', 'OpenAI', 'gpt-4o-mini-2024-07-18', { temperature: 0.7, maxTokens: 4096, attempts: 2 }],
  ['narration', 'ElevenLabs', 'eleven_multilingual_v2', { voice: 'Rachel', voiceId: '21m00Tcm4TlvDq8ikWAM' }],
  ['broll', 'Stability', 'stable-diffusion-xl-1024-v1-0', { seed: 1_234_567_890, size: '1024x1024' }],
  ['script', 'Anthropic', 'claude-3-5-sonnet-20241022', { requestId: 'req_011CSHoEeqs5C35K2UUqR7Fy' }],
].map(([decisionPoint, provider, selectedModel, criteria]) => ({
  timestamp: createdAt.toISOString(),
  correlationId,
  decision: { decisionPoint, provider, selectedModel, criteria, isLocal: false, reason: 'fallback: CircuitOpen' },
})) as DecisionOfJob[];

const commands: CommandOfJob[] = [
  ["ffmpeg -y -i scene-01.wav -filter_complex '[0:a]loudnorm=I=-14:TP=-1:LRA=11[a]' -map '[a]' a.wav", 0, undefined],
  ['ffmpeg -i in.mkv -c:v libx264 -x264-params keyint=60:min-keyint=30 -pass 1 -f null -', 187, undefined],
  ['ffmpeg -i in.mkv -c:v h264_nvenc -preset p4 -cq 23 -b:v 5000k out.mp4', null, 'SIGKILL'],
].map(([command, exitCode, exitSignal]) => ({
  timestamp: createdAt.toISOString(),
  correlationId,
  purpose: 'segment 7 of 12',
  step: 'mux',
  command,
  exitCode,
  exitSignal,
  durationSeconds: 3.021,
  errorOutput: harmless.slice(0, 200).join('\n'),
})) as CommandOfJob[];

async function subjectWithoutSecrets(): Promise<BundleSubject> {
  const job = { ...someJob(), correlationId, createdUtc: createdAt.toISOString() };
  const lines = harmless.map((message, index) =>
    logLine({
      timestamp: createdAt.toISOString(),
      level: 'warn',
      message,
      jobId: job.jobId,
      correlationId,
      data: { provider: 'OpenAI', status: 429, durationMs: index * 7, code: 'RateLimited:OpenAI', tokens: 512 },
    }),
  );
  await mkdir(join(folder, 'logs'), { recursive: true });
  await writeFile(join(folder, 'logs', 'aura-2026-05-01.log'), lines.join(''));
  return {
    job,
    isLost: false,
    createdAt,
    dataFolder: folder,
    logFolder: join(folder, 'logs'),
    logWindow: logWindowOf(job, createdAt),
    ffmpeg: createFfmpeg({ recordFolder: join(folder, 'children') }),
    settings: Settings.parse({}),
    commands: () => commands,
    decisions: () => decisions,
    calls: () => [],
    events: () => [],
    salt: () => 'salt',
  };
}

/** What changes from one look at the computer to the next. */
const steady = (text: string): string =>
  text
    .replace(/"(?:workingSetBytes|freeDiskBytes|freeMemoryBytes|systemUptimeSeconds)": \d+/g, '')
    .replace(/"loadAverage": \[[^\]]*\]/, '');

test('what is no secret stays: IDs, models, providers, versions, times, exit codes, filters, the log', async () => {
  const subject = await subjectWithoutSecrets();
  const blind = {
    ...createRedactor(),
    redactText: (text: string) => ({ text, counts: {} }),
    redactValue: (value: unknown) => value,
  };
  const asItWas = await gatherEntries(subject, blind);
  const shared = await gatherEntries(subject, createRedactor(thisComputer()));
  expect(shared.entries.map(({ fileName }) => fileName)).toEqual([
    'README.txt',
    'system-info.json',
    'timeline.json',
    'logs-redacted.txt',
    'model-decisions.json',
    'ffmpeg-commands.json',
  ]);
  for (const [index, { fileName, text }] of shared.entries.entries()) {
    const before = steady(asItWas.entries[index]?.text ?? '').split('\n');
    const after = steady(text).split('\n');
    expect(
      after.filter((line, at) => line !== before[at]),
      fileName,
    ).toEqual([]);
  }
});
