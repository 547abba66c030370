import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { calls, defaultMaxInputBytes, type CallName } from '../../src-shared/ipc.ts';
import { StudioError } from '../../src-shared/failure.ts';
import { currentCorrelationId } from '../logging/correlation.ts';
import { openLog } from '../logging/log.ts';
import { readLog } from '../logging/read-log.ts';
import { answerCall, type Handlers } from './answer-call.ts';

const anyText: unknown = expect.any(String);
const reached: string[] = [];
/** Handlers that only note that they were reached: nothing hostile may get so far. */
const handlers = Object.fromEntries(
  Object.keys(calls).map((name) => [name, () => void reached.push(name)]),
) as unknown as Handlers;

const invalidInput: unknown = expect.stringMatching(/^InvalidInput:/);
const cyclic: Record<string, unknown> = {};
cyclic['self'] = cyclic;
const deep = (levels: number): unknown => (levels === 0 ? 'bottom' : { inner: deep(levels - 1) });
const withOwnProto: unknown = JSON.parse('{"jobId":"J-000000000000","__proto__":{"isAdmin":true}}');

const hostile: [string, unknown][] = [
  ['a number', 7],
  ['a boolean', true],
  ['null', null],
  ['a text', 'jobs'],
  ['a list', [1, 2]],
  ['an unknown key', { nobodyKnowsThisKey: 1 }],
  ['a __proto__ key', withOwnProto],
  ['a constructor key', { constructor: { prototype: {} } }],
  ['an object of a class', new URL('app://ui/')],
  ['a Map', new Map([['jobId', 'x']])],
  ['a Date', new Date(0)],
  ['a function', () => 1],
  ['a symbol', Symbol('x')],
  ['a big integer', 10n],
  ['a text of 10 MB in place of the input', 'x'.repeat(10_000_000)],
  ['a circle', cyclic],
  ['a depth of 10,000', deep(10_000)],
  ['a sparse list of 4 billion', { list: Object.assign([], { length: 4_294_967_295 }) }],
];

describe.each(Object.keys(calls))('%s', (name) => {
  test.each(hostile)('refuses %s', async (_title, input) => {
    reached.length = 0;
    const reply = await answerCall(handlers, name, input);
    expect(reply).toMatchObject({ ok: false, error: { code: invalidInput } });
    expect(reached).toEqual([]);
  });

  test('refuses 10 MB in any of its fields, or 70 MB where files are allowed', async () => {
    reached.length = 0;
    const bytes = (calls[name as CallName].maxInputBytes ?? defaultMaxInputBytes) + 10_000_000;
    const started = performance.now();
    for (const key of [...fieldsOf(name as CallName), 'other']) {
      const reply = await answerCall(handlers, name, { [key]: 'x'.repeat(bytes) });
      expect(reply).toMatchObject({ ok: false, error: { code: invalidInput } });
    }
    expect(performance.now() - started).toBeLessThan(1000);
    expect(reached).toEqual([]);
  });
});

const fieldsOf = (name: CallName): string[] => {
  const { input } = calls[name];
  return 'shape' in input ? Object.keys(input.shape) : [];
};

describe('unknown names', () => {
  test.each(['jobs.erase', '', '__proto__', 'constructor', 'toString', 7, null, undefined, {}, ['jobs.list']])(
    '%j is not found',
    async (name) => {
      const reply = await answerCall(handlers, name, undefined);
      expect(reply).toMatchObject({ ok: false, error: { code: 'NotFound:call' } });
    },
  );
});

describe('answers', () => {
  const answering = (work: () => unknown): Handlers => ({ ...handlers, 'jobs.list': work as Handlers['jobs.list'] });

  test('data comes back as data', async () => {
    expect(
      await answerCall(
        answering(() => []),
        'jobs.list',
        undefined,
      ),
    ).toEqual({ ok: true, data: [], correlationId: anyText });
  });

  test('the handler runs under the correlation ID that its failure carries', async () => {
    let seen = '';
    const reply = await answerCall(
      answering(async () => {
        await Promise.resolve();
        seen = currentCorrelationId() ?? '';
        throw new StudioError('NotFound:job');
      }),
      'jobs.list',
      undefined,
    );
    expect(reply).toMatchObject({ ok: false, error: { code: 'NotFound:job', correlationId: seen } });
    expect(seen).toMatch(/^[0-9a-f-]{36}$/);
  });

  test.each(['0b8f7a52-5b1d-4e8a-9a53-1d2c3b4a5f60', 'build.42:retry_1', 'x'.repeat(128)])(
    'the correlation ID %s that the caller gave is kept',
    async (given) => {
      let seen = '';
      const reply = await answerCall(
        answering(() => ((seen = currentCorrelationId()), [])),
        'jobs.list',
        undefined,
        given,
      );
      expect(reply).toEqual({ ok: true, data: [], correlationId: given });
      expect(seen).toBe(given);
      const refused = await answerCall(handlers, 'jobs.get', 7, given);
      expect(refused).toMatchObject({ ok: false, error: { correlationId: given } });
    },
  );

  test.each([7, {}, '', ' ', 'a b', '-x', 'a\nb', '../x', 'a\u001b[2J', 'x'.repeat(129), 'x'.repeat(10_000_000)])(
    'an ID that cannot be used is replaced, which is said',
    async (given) => {
      const reply = await answerCall(
        answering(() => []),
        'jobs.list',
        undefined,
        given,
      );
      expect(reply).toMatchObject({ ok: true, correlationId: expect.stringMatching(/^[0-9a-f-]{36}$/) as unknown });
      expect(reply.correlationNote).toMatch(/cannot be used/);
    },
  );

  test('what nobody foresaw is an UnknownError', async () => {
    const reply = await answerCall(
      answering(() => new URL('no address')),
      'jobs.list',
      undefined,
    );
    expect(reply).toMatchObject({ ok: false, error: { code: 'UnknownError', remediation: anyText } });
  });

  test('a picture of 20 MB gets through, as it must', async () => {
    reached.length = 0;
    const reply = await answerCall(handlers, 'pictures.add', { name: 'a.jpg', bytes: new Uint8Array(20_000_000) });
    expect(reply.ok).toBe(true);
    expect(reached).toEqual(['pictures.add']);
  });
});

test('the ID that the window is given with an error is found in the log', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'aura-calls-'));
  const file = openLog({ folder });
  const reply = await answerCall(handlers, 'no.such.call', undefined);
  await file.close();
  const { correlationId } = (reply as { error: { correlationId: string } }).error;
  const records = [];
  for await (const record of readLog(folder)) records.push(record);
  expect(records).toMatchObject([{ level: 'warn', correlationId, data: { call: 'unknown', code: 'NotFound:call' } }]);
});
