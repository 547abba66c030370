import { describe, expect, test } from 'vitest';
import { assembleArgs, concatList, type FilmParts } from './assemble.ts';
import { ffmetadata } from './ffmetadata.ts';
import { languageCode } from './language-code.ts';
import { planFilm } from './plan-film.ts';
import { faultsOf } from './verify-film.ts';

const script = {
  title: 'Tea',
  language: 'de-AT',
  scenes: ['s1', 's2'].map((sceneId) => ({
    sceneId,
    heading: sceneId,
    narration: '',
    visual: { kind: 'quote' as const, quote: 'x' },
  })),
};
const plan = planFilm(script, { voice: '', provider: '', scenes: [] }, { width: 320, height: 180, frameRate: 30 });
const parts: FilmParts = {
  script,
  plan,
  segmentFiles: plan.segments.map((_segment, index) => `0${index}.mp4`),
  segmentFolder: '/w',
  soundtrackPath: '/w/a b.mp4',
  srtPath: "/w/it's.srt",
  vttPath: '/w/a.vtt',
  hasBurnedInCaptions: true,
  targetPath: '/out/Tea.mp4',
};

test('fluent-ffmpeg puts the arguments of the last step in order, and splits none of them', () => {
  const local = ['-protocol_whitelist', 'file,pipe', '-f'];
  expect(assembleArgs(parts, '/out/my tea.tmp')).toEqual([
    ...['-codec_whitelist', 'rawvideo', ...local].concat('concat', '-i', 'film.ffconcat'),
    ...local.concat('mov', '-i', 'file:/w/a b.mp4'),
    ...local.concat('srt', '-i', "file:/w/it's.srt"),
    ...local.concat('ffmetadata', '-i', 'film.ffmetadata'),
    ...'-map 0:v:0 -map 1:a:0 -map 2:s:0 -map_metadata 3 -map_chapters 3 -c:v copy -c:a copy -c:s mov_text'.split(' '),
    ...'-metadata:s:a:0 language=deu -metadata:s:s:0 language=deu'.split(' '),
    ...'-video_track_timescale 15360 -movflags +faststart -f mp4'.split(' '),
    'file:/out/my tea.tmp',
  ]);
});

describe('the concat list', () => {
  test('holds the exact length of every segment, and together that of the film', () => {
    const [first, ...lines] = concatList(parts).trimEnd().split('\n');
    expect(first).toBe('ffconcat version 1.0');
    const files = lines.filter((_line, index) => index % 2 === 0);
    const seconds = lines
      .filter((_line, index) => index % 2 === 1)
      .map((line) => Number(/^duration (\d+\.\d{6})$/.exec(line)?.[1]));
    expect(files).toEqual(parts.segmentFiles.map((name) => `file ${name}`));
    expect(seconds).toEqual(
      plan.segments.map(({ firstFrame, endFrame }) => Number(((endFrame - firstFrame) / 30).toFixed(6))),
    );
    expect(seconds.reduce((sum, each) => sum + each, 0)).toBeCloseTo(plan.durationSeconds, 4);
  });

  test.each(["a'.mp4", '../0a.mp4', '0a.mp4\nfile /etc/passwd', ''])('refuses %j as a name', (name) => {
    expect(() => concatList({ plan, segmentFiles: ['0a.mp4', name] })).toThrow('not a segment');
  });
});

test('metadata cannot break out of its line', () => {
  const text = ffmetadata('a=b; #c\\\n[CHAPTER]\ntitle=x', 'en', [
    { title: 'x\r\ny', startSeconds: 0, endSeconds: 1.5 },
  ]);
  expect(text.split('\n')).toEqual([
    ';FFMETADATA1',
    String.raw`title=a\=b\; \#c\\ [CHAPTER] title\=x`,
    'language=en',
    '[CHAPTER]',
    'TIMEBASE=1/1000',
    'START=0',
    'END=1500',
    'title=x y',
    '',
  ]);
});

test.each([
  ['en', 'eng'],
  ['zh-Hant-TW', 'zho'],
  ['fil', 'fil'],
  ['xx', 'und'],
])('the language %s is written as %s', (bcp47, code) => {
  expect(languageCode(bcp47)).toBe(code);
});

describe('the check of the finished file', () => {
  const good = {
    durationSeconds: 5.5,
    formatName: 'mov',
    sizeBytes: 1,
    video: {
      codec: 'h264',
      pixelFormat: 'yuv420p',
      width: 320,
      height: 180,
      frameRate: 30,
      frameCount: 165,
      durationSeconds: 5.5,
    },
    audio: { codec: 'aac', sampleRate: 48_000, channels: 2, durationSeconds: 5.5 },
  };

  test('finds nothing wrong with what was planned', () => {
    expect(faultsOf(good, plan)).toEqual([]);
  });

  test.each<[string, Parameters<typeof faultsOf>[0]]>([
    ['instead of 165', { ...good, video: { ...good.video, frameCount: 164 } }],
    ['320x180', { ...good, video: { ...good.video, width: 322 } }],
    ['codec', { ...good, video: { ...good.video, codec: 'hevc' } }],
    ['pixel format', { ...good, video: { ...good.video, pixelFormat: 'yuv444p' } }],
    ['frames a second', { ...good, video: { ...good.video, frameRate: 29.97 } }],
    ['sound lasts 5.4 s', { ...good, audio: { ...good.audio, durationSeconds: 5.4 } }],
    ['the sound is missing', { durationSeconds: 5.5, formatName: 'mov', sizeBytes: 1, video: good.video }],
    ['no picture', { durationSeconds: 5.5, formatName: 'mov', sizeBytes: 1 }],
    ['it lasts 5.6 s', { ...good, durationSeconds: 5.6 }],
  ])('says so: %s', (words, probe) => {
    expect(faultsOf(probe, plan).join()).toContain(words);
  });
});
