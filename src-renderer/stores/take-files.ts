import { call } from '../studio-client.ts';
import { texts } from '../texts.ts';
import { changeDraft, useDraft } from './draft-store.ts';

const isText = (file: File): boolean => /\.(md|markdown|txt)$/i.test(file.name);
const isPicture = (file: File): boolean => file.type.startsWith('image/');

/** Takes what was dropped, pasted or chosen: a text becomes the text, pictures become scenes. Answers what it cannot take. */
export async function takeFiles(files: Iterable<File>): Promise<string | undefined> {
  let refused: string | undefined;
  for (const file of files) {
    if (isText(file)) changeDraft({ source: 'text', markdown: await file.text(), folder: undefined });
    else if (isPicture(file)) await takePicture(file);
    else refused = texts.create.droppedOther(file.name);
  }
  return refused;
}

async function takePicture(file: File): Promise<void> {
  const name = file.name || 'picture.png';
  const { path } = await call('pictures.add', { name, bytes: new Uint8Array(await file.arrayBuffer()) });
  const reference = `![${captionOf(name)}](<${path}>)`;
  const { source, markdown, keyPoints } = useDraft.getState();
  if (source === 'text') changeDraft({ markdown: `${markdown.trimEnd()}\n\n${reference}\n`.trimStart() });
  else changeDraft({ keyPoints: `${keyPoints.trimEnd()}\n${reference}`.trimStart() });
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
