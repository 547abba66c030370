import { call } from '../studio-client.ts';
import { texts } from '../texts.ts';
import { requestOf, type Draft } from './draft.ts';
import { changeDraft, useDraft } from './draft-store.ts';

const isText = (file: File): boolean => /\.(md|markdown|txt)$/i.test(file.name);
const isClip = (file: File): boolean => file.type.startsWith('video/') || /\.(mp4|m4v|mov|mkv|webm)$/i.test(file.name);
const isPicture = (file: File): boolean => file.type.startsWith('image/');

/** Takes what was dropped, pasted or chosen: a text becomes the text, pictures and clips become scenes. Answers what it cannot take. */
export async function takeFiles(files: Iterable<File>): Promise<string | undefined> {
  let refused: string | undefined;
  for (const file of files) {
    if (isText(file)) changeDraft({ source: 'text', markdown: await file.text(), folder: undefined });
    else if (isPicture(file)) await takePicture(file);
    else if (isClip(file)) await takeClip(file);
    else refused = texts.create.droppedOther(file.name);
  }
  return refused;
}

async function takePicture(file: File): Promise<void> {
  const name = file.name || 'picture.png';
  const { path } = await call('pictures.add', { name, bytes: new Uint8Array(await file.arrayBuffer()) });
  await addToText(`![${captionOf(name)}](<${path}>)`);
}

/** It may be gigabytes, so only its name is sent: the studio knows where it lies. */
async function takeClip({ name }: File): Promise<void> {
  const { path } = await call('clips.addDropped', { name });
  await addToText(`![${captionOf(name)}](<${path}>)`);
}

async function addToText(reference: string): Promise<void> {
  const draft = useDraft.getState();
  const text = draft.source === 'text' ? draft.markdown : await outlineOf(draft);
  changeDraft({ source: 'text', markdown: `${text.trimEnd()}\n\n${reference}\n`.trimStart() });
}

/** A brief has no place for pictures: the film that it makes becomes a text, and the picture stands in that. */
async function outlineOf(draft: Draft): Promise<string> {
  const request = requestOf(draft);
  if (!request) return '';
  const film = await call('film.draft', request);
  const sections = film.scenes.map((scene) => `## ${scene.heading}\n\n${scene.narration}`);
  return [`# ${film.title}`, ...sections].join('\n\n');
}

/** A file's name as a caption; square brackets would end it early. */
const captionOf = (name: string): string =>
  name
    .replace(/\.[^.]+$/, '')
    .replace(/[[\]\\]/g, ' ')
    .replace(/[-_]+/g, ' ')
    .trim();

export async function openText(): Promise<void> {
  const opened = await call('texts.open');
  if (opened) changeDraft({ source: 'text', markdown: opened.ownText.markdown, folder: opened.ownText.folder });
}
