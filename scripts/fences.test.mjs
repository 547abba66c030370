import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { projectRoot } from './project-root.mjs';

// From the top of the house to its ground; studio.ts stands between cli and batch.
const FLOORS =
  'shell cli batch diagnostics jobs pipeline render providers resilience ffmpeg storage logging redaction cards runtime'.split(
    ' ',
  );

/** File → its text; each is linted in a house of its own with the project's real rules. */
const files = {};
const refusals = new Map();
let house;

const importing = (specifier) => `import { thing } from '${specifier}';\nexport const used = thing;\n`;
const file = (path, text) => {
  files[path] = text;
  return path;
};

function lintHouse() {
  house = mkdtempSync(join(tmpdir(), 'aura-fences-'));
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(house, path)), { recursive: true });
    writeFileSync(join(house, path), text);
  }
  writeFileSync(join(house, '.oxlintrc.json'), readFileSync(join(projectRoot, '.oxlintrc.json')));
  const oxlint = join(projectRoot, 'node_modules', 'oxlint', 'bin', 'oxlint');
  for (const { filename, code } of diagnostics(oxlint)) refusals.set(filename, [...refusedBy(filename), code]);
}

function diagnostics(oxlint) {
  try {
    return JSON.parse(
      execFileSync(process.execPath, [oxlint, '--type-aware', '-f', 'json'], { cwd: house, encoding: 'utf8' }),
    ).diagnostics;
  } catch (error) {
    // Exit code 1 is what is hoped for: there are forbidden things in this house.
    return JSON.parse(error.stdout).diagnostics;
  }
}

const refusedBy = (path) => refusals.get(path) ?? [];
const IMPORT_RULE = 'eslint(no-restricted-imports)';

const upward = FLOORS.flatMap((floor, level) => FLOORS.slice(0, level).map((above) => [floor, above]));
const downward = FLOORS.flatMap((floor, level) => FLOORS.slice(level + 1).map((below) => [floor, below]));
for (const [from, to] of [...upward, ...downward]) file(`src-main/${from}/to-${to}.ts`, importing(`../${to}/thing.ts`));

const forbidden = {
  'a floor below the studio that imports it': file('src-main/jobs/up.ts', importing('../studio.ts')),
  'a folder within a floor that imports upwards': file(
    'src-main/providers/script/up.ts',
    importing('../../jobs/job.ts'),
  ),
  'main.ts imported from the shell': file('src-main/shell/main-user.ts', importing('../main.ts')),
  'the studio that imports the command line': file('src-main/studio.ts', importing('./cli/aura.ts')),
  'electron outside the shell': file('src-main/jobs/electron-user.ts', importing('electron')),
  'electron in the window': file('src-renderer/electron-user.ts', importing('electron')),
  'electron in the contract': file('src-shared/electron-user.ts', importing('electron')),
  'the main process imported by the window': file('src-renderer/main-user.ts', importing('../src-main/studio.ts')),
  'the window imported by the main process': file(
    'src-main/jobs/window-user.ts',
    importing('../../src-renderer/app.tsx'),
  ),
  'a package in the contract': file('src-shared/package-user.ts', importing('zustand')),
  'the main process imported by the contract': file('src-shared/main-user.ts', importing('../src-main/studio.ts')),
  'a package needed by a script before it is set up': file('scripts/package-user.mjs', importing('electron-builder')),
};

const allowed = {
  'electron in the shell': file('src-main/shell/electron-user.ts', importing('electron')),
  'the studio in the command line': file('src-main/cli/studio-user.ts', importing('../studio.ts')),
  'a neighbour': file('src-main/jobs/neighbour-user.ts', importing('./thing.ts')),
  'the contract in the main process': file('src-main/jobs/contract-user.ts', importing('../../src-shared/job.ts')),
  'the contract in the window': file('src-renderer/contract-user.ts', importing('../src-shared/job.ts')),
  'a package in the window': file('src-renderer/package-user.ts', importing('react')),
  'zod in the contract': file('src-shared/zod-user.ts', importing('zod')),
  'a Node module in a script': file('scripts/node-user.mjs', importing('node:fs/promises')),
};

const others = [
  ['a Node module in the window', 'import(no-nodejs-modules)', file('src-renderer/node-user.ts', importing('node:fs'))],
  ['a Node module in the contract', 'import(no-nodejs-modules)', file('src-shared/node-user.ts', importing('node:fs'))],
  [
    'any',
    'typescript(no-explicit-any)',
    file('src-main/jobs/any.ts', 'export const parse = (text: any): string => text;\n'),
  ],
  [
    'a promise that nobody waits for',
    'typescript(no-floating-promises)',
    file('src-main/jobs/floating.ts', 'export function go(): void {\n  Promise.resolve(1);\n}\n'),
  ],
  ['a default export', 'import(no-default-export)', file('src-main/jobs/by-default.ts', 'export default 1;\n')],
  ['a file of 301 lines', 'eslint(max-lines)', file('src-main/jobs/long.ts', lines(301))],
  ['a function of 61 lines', 'eslint(max-lines-per-function)', file('src-main/jobs/tall.ts', functionOf(61))],
  ['a component of 151 lines', 'eslint(max-lines-per-function)', file('src-renderer/tall.tsx', functionOf(151))],
  [
    'a circle',
    'import(no-cycle)',
    file('src-main/jobs/circle-a.ts', `${importing('./circle-b.ts')}export const thing = 1;\n`),
  ],
  [
    'a name that is not kebab-case',
    'unicorn(filename-case)',
    file('src-main/jobs/CamelCase.ts', 'export const one = 1;\n'),
  ],
];
file('tsconfig.json', '{ "compilerOptions": { "strict": true, "module": "esnext" } }');
file('src-main/jobs/circle-b.ts', `export { thing } from './circle-a.ts';\n`);
const shortEnough = [
  file('src-main/jobs/tall-enough.ts', functionOf(60)),
  file('src-renderer/tall-enough.tsx', functionOf(150)),
];

function lines(count) {
  return Array.from({ length: count }, (_, index) => `export const line${index} = ${index};\n`).join('');
}

function functionOf(count) {
  return `export function tall() {\n${'  void 0;\n'.repeat(count - 2)}}\n`;
}

beforeAll(lintHouse);
afterAll(() => rmSync(house, { recursive: true, force: true }));

describe('the floors', () => {
  test.each(FLOORS)('%s imports nothing from above and anything from below', (floor) => {
    const isRefused = ([from, to]) => refusedBy(`src-main/${from}/to-${to}.ts`).includes(IMPORT_RULE);
    const ofFloor = ([from]) => from === floor;
    expect(upward.filter(ofFloor).filter((pair) => !isRefused(pair))).toEqual([]);
    expect(downward.filter(ofFloor).filter(isRefused)).toEqual([]);
  });
});

describe('the fences', () => {
  test.each(Object.entries(forbidden))('%s is refused', (_, path) => {
    expect(refusedBy(path)).toContain(IMPORT_RULE);
  });

  test.each(Object.entries(allowed))('%s is fine', (_, path) => {
    expect(refusedBy(path)).not.toContain(IMPORT_RULE);
  });

  test.each(others)('%s is refused by %s', (_, rule, path) => {
    expect(refusedBy(path)).toContain(rule);
  });

  test.each(shortEnough)('%s is not too long', (path) => {
    expect(refusedBy(path)).not.toContain('eslint(max-lines-per-function)');
  });
});
