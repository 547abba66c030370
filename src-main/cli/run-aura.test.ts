import { mkdtemp, readdir, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { canMount, mountDisk } from '../storage/mount.test-support.ts';
import { aura } from './aura.test-support.ts';
import { printable } from './terminal.ts';

const newFolder = () => mkdtemp(join(tmpdir(), 'aura-cli-'));

const commands = [
  ['sample'],
  ['render'],
  ...['list', 'show', 'watch', 'cancel', 'retry', 'resume'].map((name) => ['jobs', name]),
  ['batch'],
  ...['list', 'show', 'pause', 'resume', 'retry', 'cancel', 'report'].map((name) => ['batch', name]),
  ['debug'],
  ...['on', 'off', 'status', 'summary', 'log', 'cleanup'].map((name) => ['debug', name]),
  ['health'],
  ...['live', 'ready', 'system', 'providers'].map((name) => ['health', name]),
  ['doctor'],
  ['doctor', 'heap-snapshot'],
  ...['get', 'set', 'validate'].map((name) => ['settings', name]),
  ['bundle'],
  ['bundle', 'verify'],
  ['explain'],
  ['trace'],
  ['breakers'],
  ...['list', 'reset', 'isolate'].map((name) => ['breakers', name]),
  ['metrics'],
  ['logs'],
  ['report'],
];

describe('a correlation ID from outside', () => {
  test('is kept in the error and found in the log', async () => {
    const folder = await newFolder();
    const given = 'build.42:retry_1';
    const args = ['jobs', 'show', 'J-000000000000', '--json', '--data-dir', folder, '--correlation-id'];
    const { exitCode, json } = await aura(...args, given);
    expect(exitCode).toBe(3);
    expect(json()).toMatchObject({ error: { code: 'NotFound:job', correlationId: given } });
    const traced = await aura('trace', given, '--data-dir', folder);
    expect(traced.answer).toContain('A command failed: There is no such job.');
  });

  test('that cannot be used is replaced, which is said', async () => {
    const folder = await newFolder();
    const { exitCode, complaint } = await aura('jobs', 'list', '--data-dir', folder, '--correlation-id=a b\nc');
    expect(exitCode).toBe(0);
    expect(complaint).toMatch(/cannot be used; [0-9a-f-]{36} stands for it/);
  });
});

describe('a data folder', () => {
  const refused = {
    error: { code: 'OutputDirectoryNotWritable', message: expect.stringContaining('keep its data') as string },
  };

  test('that is a file, or lies in one, is named', async () => {
    const file = join(await newFolder(), 'file');
    await writeFile(file, 'mine');
    for (const folder of [file, join(file, 'data')]) {
      const { exitCode, json } = await aura('jobs', 'list', '--json', '--data-dir', folder);
      expect(exitCode).toBe(1);
      expect(json()).toMatchObject(refused);
    }
  });

  test.runIf(canMount)('that lies on a read-only disk is named', async () => {
    const folder = await newFolder();
    mountDisk(folder, 'ro');
    const { exitCode, json } = await aura('jobs', 'list', '--json', '--data-dir', folder);
    expect(exitCode).toBe(1);
    expect(json()).toMatchObject(refused);
  });
});

describe('every command', () => {
  test.for(commands.map((command) => [command.join(' '), command] as const))(
    '%s explains itself with --help',
    async ([, command]) => {
      const { exitCode, answer } = await aura(...command, '--help');
      expect(exitCode).toBe(0);
      expect(answer).toContain(`aura ${command.join(' ')}`);
      for (const option of ['--json', '--data-dir', '--offline']) expect(answer).toContain(option);
    },
  );

  test.for(commands.map((command) => [command.join(' '), command] as const))(
    '%s refuses a flag that it does not know',
    async ([, command]) => {
      const needsOut = ['sample', 'render'].includes(command[0] ?? '') || command[1] === 'heap-snapshot';
      const given = needsOut ? [...command, '--out', 'x'] : command;
      const { exitCode, complaint, answer } = await aura(...given, '--nope');
      expect(exitCode).toBe(2);
      expect(complaint).toContain('--nope');
      expect(complaint + answer).not.toMatch(/^\s+at /m);
      const asJson = await aura(...given, '--nope', '--json');
      expect(asJson.exitCode).toBe(2);
      expect(asJson.json()).toMatchObject({
        error: { code: 'InvalidInput:usage', message: expect.stringContaining('--nope') as string },
      });
      expect(asJson.complaint).toBe('');
    },
  );
});

test.for([
  ['nonsense'],
  ['jobs', 'nonsense'],
  ['sample'],
  ['render', 'x.md'],
  ['jobs', 'show'],
  ['jobs', 'retry', 'x', '--step', 'dance'],
  ['render', 'x.md', '--out', 'x.mp4', '--aspect', '4:3'],
])('“%s %s %s” is bad usage', async (args) => {
  expect((await aura(...args)).exitCode).toBe(2);
});

test('an unknown job is not found, by whatever command', async () => {
  const dataFolder = await newFolder();
  for (const name of ['show', 'watch', 'cancel', 'retry', 'resume']) {
    const { exitCode, json } = await aura('jobs', name, 'J-000000000000', '--json', '--data-dir', dataFolder);
    expect(exitCode).toBe(3);
    expect(json()).toMatchObject({
      error: { code: 'NotFound:job', correlationId: expect.stringMatching(/^[0-9a-f-]{36}$/) as string },
    });
  }
  const inWords = await aura('jobs', 'show', '../../etc', '--data-dir', dataFolder);
  expect(inWords.complaint).toMatch(/no such job.*NotFound:job.*correlation ID/s);
  expect(inWords.complaint).not.toMatch(/^\s+at /m);
});

test('a fresh data folder has no jobs and can be looked at', async () => {
  const dataFolder = await newFolder();
  const { exitCode, json } = await aura('jobs', 'list', '--json', '--data-dir', dataFolder);
  expect(exitCode).toBe(0);
  expect(json()).toEqual({ jobs: [] });
});

describe('render', () => {
  test.for<[string, string, string | undefined, number, string]>([
    ['a key that no brief has', 'brief.json', '{ "topic": "Tides", "colour": "red" }', 2, 'InvalidInput:colour'],
    ['nine hours', 'brief.json', '{ "topic": "Tides", "durationSeconds": 32400 }', 2, 'InvalidInput:durationSeconds'],
    ['no topic', 'brief.json', '{}', 2, 'InvalidInput:topic'],
    ['broken JSON', 'brief.json', '{ "topic": ', 2, 'InvalidInput:file'],
    ['a list', 'brief.json', '[]', 2, 'InvalidInput:file'],
    ['a picture that is not there', 'text.md', '# A\n\n## B\n\n![x](missing.png)\n\nWords.', 1, 'InputFileMissing'],
    [
      'a picture outside the folder',
      'text.md',
      '# A\n\n## B\n\n![x](../../etc/passwd.png)\n\nWords.',
      2,
      'InvalidInput:picture',
    ],
    ['an empty text', 'text.md', '', 2, 'InvalidInput'],
    ['another kind of file', 'film.avi', 'x', 2, 'InvalidInput:file'],
    ['no file', 'none.md', undefined, 3, 'NotFound:file'],
  ])('of %s says so by name and leaves no job', async ([, name, text, exitCode, code]) => {
    const folder = await newFolder();
    if (text !== undefined) await writeFile(join(folder, name), text);
    const dataFolder = join(folder, 'data');
    const run = await aura(
      'render',
      join(folder, name),
      '--out',
      join(folder, 'x.mp4'),
      '--json',
      '--data-dir',
      dataFolder,
    );
    expect(run.json()).toMatchObject({ error: { code: expect.stringContaining(code) as string } });
    expect(run.exitCode).toBe(exitCode);
    expect((await aura('jobs', 'list', '--json', '--data-dir', dataFolder)).json()).toEqual({ jobs: [] });
    expect(await readdir(dataFolder)).not.toContain('jobs');
  });

  test('into a missing folder is refused before anything is made', async () => {
    const folder = await newFolder();
    const run = await aura(
      'sample',
      '--out',
      join(folder, 'no', 'x.mp4'),
      '--json',
      '--data-dir',
      join(folder, 'data'),
    );
    expect(run.exitCode).toBe(1);
    expect(run.json()).toMatchObject({ error: { code: 'OutputDirectoryNotWritable' } });
  });
});

describe('settings', () => {
  test('are set, read and refused by their path', async () => {
    const dataFolder = await newFolder();
    const place = ['--json', '--data-dir', dataFolder];
    expect((await aura('settings', 'set', 'Rendering.FrameRate', '60', ...place)).json()).toEqual({
      path: 'rendering.frameRate',
      value: 60,
    });
    expect((await aura('settings', 'get', 'rendering.frameRate', ...place)).answer).toBe('60');
    const refused = await aura('settings', 'set', 'rendering.frameRate', '61', ...place);
    expect(refused).toMatchObject({ exitCode: 2 });
    expect(refused.json()).toMatchObject({ error: { code: 'InvalidInput:rendering.frameRate' } });
    expect((await aura('settings', 'get', 'rendering', ...place)).json()).toMatchObject({ frameRate: 60 });
  });

  test('are set by lists and pasted snippets, whatever their case, and unset ones are null', async () => {
    const place = ['--json', '--data-dir', await newFolder()];
    const set = (path: string, value: string) => aura('settings', 'set', path, value, ...place);
    expect((await set('providers.LLM.Fallback', '["Anthropic", "Template"]')).json()).toEqual({
      path: 'providers.llm.fallback',
      value: ['Anthropic', 'Template'],
    });
    const snippet = '{ "MaxRetryAttempts": 5, // more\n "InitialDelay": 200, }';
    expect((await set('Providers.OpenAI.Retry', snippet)).json()).toMatchObject({ value: { maxRetryAttempts: 5 } });
    expect((await aura('settings', 'get', 'providers.openai.retry.MAXRETRYATTEMPTS', ...place)).answer).toBe('5');
    expect((await aura('settings', 'get', 'providers.openai.baseurl', ...place)).answer).toBe('null');
    const refused = await set('timeouts.operation', '10');
    expect(refused.exitCode).toBe(2);
    expect(refused.json()).toMatchObject({ error: { code: 'InvalidInput:timeouts.operation' } });
  });

  test('in a file are checked without being used', async () => {
    const folder = await newFolder();
    const file = join(folder, 'mine.json');
    await writeFile(file, '// fine\n{ "Jobs": { "Concurrency": 2 } }');
    expect((await aura('settings', 'validate', file)).exitCode).toBe(0);
    await writeFile(file, '{\n "jobs": { "concurrency": -2 }\n}');
    const refused = await aura('settings', 'validate', file, '--json');
    expect(refused.json()).toMatchObject({ error: { code: 'InvalidInput:jobs.concurrency', details: { line: 2 } } });
  });
});

test('health says what is wrong with an FFmpeg that cannot be run, and what to do', async () => {
  const dataFolder = await newFolder();
  await aura('settings', 'set', 'rendering.ffmpegPath', '/no/such/ffmpeg', '--data-dir', dataFolder);
  const ready = await aura('health', 'ready', '--json', '--data-dir', dataFolder);
  expect(ready.exitCode).toBe(1);
  expect(ready.json()).toMatchObject({
    isReady: false,
    blocking: [{ name: 'ffmpeg', remedy: expect.stringContaining('Settings') as string }],
  });
  expect((await aura('health', '--json', '--data-dir', dataFolder)).json()).toMatchObject({
    status: 'Unhealthy',
    checks: { database: { status: 'Healthy' }, ffmpeg: { status: 'Unhealthy' }, Flite: { status: 'Healthy' } },
  });
  expect((await aura('health', 'system', '--json', '--data-dir', dataFolder)).json()).toMatchObject({
    status: 'Unhealthy',
    components: { llm: { status: 'Healthy' }, storage: { status: 'Healthy' }, ffmpeg: { status: 'Unhealthy' } },
    ffmpeg: null,
    disk: { dataFreeBytes: expect.any(Number) as number },
  });
  const { answer } = await aura('health', 'providers', '--json', '--data-dir', dataFolder);
  expect(JSON.parse(answer)).toEqual(
    ['Template', 'Flite', 'Cards'].map((provider): unknown =>
      expect.objectContaining({
        ...{ provider, status: 'Healthy', averageLatency: null, successRate: null, consecutiveFailures: 0 },
        ...{ circuitState: 'Closed', lastError: null },
      }),
    ),
  );
  expect((await aura('health', 'live', '--data-dir', dataFolder)).exitCode).toBe(0);
});

test('text from outside cannot steer a terminal', () => {
  expect(printable('a\u001b[2Jb\nc\u202ed')).toBe('a [2Jb c d');
});
