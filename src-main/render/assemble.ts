import { createHash } from 'node:crypto';
import { copyFile, readFile, rm, stat } from 'node:fs/promises';
import { basename, dirname, extname, join } from 'node:path';
import fluentFfmpeg from 'fluent-ffmpeg';
import type { VideoCodec } from '../../src-shared/encoders.ts';
import type { Script, VideoFile } from '../../src-shared/film.ts';
import { StudioError } from '../../src-shared/failure.ts';
import { fileName } from '../ffmpeg/args-inputs.ts';
import type { Ffmpeg } from '../ffmpeg/ffmpeg.ts';
import { publishFile, temporaryBeside, writeFileAtomic } from '../storage/atomic-file.ts';
import { asDiskFailure } from '../storage/disk-failure.ts';
import { fileDigest } from '../storage/file-digest.ts';
import { timescaleArgs } from './encoder-args.ts';
import { ffmetadata } from './ffmetadata.ts';
import { findPublishedFilm, publishFilm, type FilmFacts, type FilmPlace } from './publish-film.ts';
import { hideSubtitleTrack } from './hide-subtitle-track.ts';
import { languageCode } from './language-code.ts';
import type { FilmPlan } from './plan-film.ts';
import { verifyFilm } from './verify-film.ts';

export interface FilmParts {
  script: Pick<Script, 'title' | 'language'>;
  plan: FilmPlan;
  codec?: VideoCodec;
  /** Of the segments, in order, all in `segmentFolder`. */
  segmentFiles: readonly string[];
  segmentFolder: string;
  soundtrackPath: string;
  srtPath: string;
  vttPath: string;
  /** Burned-in captions need no second ones on top: the track is then off until it is asked for. */
  hasBurnedInCaptions: boolean;
  /** Where the film should go; a taken name gets a number. */
  targetPath: string;
}

interface Surroundings {
  ffmpeg: Ffmpeg;
  signal: AbortSignal;
}

/** Joins the parts without encoding anything, looks at the result, and only then gives it its name. */
export async function assemble(parts: FilmParts, { ffmpeg, signal }: Surroundings): Promise<VideoFile> {
  const { plan, targetPath, segmentFolder: folder } = parts;
  await requireSoundtrack(parts.soundtrackPath);
  const list = concatList(parts);
  const metadata = ffmetadata(parts.script.title, parts.script.language, plan.chapters);
  const place = { folder, targetPath, madeFrom: await digestOf([list, metadata], parts) };
  const published = await findPublishedFilm(place);
  const film = published ?? (await makeFilm(parts, { list, metadata, place }, { ffmpeg, signal }));
  const subtitlePath = await publishCaptions(parts, film.videoPath, published !== undefined);
  const { width, height, frameRate, chapters } = plan;
  return { ...film, subtitlePath, width, height, frameRate, chapters };
}

async function makeFilm(
  parts: FilmParts,
  { list, metadata, place }: { list: string; metadata: string; place: FilmPlace },
  { ffmpeg, signal }: Surroundings,
): Promise<FilmFacts & { videoPath: string }> {
  const { folder, targetPath } = place;
  await writeFileAtomic(join(folder, 'film.ffconcat'), list);
  await writeFileAtomic(join(folder, 'film.ffmetadata'), metadata);
  const unfinished = temporaryBeside(targetPath);
  try {
    await ffmpeg.run({ purpose: 'film', args: assembleArgs(parts, unfinished), cwd: folder, signal });
    const { durationSeconds, sizeBytes } = await verifyFilm(unfinished, parts.plan, ffmpeg, signal, parts.codec);
    if (parts.hasBurnedInCaptions) await hideSubtitleTrack(unfinished);
    const facts = { sha256: await fileDigest(unfinished, signal), sizeBytes, durationSeconds };
    signal.throwIfAborted();
    return { ...facts, videoPath: await publishFilm(unfinished, facts, place) };
  } finally {
    await rm(unfinished, { force: true });
  }
}

