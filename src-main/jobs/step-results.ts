import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { readFile, stat } from 'node:fs/promises';
import { sep } from 'node:path';
import { z } from 'zod';
import type { StepName } from '../../src-shared/job.ts';
import type { JobWorkspace } from '../pipeline/job-workspace.ts';
import type { Redo } from '../pipeline/stage-context.ts';
import { syncFiles, writeFileAtomic } from '../storage/atomic-file.ts';

const SavedResult = z.object({
  inputsHash: z.string(),
  result: z.unknown(),
  /** Bytes of each file that the result names: one that was cut off since is no result. */
  sizes: z.record(z.string(), z.number()).default({}),
});

/** Stands for the job's folder in saved results, so that they hold wherever the folder lies: NUL is in no path. */
const workspaceMark = '\u0000workspace';

/** A hash of all that a result depends on. Objects with the same keys in another order count as the same. */
export function hashInputs(step: StepName, inputs: unknown, workspace: JobWorkspace): string {
  const text = JSON.stringify([step, portable(inputs, workspace)], sortedKeys);
  return createHash('sha256').update(text).digest('hex');
}

/** Once it has returned, a power cut takes neither the result back nor a file that it names. */
export async function saveResult(
  step: StepName,
  inputsHash: string,
  result: unknown,
  workspace: JobWorkspace,
): Promise<void> {
  const paths = [...new Set(filesOf(result))].filter((path) => existsSync(path));
  await syncFiles(paths.filter((path) => path.startsWith(workspace.root + sep)));
  const sizes = Object.fromEntries(await Promise.all(paths.map(async (path) => [path, await sizeOf(path)] as const)));
  const saved = { inputsHash, result: portable(result, workspace), sizes: portableKeys(sizes, workspace) };
  await writeFileAtomic(workspace.result(step), `${JSON.stringify(saved, undefined, 2)}\n`);
}

/** What an earlier run made from the same inputs, if every file it names is there as it was. */
export async function loadResult<S extends z.ZodType>(
  step: StepName,
  schema: S,
  inputsHash: string,
  workspace: JobWorkspace,
): Promise<z.output<S> | undefined> {
  const saved = await readResult(step, schema, workspace);
  if (saved?.inputsHash !== inputsHash) return undefined;
  for (const path of filesOf(saved.result)) if ((await sizeOf(path)) !== saved.sizes[path]) return undefined;
  return saved.result;
}

/** What a step made last, whatever from. */
export async function readResult<S extends z.ZodType>(
  step: StepName,
  schema: S,
  workspace: JobWorkspace,
): Promise<{ inputsHash: string; result: z.output<S>; sizes: Record<string, number> } | undefined> {
  try {
    const { inputsHash, result, sizes } = SavedResult.parse(JSON.parse(await readFile(workspace.result(step), 'utf8')));
    return {
      inputsHash,
      result: schema.parse(placed(result, workspace)),
      sizes: Object.fromEntries(
        Object.entries(sizes).map(([path, size]) => [placedText(path, workspace), size] as const),
      ),
    };
  } catch {
    // Absent, torn, or of another version: all mean that the step has to run.
    return undefined;
  }
}

const SavedRedo = SavedResult.omit({ inputsHash: true }).extend({ sceneIds: z.array(z.string()) });

/** Lets a new job take all scenes of a step from an earlier one but these. False when that has made nothing to take. */
export async function saveRedo(
  step: StepName,
  sceneIds: ReadonlySet<string>,
  { from, to }: { from: JobWorkspace; to: JobWorkspace },
): Promise<boolean> {
  const earlier = await readResult(step, z.unknown(), from);
  if (!earlier) return false;
  const { result, sizes } = earlier;
  const saved = { sceneIds: [...sceneIds], result: portable(result, from), sizes: portableKeys(sizes, from) };
  await writeFileAtomic(to.redo(step), `${JSON.stringify(saved, undefined, 2)}\n`);
  return true;
}

/** See StageContext. Undefined too when a file that it names is not as it was: then every scene is made. */
export async function loadRedo<S extends z.ZodType>(
  step: StepName,
  schema: S,
  workspace: JobWorkspace,
): Promise<Redo<z.output<S>> | undefined> {
  const text = await readFile(workspace.redo(step), 'utf8').catch(() => undefined);
  if (text === undefined) return undefined;
  const { sceneIds, result, sizes } = SavedRedo.parse(JSON.parse(text));
  const earlier = schema.parse(placed(result, workspace));
  for (const path of filesOf(earlier))
    if ((await sizeOf(path)) !== sizes[portableText(path, workspace)]) return undefined;
  return { earlier, sceneIds: new Set(sceneIds) };
}

/** −1 for what is not there. */
const sizeOf = (path: string): Promise<number> =>
  stat(path).then(
    ({ size }) => size,
    () => -1,
  );

const portable = (value: unknown, workspace: JobWorkspace): unknown =>
  mapTexts(value, (text) => portableText(text, workspace));

const portableKeys = (sizes: Record<string, number>, workspace: JobWorkspace): Record<string, number> =>
  Object.fromEntries(Object.entries(sizes).map(([path, size]) => [portableText(path, workspace), size]));

const portableText = (text: string, { root }: JobWorkspace): string =>
  text === root || text.startsWith(root + sep) ? workspaceMark + text.slice(root.length).replaceAll(sep, '/') : text;

const placed = (value: unknown, workspace: JobWorkspace): unknown =>
  mapTexts(value, (text) => placedText(text, workspace));

const placedText = (text: string, { root }: JobWorkspace): string =>
  text.startsWith(workspaceMark) ? root + text.slice(workspaceMark.length).replaceAll('/', sep) : text;

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
