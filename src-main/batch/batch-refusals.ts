import type { BatchConcurrency, BatchWishes } from '../../src-shared/batch.ts';
import { StudioError } from '../../src-shared/failure.ts';
import { invalidInput } from '../../src-shared/invalid-input.ts';
import type { BatchRecord } from './batch-records.ts';

/** Throws `InvalidInput:{field}`. */
export function checked<S extends typeof BatchWishes | typeof BatchConcurrency>(
  schema: S,
  value: unknown,
  field: string,
): ReturnType<S['parse']> {
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data as ReturnType<S['parse']>;
  const refusal = invalidInput(parsed.error);
  throw refusal.code === 'InvalidInput:input'
    ? new StudioError(`InvalidInput:${field}`, { message: refusal.message.replace('“input”', `“${field}”`) })
    : refusal;
}

export const conflict = ({ status }: BatchRecord): StudioError =>
  new StudioError(`Conflict:${status}`, {
    message: `That cannot be done while the batch is ${status.toLowerCase()}.`,
    remediation: 'Look at the batch again: it may have moved on, or another window or terminal has it.',
  });

export const nothingToMake = (): StudioError =>
  new StudioError('Conflict:rows', {
    message: 'No row of this batch can be made as it stands.',
    remediation: 'Mend the rows that say what is wrong and open the file again.',
  });
