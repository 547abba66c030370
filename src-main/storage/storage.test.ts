import { mkdtemp, readdir, readFile, stat, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { publishFile, sweepTemporaryFiles, temporaryBeside, writeFileAtomic } from './atomic-file.ts';
import { openDatabase } from './database.ts';
import { requireWritableFolder } from './output-folder.ts';

const newFolder = () => mkdtemp(join(tmpdir(), 'aura-storage-'));
const mark = (folder: string) => {
  const database = openDatabase(folder);
  database.durably(() => database.prepare('CREATE TABLE IF NOT EXISTS marks (name TEXT) STRICT').run());
  return database;
};

describe('a damaged database', () => {
  test('is kept aside, told, and replaced by its backup', async () => {
    const folder = await newFolder();
    const first = mark(folder);
    first.prepare("INSERT INTO marks VALUES ('kept')").run();
    await first.backUp();
    first.close();
    const damage = Buffer.alloc(20_000, 'nonsense');
    await writeFile(join(folder, 'studio.db'), damage);

    const second = openDatabase(folder);
    expect(second.prepare('SELECT name FROM marks').all()).toEqual([{ name: 'kept' }]);
    expect(second.warnings[0]).toMatch(/damaged.*backup is in use/);
    const aside = (await readdir(folder)).find(
      (name) => name.startsWith('studio.db.corrupt-') && !name.includes('-wal'),
    );
    expect(await readFile(join(folder, aside ?? ''))).toEqual(damage);
    second.close();
  });

  test('without a backup starts empty and says so', async () => {
    const folder = await newFolder();
    await writeFile(join(folder, 'studio.db'), 'not a database at all');
    const database = openDatabase(folder);
    expect(database.warnings[0]).toMatch(/starts empty/);
    expect(database.prepare('SELECT count(*) AS count FROM jobs').get()).toEqual({ count: 0 });
    database.close();
  });

  test('with a damaged backup loses neither file', async () => {
    const folder = await newFolder();
    await writeFile(join(folder, 'studio.db'), 'x'.repeat(5000));
    await writeFile(join(folder, 'studio.db.backup'), 'y'.repeat(5000));
    const database = openDatabase(folder);
    expect(database.warnings).toHaveLength(1);
    expect(await readFile(join(folder, 'studio.db.backup'), 'utf8')).toBe('y'.repeat(5000));
    database.close();
  });
});

test('a database of a newer studio is refused and left as it is', async () => {
  const folder = await newFolder();
  const database = openDatabase(folder);
  database.prepare('PRAGMA user_version = 9999').run();
  database.close();
  const before = await stat(join(folder, 'studio.db'));
  expect(() => openDatabase(folder)).toThrow(/newer version/);
  expect((await stat(join(folder, 'studio.db'))).size).toBe(before.size);
});

test('a transaction that throws leaves nothing behind', async () => {
  const database = mark(await newFolder());
  const half = () => {
    database.prepare("INSERT INTO marks VALUES ('half')").run();
    throw new Error('no');
  };
  expect(() => database.durably(half)).toThrow('no');
  expect(database.prepare('SELECT * FROM marks').all()).toEqual([]);
  database.close();
});

describe('a finished file', () => {
  test('never replaces what has its name', async () => {
    const folder = await newFolder();
    const target = join(folder, 'film.mp4');
    await writeFile(target, 'old');
    const temporary = temporaryBeside(target);
    await writeFile(temporary, 'new');
    const published = await publishFile(temporary, target);
    expect(published).toBe(join(folder, 'film (2).mp4'));
    expect(await readFile(target, 'utf8')).toBe('old');
    expect(await readFile(published, 'utf8')).toBe('new');
    expect((await readdir(folder)).toSorted()).toEqual(['film (2).mp4', 'film.mp4']);
  });

  test('ten at once with one name all get a name', async () => {
    const folder = await newFolder();
    const target = join(folder, 'film.mp4');
    const temporaries = Array.from({ length: 10 }, () => temporaryBeside(target));
    await Promise.all(temporaries.map((path, index) => writeFile(path, String(index))));
    const published = await Promise.all(temporaries.map((path) => publishFile(path, target)));
    expect(new Set(published).size).toBe(10);
    const contents = await Promise.all(published.map((path) => readFile(path, 'utf8')));
    expect(contents).toEqual(temporaries.map((_, index) => String(index)));
  });

  const otherDevice = '/dev/shm';
  test('comes whole from another device', async ({ skip }) => {
    const here = await newFolder();
    const there = await mkdtemp(join(otherDevice, 'aura-')).catch(() => undefined);
    if (!there || (await stat(there)).dev === (await stat(here)).dev) return skip('this machine has one device only');
    const temporary = join(there, 'film.part');
    const bytes = Buffer.alloc(3_000_000, 7);
    await writeFile(temporary, bytes);
    const published = await publishFile(temporary, join(here, 'film.mp4'));
    expect((await readFile(published)).equals(bytes)).toBe(true);
    expect(await readdir(there)).toEqual([]);
    expect(await readdir(here)).toEqual(['film.mp4']);
  });

  test('of a folder that vanished is an error, and the work is not lost silently', async () => {
    const folder = await newFolder();
    const temporary = join(folder, 'film.part');
    await writeFile(temporary, 'x');
    await expect(publishFile(temporary, join(folder, 'gone', 'film.mp4'))).rejects.toThrow(/ENOENT/);
  });
});

test('a sweep takes what dead processes left, and nothing else', async () => {
  const folder = await newFolder();
  const live = temporaryBeside(join(folder, 'film.mp4'));
  await writeFile(live, 'being written');
  await writeFile(join(folder, '.aura-4194305-0123456789ab.tmp'), 'of a process that cannot exist');
  await writeFile(join(folder, '.aura-1-0123456789ab.tmp'), 'of one that lives');
  await writeFile(join(folder, 'notes.tmp'), "the user's own");
  expect(await sweepTemporaryFiles(folder)).toEqual(['.aura-4194305-0123456789ab.tmp']);
  expect(await readdir(folder)).toHaveLength(3);
});

test('writing replaces a file as a whole and leaves nothing beside it', async () => {
  const folder = await newFolder();
  const path = join(folder, 'deep', 'state.json');
  await writeFileAtomic(path, 'one');
  await writeFileAtomic(path, 'two');
  expect(await readFile(path, 'utf8')).toBe('two');
  expect(await readdir(join(folder, 'deep'))).toEqual(['state.json']);
});

test('a folder is tried by really writing: a missing one, a file and a broken link are refused', async () => {
  const folder = await newFolder();
  await writeFile(join(folder, 'file'), '');
  await symlink(join(folder, 'nowhere'), join(folder, 'link'));
  for (const name of ['missing', 'file', 'link']) {
    await expect(requireWritableFolder(join(folder, name))).rejects.toMatchObject({
      code: 'OutputDirectoryNotWritable',
    });
  }
  await requireWritableFolder(folder);
  expect((await readdir(folder)).toSorted()).toEqual(['file', 'link']);
});
