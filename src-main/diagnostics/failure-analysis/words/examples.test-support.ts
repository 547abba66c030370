import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { AnalysisRequest, CauseType } from '../../../../src-shared/diagnostics.ts';
import { blindFailures } from '../blind-failures.test-support.ts';
import { failureCorpus } from '../failure-corpus.test-support.ts';
import { seeded, type Example } from './train-word-model.test-support.ts';

export type Labelled = [CauseType, Omit<AnalysisRequest, 'jobId'>];

const corpusFolder = join(import.meta.dirname, '..', 'corpus');
const linesOf = (file: string): string[] => readFileSync(join(corpusFolder, file), 'utf8').split('\n').filter(Boolean);
const labelled = (file: string): Labelled[] => linesOf(file).map((line) => JSON.parse(line) as Labelled);
const filesIn = (folder: string): string[] =>
  readdirSync(join(corpusFolder, folder))
    .filter((file) => file.endsWith('.jsonl'))
    .map((file) => join(folder, file));

/** What real programs said, by file; the model learns from these and the rules were mended by them. */
export const collectedFailures: Labelled[] = filesIn('.').flatMap(labelled);
/** Written or collected later and shown to neither the rules nor the model. */
export const heldOutFailures: Labelled[] = filesIn('held-out').flatMap(labelled);

const perTurn = 25;

/** `{The|Your} disk is full` in its variants, the same each time. */
function variants(turn: string, seed: number): string[] {
  const random = seeded(seed);
  const found = new Set<string>();
  for (let tries = 0; tries < perTurn * 3 && found.size < perTurn; tries += 1) {
    const said = turn.replaceAll(/\{([^{}]*\|[^{}]*)\}/g, (_all, list: string) => {
      const choices = list.split('|');
      return choices[Math.floor(random() * choices.length)] ?? '';
    });
    found.add(said.replaceAll(/\s+/g, ' ').trim());
  }
  return [...found];
}

const generic = 'FFmpeg stopped with exit code 1.';
const saidIn = ({ errorMessage, stderrTail }: Labelled[1]): string =>
  [errorMessage === generic ? undefined : errorMessage, stderrTail].filter(Boolean).join('\n');

/** What stands around any failure and points at none. */
const wrappers = [
  'Sorry, {}. Please try again later.',
  '{}. Please check your settings and try again.',
  'Error: {}',
  '[ERROR] services/tts.ts:88 - {}',
  'Step narration failed: {}',
  'Scene 4 could not be made: {}',
  'ElevenLabs: {}',
  'OpenAI API error: {}',
  'Image generation (OpenAI) error: {}',
  'The video could not be exported. {}',
  '{} (request id req_123)',
  'RuntimeError: {}',
  'Oops! {}',
  '{} If this persists, contact support.',
  'We could not finish your film because {}',
  'Job failed at step mux: {}',
  '2026-05-18 12:01:02.114 | ERROR | app.services.voice:generate:83 - {}',
  'The server answered: {}',
];

/** What the words are learned from, each once as it stands and once among words that mean nothing. */
export function examples(): Example[] {
  const plain = [
    ...[...collectedFailures, ...failureCorpus, ...blindFailures].map(([cause, request]) => ({
      cause,
      text: saidIn(request),
    })),
    ...linesOf('turns-of-phrase.txt').flatMap((line, index) => {
      const [cause = ''] = line.split(': ', 1);
      return variants(line.slice(cause.length + 2), index + 1).map((text) => ({ cause, text }));
    }),
  ].filter(({ text }) => text);
  const random = seeded(11);
  const wrapped = plain.map(({ cause, text }) => {
    const wrapper = wrappers[Math.floor(random() * wrappers.length)] ?? '{}';
    return { cause, text: wrapper.replace('{}', () => text) };
  });
  return [...plain, ...wrapped];
}
