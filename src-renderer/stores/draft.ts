import type { Aspect, BriefInput, Music, Theme, Tone } from '../../src-shared/brief.ts';
import { failureArgument, failureFamily } from '../../src-shared/failure.ts';
import type { JobRequestInput } from '../../src-shared/job.ts';

/** What stands on the Create page, as typed. */
export interface Draft {
  source: 'brief' | 'text';
  topic: string;
  audience: string;
  tone: Tone;
  /** One a line. */
  keyPoints: string;
  markdown: string;
  /** Where the text's pictures are looked for; known when it was opened from a file. */
  folder: string | undefined;
  durationSeconds: number;
  aspect: Aspect;
  voice: string;
  music: Music;
  theme: Theme;
}

export const emptyDraft: Draft = {
  source: 'brief',
  topic: '',
  audience: '',
  tone: 'warm',
  keyPoints: '',
  markdown: '',
  folder: undefined,
  durationSeconds: 45,
  aspect: '16:9',
  voice: 'slt',
  music: 'warm',
  theme: 'midnight',
};

/** A draft as the studio takes it; nothing while there is nothing to say. */
export function requestOf(draft: Draft): JobRequestInput | undefined {
  const { tone, aspect, voice, music, theme } = draft;
  const manner = { tone, aspect, voice, music, theme };
  if (draft.source === 'text') {
    if (!draft.markdown.trim()) return undefined;
    const ownText = { markdown: draft.markdown, ...(draft.folder && { folder: draft.folder }) };
    return { ownText, brief: { ...manner, topic: titleOf(draft.markdown) } };
  }
  if (!draft.topic.trim()) return undefined;
  const brief: BriefInput = {
    ...manner,
    topic: draft.topic.trim(),
    keyPoints: linesOf(draft.keyPoints),
    durationSeconds: draft.durationSeconds,
    ...(draft.audience.trim() && { audience: draft.audience.trim() }),
  };
  return { brief };
}

const linesOf = (text: string): string[] =>
  text
    .split('\n')
    .map((line) => line.trim())
    .filter(Boolean);

const topicLimit = 200;

/** The text's own title, else its first words. */
function titleOf(markdown: string): string {
  const heading = /^#\s+(.+)$/m.exec(markdown)?.[1];
  const firstLine = linesOf(markdown).find((line) => line !== '---') ?? '';
  return (
    (heading ?? firstLine)
      .replace(/^[#>*\-\s]+/, '')
      .slice(0, topicLimit)
      .trim() || 'Untitled'
  );
}

/** Lengths that the slider offers: fine where films are short. */
export const lengthSteps: readonly number[] = [
  ...range(10, 60, 5),
  ...range(60, 180, 15),
  ...range(180, 600, 30),
  ...range(600, 1800, 60),
  1800,
];

function range(from: number, to: number, step: number): number[] {
  return Array.from({ length: (to - from) / step }, (_, index) => from + index * step);
}

export const lengthIndex = (seconds: number): number => {
  const index = lengthSteps.findIndex((step) => step >= seconds);
  return index === -1 ? lengthSteps.length - 1 : index;
};

/** The control that an `InvalidInput:…` code is about. */
export function fieldOf(code: string): keyof Draft | undefined {
  if (failureFamily(code) !== 'InvalidInput') return undefined;
  const known = new Set<string>(Object.keys(emptyDraft));
  return failureArgument(code)
    .split(/[.[\]]/)
    .findLast((part) => known.has(part)) as keyof Draft | undefined;
}
