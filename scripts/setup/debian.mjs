import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { say } from './say.mjs';

const isDebian = existsSync('/etc/debian_version');

/** Sees to it that Debian packages are there: as root by installing them, otherwise by naming the one command. */
export function ensureDebianPackages(names) {
  if (!isDebian) return;
  const missing = missingPackages(names);
  if (missing.length === 0) return;
  const isRoot = process.getuid?.() === 0;
  if (!isRoot) throw new Error(`Missing system packages. Run: sudo apt-get install -y ${missing.join(' ')}`);
  say(`installing ${missing.join(' ')}`);
  if (aptGet(['install', '-y', '--no-install-recommends', ...currentNames(missing)]).status === 0) return;
  // A fresh container has no package lists yet.
  aptGet(['update']);
  const { status, stderr } = aptGet(['install', '-y', '--no-install-recommends', ...currentNames(missing)]);
  if (status !== 0) throw new Error(`apt-get could not install ${missing.join(' ')}:\n${stderr}`);
}

function missingPackages(names) {
  const query = spawnSync('dpkg-query', ['-W', '-f', '${Package} ${db:Status-Status}\n', ...names.flatMap(spellings)], {
    encoding: 'utf8',
  });
  const lines = query.stdout.split('\n');
  return names.filter((name) => !spellings(name).some((spelling) => lines.includes(`${spelling} installed`)));
}

/** Debian 13 and Ubuntu 24.04 gave libraries with a 64-bit time_t a new name: https://wiki.debian.org/ReleaseGoals/64bit-time */
const spellings = (name) => [name, `${name}t64`];

function currentNames(names) {
  const known = spawnSync('apt-cache', ['--no-generate', 'pkgnames', 'lib'], { encoding: 'utf8' }).stdout.split('\n');
  return names.map((name) => (known.includes(`${name}t64`) ? `${name}t64` : name));
}

function aptGet(args) {
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  return spawnSync('apt-get', ['-q', ...args], { env, encoding: 'utf8', maxBuffer: 1e8 });
}