/** Segments and soundtrack have names that stand for what is in them. */
async function digestOf(texts: readonly string[], { soundtrackPath, srtPath, hasBurnedInCaptions }: FilmParts) {
  const made = [...texts, basename(soundtrackPath), await fileDigest(srtPath), hasBurnedInCaptions];
  return createHash('sha256').update(JSON.stringify(made)).digest('hex');
}

/**
 * Without `duration` lines each seam would add the rounding of a container's times: 40 ms over 120 segments. The names
 * are our own hexadecimal ones; others are refused, not escaped.
 */
export function concatList({ plan, segmentFiles }: Pick<FilmParts, 'plan' | 'segmentFiles'>): string {
  const lines = plan.segments.flatMap((segment, index) => {
    const name = segmentFiles[index] ?? '';
    if (!/^[0-9a-f]+\.mp4$/.test(name)) throw new Error(`“${name}” is not a segment's name`);
    return [`file ${name}`, `duration ${((segment.endFrame - segment.firstFrame) / plan.frameRate).toFixed(6)}`];
  });
  return `ffconcat version 1.0\n${lines.join('\n')}\n`;
}

/**
 * Each segment that FFmpeg opens it would decode for some frames, to learn what it need not know for copying: for most
 * of what joining costs. A list of decoders that holds none of a film's keeps it from that.
 * https://ffmpeg.org/ffmpeg-formats.html#Format-Options (codec_whitelist)
 */
const withoutDecoder = ['-codec_whitelist', 'rawvideo'];

/** fluent-ffmpeg only puts the arguments in order; it never runs anything, as its kill cannot be relied on. */
export function assembleArgs(parts: FilmParts, output: string): string[] {
  const language = languageCode(parts.script.language);
  const local = ['-protocol_whitelist', 'file,pipe'];
  const command = fluentFfmpeg()
    .input('film.ffconcat')
    .inputOptions([...withoutDecoder, ...local, '-f', 'concat'])
    .input(fileName(parts.soundtrackPath))
    .inputOptions([...local, '-f', 'mov'])
    .input(fileName(parts.srtPath))
    .inputOptions([...local, '-f', 'srt'])
    .input('film.ffmetadata')
    .inputOptions([...local, '-f', 'ffmetadata'])
    .outputOptions(['-map', '0:v:0', '-map', '1:a:0', '-map', '2:s:0', '-map_metadata', '3', '-map_chapters', '3'])
    .outputOptions(['-c:v', 'copy', '-c:a', 'copy', '-c:s', 'mov_text'])
    .outputOptions(['-metadata:s:a:0', `language=${language}`, '-metadata:s:s:0', `language=${language}`])
    .outputOptions([...timescaleArgs(parts.plan.frameRate), '-movflags', '+faststart', '-f', 'mp4'])
    .output(fileName(output));
  return (command as unknown as { _getArguments(): string[] })._getArguments();
}

/**
 * The captions stand beside the film under its own name; what stands there already is another film's, but for the same
 * captions beside a film that was published already.
 */
async function publishCaptions(parts: FilmParts, videoPath: string, mayStandThere: boolean): Promise<string> {
  const base = join(dirname(videoPath), basename(videoPath, extname(videoPath)));
  const publish = async (source: string, target: string) => {
    if (mayStandThere && (await isSame(source, target))) return target;
    const copy = temporaryBeside(target);
    await copyFile(source, copy).catch((error: unknown) => {
      throw asDiskFailure(error, target);
    });
    return publishFile(copy, target);
  };
  const srtPath = await publish(parts.srtPath, `${base}.srt`);
  await publish(parts.vttPath, `${base}.vtt`);
  return srtPath;
}

const isSame = (one: string, other: string): Promise<boolean> =>
  Promise.all([readFile(one), readFile(other)]).then(
    ([oneBytes, otherBytes]) => oneBytes.equals(otherBytes),
    () => false,
  );

async function requireSoundtrack(path: string): Promise<void> {
  const found = await stat(path).catch(() => undefined);
  if (!found || found.size === 0)
    throw new StudioError('OutputInvalid', { details: { path, reason: 'no soundtrack' } });
}
