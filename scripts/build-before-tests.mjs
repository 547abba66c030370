import { ensureBuilt } from './build.mjs';

/** vitest's global setup: tests start the workers of out/. */
export async function setup() {
  await ensureBuilt();
}
