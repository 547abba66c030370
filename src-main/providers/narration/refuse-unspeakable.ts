import { StudioError } from '../../../src-shared/failure.ts';
import { loneGreekLetter, spokenForm } from './spoken-form.ts';

/** Above this share of foreign letters the listener would miss something. */
const toleratedForeignShare = 0.1;

const scripts: [name: string, letters: RegExp][] = [
  ['Japanese', /[\p{Script=Hiragana}\p{Script=Katakana}]/u],
  ['Chinese', /\p{Script=Han}/u],
  ['Korean', /\p{Script=Hangul}/u],
  ['Arabic', /\p{Script=Arabic}/u],
  ['Hebrew', /\p{Script=Hebrew}/u],
  ['Cyrillic', /\p{Script=Cyrillic}/u],
  ['Greek', /\p{Script=Greek}/u],
  ['Devanagari', /\p{Script=Devanagari}/u],
  ['Thai', /\p{Script=Thai}/u],
];

/** Throws `InvalidInput:narration` for a text that an English voice cannot say, with the reason. */
export function refuseUnspeakable(narrator: string, text: string, language: string): void {
  if (language.split('-')[0]!.toLowerCase() !== 'en')
    throw unspeakable(`${narrator} speaks English only, and this text is to be in ${languageName(language)}.`, {
      language,
    });
  const letters = text.replace(loneGreekLetter, '').match(/\p{L}/gu) ?? [];
  const foreign = letters.filter((letter) => !/[\p{Script=Latin}µ]/u.test(letter)).join('');
  if (foreign.length > letters.length * toleratedForeignShare) {
    const script = scripts.find(([, pattern]) => pattern.test(foreign))?.[0] ?? 'foreign';
    throw unspeakable(`${narrator} speaks English only, and this text has words in ${script} letters.`, { script });
  }
  if (!text.split(/\s+/).some((token) => /[a-z0-9]/i.test(spokenForm(token))))
    throw unspeakable('There are no words in this text that could be spoken.', {});
}

export const unspeakable = (message: string, details: Record<string, unknown>): StudioError =>
  new StudioError('InvalidInput:narration', {
    message,
    remediation: 'Write the narration in English, or choose a voice that speaks its language.',
    details,
  });

function languageName(language: string): string {
  const canonical = Intl.getCanonicalLocales(language)[0] ?? language;
  return new Intl.DisplayNames(['en'], { type: 'language' }).of(canonical) ?? language;
}
