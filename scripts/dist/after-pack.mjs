import { rmSync } from 'node:fs';
import { join } from 'node:path';

/** The development runtime brings its own default app and marks; an app that ships has neither. */
export function afterPack({ appOutDir }) {
  for (const file of ['resources/default_app.asar', '.complete', 'version'])
    rmSync(join(appOutDir, file), { force: true });
}
