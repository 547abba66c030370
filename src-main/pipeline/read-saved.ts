import { readFile } from 'node:fs/promises';
import type { z } from 'zod';

/** A small JSON file written by an earlier run; undefined when it is not there or is no longer understood. */
export async function readSaved<S extends z.ZodType>(path: string, schema: S): Promise<z.output<S> | undefined> {
  const text = await readFile(path, 'utf8').catch(() => undefined);
  if (text === undefined) return undefined;
  try {
    const saved = schema.safeParse(JSON.parse(text));
    return saved.success ? saved.data : undefined;
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}
