import { unspeakable } from './refuse-unspeakable.ts';

const list = (codes: string): ReadonlySet<string> => new Set(codes.split(' '));

/** https://platform.openai.com/docs/guides/text-to-speech#supported-languages */
export const openAiLanguages = list(
  'af ar hy az be bs bg ca zh hr cs da nl en et fi fr gl de el he hi hu is id it ja kn kk ko lv lt mk ms mr mi ne no nb nn fa pl pt ro ru sr sk sl es sw sv tl fil ta th tr uk ur vi cy',
);

/** Of eleven_multilingual_v2: https://elevenlabs.io/docs/models#multilingual-v2 */
export const elevenLabsLanguages = list(
  'en ja zh de hi fr ko pt it es id nl tr fil tl pl sv bg ro ar cs el fi hr ms sk da ta uk ru',
);

/** Throws `InvalidInput:narration` for a language that a voice does not speak, and for a text without words. */
export function refuseLanguage(narrator: string, text: string, language: string, spoken: ReadonlySet<string>): void {
  const code = language.split('-')[0]!.toLowerCase();
  if (!spoken.has(code)) {
    const name = new Intl.DisplayNames(['en'], { type: 'language' }).of(code) ?? language;
    throw unspeakable(`${narrator} does not speak ${name}.`, { language });
  }
  if (!/[\p{L}\p{N}]/u.test(text)) throw unspeakable('There are no words in this text that could be spoken.', {});
}
