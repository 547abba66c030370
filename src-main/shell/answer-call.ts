import { StudioError, toFailure, type Failure } from '../../src-shared/failure.ts';
import { invalidInput } from '../../src-shared/invalid-input.ts';
import { calls, defaultMaxInputBytes, type CallName, type CallOutput, type Reply } from '../../src-shared/ipc.ts';
import { runWithCorrelation, takeCorrelationId } from '../logging/correlation.ts';
import { log } from '../logging/log.ts';
import { checkPayload } from './check-payload.ts';
import type { z } from 'zod';

/** What answers each call; the input has been through its schema. */
export type Handlers = {
  [Name in CallName]: (input: z.output<(typeof calls)[Name]['input']>) => CallOutput<Name> | Promise<CallOutput<Name>>;
};

/** The user is thinking in a dialog meanwhile: how long that takes says nothing. */
const waitsForUser = /choose|open$|open[A-Z]|save|export/;

/** As `answerCall`, and tells how long each answer took. */
export async function answerTimed(
  handlers: Handlers,
  told: (call: string, durationMs: number) => void,
  ...[name, input, givenId]: [name: unknown, input: unknown, givenId?: unknown]
): Promise<Reply<unknown>> {
  const startMs = performance.now();
  const reply = await answerCall(handlers, name, input, givenId);
  if (isCallName(name) && !waitsForUser.test(name)) told(name, performance.now() - startMs);
  return reply;
}

/** Answers one call from the window. Never throws: whatever is wrong travels as data. */
export async function answerCall(
  handlers: Handlers,
  name: unknown,
  input: unknown,
  givenId?: unknown,
): Promise<Reply<unknown>> {
  const { correlationId, note } = takeCorrelationId(givenId);
  if (note !== undefined) runWithCorrelation(correlationId, () => log.warn(note));
  const noted = note === undefined ? {} : { correlationNote: note };
  try {
    if (!isCallName(name)) throw new StudioError('NotFound:call');
    const handler = handlers[name] as (input: unknown) => unknown;
    const parsed = parseCallInput(name, input);
    const data = await runWithCorrelation(correlationId, async () => handler(parsed));
    return { ok: true, data, correlationId, ...noted };
  } catch (error) {
    const failure = toFailure(error, correlationId);
    // Whoever copies the ID from the window finds it in the log.
    runWithCorrelation(failure.correlationId, () => log.warn('A call from the window failed', logged(name, failure)));
    return { ok: false, error: failure, ...noted };
  }
}

const logged = (name: unknown, { code, message, details }: Failure): Record<string, unknown> => ({
  call: isCallName(name) ? name : 'unknown',
  code,
  reason: message,
  ...(details && { details }),
});

const isCallName = (name: unknown): name is CallName => typeof name === 'string' && Object.hasOwn(calls, name);

function parseCallInput(name: CallName, input: unknown): unknown {
  const { input: schema, maxInputBytes = defaultMaxInputBytes } = calls[name];
  checkPayload(input, maxInputBytes);
  const parsed = schema.safeParse(input);
  if (!parsed.success) throw invalidInput(parsed.error);
  return parsed.data;
}
