import { execFile } from 'node:child_process';
import { readFile, stat, utimes, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { basename, join } from 'node:path';
import { promisify } from 'node:util';
import { z } from 'zod';
import { askAura } from './aura-process.ts';
import { filesBelow } from './campaign.ts';
import { expect, test } from './launch.ts';
import { ffprobe } from './media-facts.ts';

const run = promisify(execFile);

/** Each of these means something to FFmpeg, libass, a shell, a container or a file system. */
const title = `[CHAPTER] title=x; # \\ 'q' "d" %d $(touch pwned)`;
const heading = `START=0; END=1 ffconcat file 'x' {\\an8} <i>`;
const spoken = (canary: string) =>
  [
    'Say {\\an8\\fs200} and \\N and <b>bold</b>.',
    `drawtext=textfile=x, [0:v]null[out]; movie=${canary}.`,
    'file canary.txt and concat:a|b and 00:00:01,000 --> 00:00:02,000.',
    `{\\img(${canary})}`,
  ].join(' ');

test('a text full of other people’s syntax is only text', async ({ profile }) => {
  let knocks = 0;
  const server = createServer((socket) => {
    knocks++;
    socket.destroy();
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const { port } = server.address() as { port: number };
  try {
    const text = join(profile.root, 'hostile.md');
    const canary = join(profile.root, 'c');
    await writeFile(canary, 'ffconcat version 1.0\n');
    // Also with relatime, a read then moves the time of the last access.
    await utimes(canary, new Date(1000), new Date(2000));
    const link = `Read http://127.0.0.1:${port}/x and [this](http://127.0.0.1:${port}/y).`;
    await writeFile(
      text,
      `---\nmusic: none\n---\n\n# ${title}\n\n## ${heading}\n\n${spoken(canary)}\n\n## Two\n\n${link}\n`,
    );
    const out = join(profile.videosFolder, 'film %d;$(touch pwned).mp4');
    const args = ['render', text, '--quality', 'fast', '--aspect', '1:1', '--out', out];
    const { output } = await askAura<{ output: { videoPath: string; subtitlePath: string } }>(profile, args);
    expect(output.videoPath).toBe(out);

    const report = await run(ffprobe, ['-v', 'error', '-show_chapters', '-show_format', '-of', 'json', `file:${out}`]);
    const { chapters, format } = Report.parse(JSON.parse(report.stdout));
    expect(format.tags.title).toBe(title);
    expect(chapters.map(({ tags }) => tags.title)).toEqual(expect.arrayContaining([heading.replace(' <i>', '')]));
    expect(chapters).toHaveLength(2);
    const captions = await readFile(output.subtitlePath, 'utf8');
    for (const word of ['(\\an8\\fs200}', '\\N', 'movie=/', 'concat:a|b']) expect(captions).toContain(word);
    expect(knocks).toBe(0);
    expect((await stat(canary)).atimeMs).toBe(1000);
    const files = await filesBelow(profile.root);
    expect(files.map((file) => basename(file))).not.toContain('pwned');
  } finally {
    server.close();
  }
});

const Tags = z.object({ title: z.string() });
const Report = z.object({
  chapters: z.array(z.object({ tags: Tags })),
  format: z.object({ tags: Tags }),
});
