import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { sep } from 'node:path';
import { z } from 'zod';
import type { StepName } from '../../src-shared/job.ts';
import type { JobWorkspace } from '../pipeline/job-workspace.ts';
import { writeFileAtomic } from '../storage/atomic-file.ts';

const SavedResult = z.object({ inputsHash: z.string(), result: z.unknown() });

/** Stands for the job's folder in saved results, so that they hold wherever the folder lies: NUL is in no path. */
const workspaceMark = '\u0000workspace';

/** A hash of all that a result depends on. Objects with the same keys in another order count as the same. */
export function hashInputs(step: StepName, inputs: unknown, workspace: JobWorkspace): string {
  const text = JSON.stringify([step, portable(inputs, workspace)], sortedKeys);
  return createHash('sha256').update(text).digest('hex');
}

export async function saveResult(
  step: StepName,
  inputsHash: string,
  result: unknown,
  workspace: JobWorkspace,
): Promise<void> {
  const saved = { inputsHash, result: portable(result, workspace) };
  await writeFileAtomic(workspace.result(step), `${JSON.stringify(saved, undefined, 2)}\n`);
}

/** What an earlier run made from the same inputs, if it is whole and every file it names is there. */
export async function loadResult<S extends z.ZodType>(
  step: StepName,
  schema: S,
  inputsHash: string,
  workspace: JobWorkspace,
): Promise<z.output<S> | undefined> {
  const saved = await readResult(step, schema, workspace);
  return saved?.inputsHash === inputsHash && filesOf(saved.result).every(existsSync) ? saved.result : undefined;
}

/** What a step made last, whatever from. */
export async function readResult<S extends z.ZodType>(
  step: StepName,
  schema: S,
  workspace: JobWorkspace,
): Promise<{ inputsHash: string; result: z.output<S> } | undefined> {
  try {
    const saved = SavedResult.parse(JSON.parse(await readFile(workspace.result(step), 'utf8')));
    return { inputsHash: saved.inputsHash, result: schema.parse(placed(saved.result, workspace)) };
  } catch {
    // Absent, torn, or of another version: all mean that the step has to run.
    return undefined;
  }
}

const portable = (value: unknown, { root }: JobWorkspace): unknown =>
  mapTexts(value, (text) =>
    text === root || text.startsWith(root + sep) ? workspaceMark + text.slice(root.length).replaceAll(sep, '/') : text,
  );

const placed = (value: unknown, { root }: JobWorkspace): unknown =>
  mapTexts(value, (text) =>
    text.startsWith(workspaceMark) ? root + text.slice(workspaceMark.length).replaceAll('/', sep) : text,
  );

function mapTexts(value: unknown, map: (text: string) => string): unknown {
  if (typeof value === 'string') return map(value);
  if (Array.isArray(value)) return value.map((inner) => mapTexts(inner, map));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, mapTexts(inner, map)]));
}

/** By the house's naming, a text under `somethingPath` is a file. */
function filesOf(value: unknown, key = ''): string[] {
  if (typeof value === 'string') return key.endsWith('Path') ? [value] : [];
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([innerKey, inner]) => filesOf(inner, innerKey));
}

function sortedKeys(_key: string, value: unknown): unknown {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value;
  return Object.fromEntries(Object.entries(value).sort(([one], [other]) => (one < other ? -1 : 1)));
}
