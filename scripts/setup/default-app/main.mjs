// What Electron runs when it is given a folder: `electron [flags] <folder>`, as its own default app does.
// https://github.com/electron/electron/blob/main/default_app/main.ts
import { existsSync, readFileSync } from 'node:fs';
import { createRequire, Module } from 'node:module';
import { dirname, join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { app } from 'electron';

const { target, required } = readArguments(process.argv.slice(1));
// Playwright hooks itself in by -r.
if (required.length > 0) Module._preloadModules(required);
Object.defineProperty(process, 'defaultApp', { value: true, enumerable: true });
describeApp(target);
try {
  await import(pathToFileURL(createRequire(import.meta.url).resolve(target)).href);
} catch (error) {
  console.error(`App threw an error during load\n${error?.stack ?? error}`);
  app.exit(1);
}

function readArguments(args) {
  const required = [];
  for (let index = 0; index < args.length; index += 1) {
    const argument = args[index];
    if (argument === '-r' || argument === '--require') required.push(args[(index += 1)]);
    else if (argument === '--version' || argument === '-v') finish(`v${process.versions.electron}`, 0);
    else if (!argument.startsWith('-')) return { target: resolve(argument), required };
  }
  return finish('usage: electron [flags] <app folder>', 1);
}

function finish(text, exitCode) {
  console.log(text);
  process.exit(exitCode);
}

function describeApp(folder) {
  const manifest = join(folder, 'package.json');
  if (!existsSync(manifest)) return app.setAppPath(dirname(folder));
  const { version, productName, name, desktopName } = JSON.parse(readFileSync(manifest, 'utf8'));
  if (version) app.setVersion(version);
  app.name = productName ?? name ?? 'Electron';
  app.setDesktopName(desktopName ?? `${app.name}.desktop`);
  return app.setAppPath(folder);
}
