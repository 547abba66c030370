import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { app } from './build/app.mjs';
import { flite } from './build/flite.mjs';
import { fonts } from './build/fonts.mjs';
import { inputHash } from './build/input-hash.mjs';
import { kernel } from './build/kernel.mjs';
import { notices } from './build/notices.mjs';
import { projectRoot } from './project-root.mjs';
import { withLock } from './with-lock.mjs';

const outFolder = join(projectRoot, 'out');
const stampFile = join(outFolder, '.stamp.json');
const parts = { app, kernel, fonts, flite };

/** Brings out/ up to date with its sources; a part that did not change is left alone. Returns what was built. */
export async function ensureBuilt({ onWork } = {}) {
  if (staleAmong({ ...parts, notices }).length === 0) return [];
  return withLock(join(outFolder, '.lock'), async () => {
    // Another process may have built while this one waited.
    const names = staleAmong(parts);
    if (names.length > 0) onWork?.(names);
    await Promise.all(names.map((name) => build(name, parts[name])));
    // The notices name the packages that the app's build has bundled.
    if (staleAmong({ notices }).length === 0) return names;
    await build('notices', notices);
    return [...names, 'notices'];
  });
}

function staleAmong(candidates) {
  const stamp = readStamp();
  const isWhole = (part) => part.makes.every((made) => existsSync(join(outFolder, made)));
  return Object.keys(candidates).filter(
    (name) => stamp[name] !== inputHash(candidates[name].inputs) || !isWhole(candidates[name]),
  );
}

/** Builds beside out/ and swaps: a reader never finds half of a part, and a failed build leaves the last good one. */
async function build(name, part) {
  const hash = inputHash(part.inputs);
  const nextFolder = join(outFolder, `.next-${name}`);
  rmSync(nextFolder, { recursive: true, force: true });
  mkdirSync(nextFolder, { recursive: true });
  await part.build(nextFolder);
  for (const made of part.makes) swapIn(join(nextFolder, made), join(outFolder, made));
  rmSync(nextFolder, { recursive: true, force: true });
  writeFileSync(stampFile, JSON.stringify({ ...readStamp(), [name]: hash }));
}

function swapIn(next, target) {
  const old = `${target}.old`;
  rmSync(old, { recursive: true, force: true });
  if (existsSync(target)) renameSync(target, old);
  renameSync(next, target);
  rmSync(old, { recursive: true, force: true });
}

function readStamp() {
  try {
    return JSON.parse(readFileSync(stampFile, 'utf8'));
  } catch {
    // Missing or torn: everything is built anew.
    return {};
  }
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  const built = await ensureBuilt();
  console.error(built.length === 0 ? 'Nothing to build.' : `Built ${built.join(', ')}.`);
}
