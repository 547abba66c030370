import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { drills } from './drills.ts';
import { DrillStudio } from './drill-studio.ts';

export interface DrillResult {
  name: string;
  isPassed: boolean;
  durationMs: number;
  /** Why it failed. */
  reason?: string;
}

/** Plays each fault in a new studio, in a folder of its own under the system's temporary one. One after the other. */
export async function runDrill(onResult: (result: DrillResult) => void): Promise<DrillResult[]> {
  const results: DrillResult[] = [];
  for (const [name, play] of Object.entries(drills)) {
    const result = await playOne(name, play);
    results.push(result);
    onResult(result);
  }
  return results;
}

async function playOne(name: string, play: (studio: DrillStudio) => Promise<void>): Promise<DrillResult> {
  const started = performance.now();
  const folder = await mkdtemp(join(tmpdir(), 'aura-drill-'));
  const studio = new DrillStudio(folder);
  const ended = (): number => Math.round(performance.now() - started);
  try {
    await play(studio);
    return { name, isPassed: true, durationMs: ended() };
  } catch (error) {
    return {
      name,
      isPassed: false,
      durationMs: ended(),
      reason: error instanceof Error ? error.message : String(error),
    };
  } finally {
    await studio.close();
    await rm(folder, { recursive: true, force: true, maxRetries: 5 });
  }
}
