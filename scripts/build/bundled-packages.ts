import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Plugin } from 'vite';

/** Writes the names of the packages whose code went into this part of the app, for the notices. */
export function bundledPackages(part: string): Plugin {
  return {
    name: 'bundled-packages',
    writeBundle(options, bundle) {
      const names = new Set<string>();
      for (const output of Object.values(bundle)) {
        if (output.type !== 'chunk') continue;
        for (const module of output.moduleIds) names.add(packageOf(module) ?? '');
      }
      names.delete('');
      const file = join(dirname(options.dir ?? ''), 'packages', `${part}.json`);
      mkdirSync(dirname(file), { recursive: true });
      writeFileSync(file, JSON.stringify([...names].sort()));
    },
  };
}

/** Where a package lies below node_modules; one that another brings along lies deeper: `jszip/node_modules/readable-stream`. */
function packageOf(module: string): string | undefined {
  return /[\\/]node_modules[\\/]((?:.*[\\/]node_modules[\\/])?(?:@[^\\/]+[\\/])?[^\\/]+)/
    .exec(module)?.[1]
    ?.replaceAll('\\', '/');
}
