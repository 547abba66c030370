import type { Tone } from '../../../src-shared/brief.ts';
import { lowerFirst } from './words.ts';

/** What stands between the user's own words. It claims nothing about the topic. */
export interface Phrasebook {
  opening: Record<Tone, string>;
  forAudience: (audience: string) => string;
  goal: (goal: string) => string;
  /** "There are three points." */
  agenda: (count: number) => string;
  agendaKicker: string;
  pointKicker: (number: number, count: number) => string;
  first: Record<Tone, string>;
  /** In turn, for the points between the first and the last. */
  next: readonly string[];
  last: Record<Tone, string>;
  /** Sentences that give a point a moment more; each is used once at most. */
  pauses: readonly string[];
  recap: Record<Tone, string>;
  recapTitle: string;
  closing: Record<Tone, string>;
  closingTitle: string;
}

const forAll = (text: string): Record<Tone, string> => ({ warm: text, plain: text, playful: text, formal: text });
const englishNumbers = ['no', 'one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine', 'ten'];

const english: Phrasebook = {
  opening: {
    warm: 'Let’s take it one piece at a time.',
    plain: 'Here is what it comes down to.',
    playful: 'Ready? Here we go.',
    formal: 'This film gives a short overview.',
  },
  forAudience: (audience) => `This one is for ${lowerFirst(audience)}.`,
  goal: (goal) => `The aim: ${lowerFirst(goal)}.`,
  agenda: (count) =>
    `There ${count === 1 ? 'is one point' : `are ${englishNumbers[count] ?? count} points`} to look at.`,
  agendaKicker: 'In this film',
  pointKicker: (number, count) => `Point ${number} of ${count}`,
  first: {
    warm: 'Let’s start here.',
    plain: 'First.',
    playful: 'Number one, and no peeking ahead.',
    formal: 'The first point.',
  },
  next: ['Next.', 'And then.', 'Moving on.', 'Another one.'],
  last: {
    warm: 'And one more to finish.',
    plain: 'Last.',
    playful: 'And now, the big finish.',
    formal: 'The final point.',
  },
  pauses: [
    'Take a second with that one.',
    'Think of a case of your own where it would help.',
    'It is short, so it is easy to keep in mind.',
    'Ask yourself where you would use it first.',
    'Say it once in your own words, and see what stays.',
    'If you keep one thing from this scene, keep that.',
    'Picture what it looks like in practice.',
    'Write it down if it is new to you.',
    'You can come back to this scene whenever you need it.',
    'Compare it with the way you do it today.',
    'Try it on something small before you try it on something big.',
    'Tell it to someone else, and you will know whether it is clear.',
  ],
  recap: {
    warm: 'So, let’s look back together.',
    plain: 'In short.',
    playful: 'Quick replay.',
    formal: 'To summarize.',
  },
  recapTitle: 'In short',
  closing: {
    warm: 'Thanks for watching, and enjoy putting it to use.',
    plain: 'That is the whole of it.',
    playful: 'That’s a wrap. Now it’s your turn.',
    formal: 'Thank you for your attention.',
  },
  closingTitle: 'Now it’s your turn',
};

type Few = Omit<Phrasebook, 'opening' | 'first' | 'last' | 'recap' | 'closing'> &
  Record<'opening' | 'first' | 'last' | 'recap' | 'closing', string>;
const book = ({ opening, first, last, recap, closing, ...rest }: Few): Phrasebook => ({
  ...rest,
  opening: forAll(opening),
  first: forAll(first),
  last: forAll(last),
  recap: forAll(recap),
  closing: forAll(closing),
});

const phrasebooks: Record<string, Phrasebook> = {
  en: english,
  de: book({
    opening: 'Schauen wir es uns Schritt für Schritt an.',
    forAudience: (audience) => `Für: ${audience}.`,
    goal: (goal) => `Das Ziel: ${goal}.`,
    agenda: (count) => (count === 1 ? 'Es geht um einen Punkt.' : `Es geht um ${count} Punkte.`),
    agendaKicker: 'In diesem Film',
    pointKicker: (number, count) => `Punkt ${number} von ${count}`,
    first: 'Zuerst.',
    next: ['Als Nächstes.', 'Und weiter.'],
    last: 'Und zum Schluss.',
    pauses: ['Einen Moment Zeit dafür.', 'Wo ließe sich das zuerst anwenden?', 'Das darf man sich merken.'],
    recap: 'Kurz zusammengefasst.',
    recapTitle: 'Kurz gesagt',
    closing: 'Danke fürs Zuschauen.',
    closingTitle: 'Danke fürs Zuschauen',
  }),
  fr: book({
    opening: 'Prenons les choses une par une.',
    forAudience: (audience) => `Pour qui : ${audience}.`,
    goal: (goal) => `L’objectif : ${goal}.`,
    agenda: (count) => (count === 1 ? 'Un seul point à voir.' : `Il y a ${count} points à voir.`),
    agendaKicker: 'Dans ce film',
    pointKicker: (number, count) => `Point ${number} sur ${count}`,
    first: 'Pour commencer.',
    next: ['Ensuite.', 'Et puis.'],
    last: 'Et pour finir.',
    pauses: ['Prenez un instant pour y penser.', 'Où pourriez-vous l’appliquer en premier ?', 'C’est à retenir.'],
    recap: 'En résumé.',
    recapTitle: 'En résumé',
    closing: 'Merci d’avoir regardé.',
    closingTitle: 'Merci d’avoir regardé',
  }),
  es: book({
    opening: 'Vamos paso a paso.',
    forAudience: (audience) => `Para: ${audience}.`,
    goal: (goal) => `El objetivo: ${goal}.`,
    agenda: (count) => (count === 1 ? 'Hay un punto que ver.' : `Hay ${count} puntos que ver.`),
    agendaKicker: 'En este vídeo',
    pointKicker: (number, count) => `Punto ${number} de ${count}`,
    first: 'Para empezar.',
    next: ['Después.', 'Y luego.'],
    last: 'Y para terminar.',
    pauses: ['Piénsalo un momento.', '¿Dónde lo usarías primero?', 'Vale la pena recordarlo.'],
    recap: 'En resumen.',
    recapTitle: 'En resumen',
    closing: 'Gracias por ver este vídeo.',
    closingTitle: 'Gracias por ver este vídeo',
  }),
  it: book({
    opening: 'Vediamolo un passo alla volta.',
    forAudience: (audience) => `Per: ${audience}.`,
    goal: (goal) => `L’obiettivo: ${goal}.`,
    agenda: (count) => (count === 1 ? 'C’è un punto da vedere.' : `Ci sono ${count} punti da vedere.`),
    agendaKicker: 'In questo video',
    pointKicker: (number, count) => `Punto ${number} di ${count}`,
    first: 'Per cominciare.',
    next: ['Poi.', 'E ancora.'],
    last: 'E per finire.',
    pauses: ['Pensaci un momento.', 'Dove lo useresti per primo?', 'Vale la pena ricordarlo.'],
    recap: 'In breve.',
    recapTitle: 'In breve',
    closing: 'Grazie per la visione.',
    closingTitle: 'Grazie per la visione',
  }),
  pt: book({
    opening: 'Vamos por partes.',
    forAudience: (audience) => `Para: ${audience}.`,
    goal: (goal) => `O objetivo: ${goal}.`,
    agenda: (count) => (count === 1 ? 'Há um ponto para ver.' : `Há ${count} pontos para ver.`),
    agendaKicker: 'Neste vídeo',
    pointKicker: (number, count) => `Ponto ${number} de ${count}`,
    first: 'Para começar.',
    next: ['Depois.', 'E mais.'],
    last: 'E para terminar.',
    pauses: ['Pense nisso um momento.', 'Onde usaria isto primeiro?', 'Vale a pena lembrar.'],
    recap: 'Em resumo.',
    recapTitle: 'Em resumo',
    closing: 'Obrigado por assistir.',
    closingTitle: 'Obrigado por assistir',
  }),
  ja: book({
    opening: '順番に見ていきましょう。',
    forAudience: (audience) => `対象：${audience}。`,
    goal: (goal) => `目標：${goal}。`,
    agenda: (count) => `ポイントは${count}つです。`,
    agendaKicker: 'この動画の内容',
    pointKicker: (number, count) => `ポイント ${number} / ${count}`,
    first: 'まず最初に。',
    next: ['次に。', '続いて。'],
    last: '最後に。',
    pauses: ['少し考えてみましょう。', '覚えておきましょう。'],
    recap: 'まとめです。',
    recapTitle: 'まとめ',
    closing: 'ご視聴ありがとうございました。',
    closingTitle: 'ご視聴ありがとうございました',
  }),
  zh: book({
    opening: '我们一步一步来看。',
    forAudience: (audience) => `面向：${audience}。`,
    goal: (goal) => `目标：${goal}。`,
    agenda: (count) => `一共有${count}点。`,
    agendaKicker: '本片内容',
    pointKicker: (number, count) => `第 ${number} 点，共 ${count} 点`,
    first: '首先。',
    next: ['接下来。', '然后。'],
    last: '最后。',
    pauses: ['请想一想。', '值得记住。'],
    recap: '总结一下。',
    recapTitle: '总结',
    closing: '感谢观看。',
    closingTitle: '感谢观看',
  }),
  ar: book({
    opening: 'لننظر إليها خطوة بخطوة.',
    forAudience: (audience) => `لمن: ${audience}.`,
    goal: (goal) => `الهدف: ${goal}.`,
    agenda: (count) => `عدد النقاط: ${count}.`,
    agendaKicker: 'في هذا الفيديو',
    pointKicker: (number, count) => `النقطة ${number} من ${count}`,
    first: 'أولاً.',
    next: ['ثم.', 'بعد ذلك.'],
    last: 'وأخيراً.',
    pauses: ['فكّر في ذلك قليلاً.', 'تذكّر ذلك.'],
    recap: 'باختصار.',
    recapTitle: 'باختصار',
    closing: 'شكراً على المشاهدة.',
    closingTitle: 'شكراً على المشاهدة',
  }),
};

/** For all other languages nothing is said but the user's own words. */
const wordless: Phrasebook = book({
  opening: '',
  forAudience: (audience) => audience,
  goal: (goal) => goal,
  agenda: () => '',
  agendaKicker: '',
  pointKicker: (number, count) => `${number} / ${count}`,
  first: '',
  next: [''],
  last: '',
  pauses: [],
  recap: '',
  recapTitle: '',
  closing: '',
  closingTitle: '',
});

export const phrasebookFor = (language: string): Phrasebook =>
  phrasebooks[language.split('-')[0]?.toLowerCase() ?? ''] ?? wordless;

const byScript: [script: RegExp, language: string][] = [
  [/[\p{Script=Hiragana}\p{Script=Katakana}]/u, 'ja'],
  [/\p{Script=Hangul}/u, 'ko'],
  [/\p{Script=Han}/u, 'zh'],
  [/\p{Script=Arabic}/u, 'ar'],
  [/\p{Script=Hebrew}/u, 'he'],
  [/\p{Script=Devanagari}/u, 'hi'],
  [/\p{Script=Thai}/u, 'th'],
  [/\p{Script=Cyrillic}/u, 'ru'],
  [/\p{Script=Greek}/u, 'el'],
];

/** The language of the words themselves where their script tells it; the brief's says nothing when it was left at English. */
export function languageOf(text: string, briefLanguage: string): string {
  const letters = text.match(/\p{L}/gu) ?? [];
  for (const [script, language] of byScript) {
    const share = letters.filter((letter) => script.test(letter)).length / Math.max(letters.length, 1);
    const isJapanese = language === 'ja' && share > 0.1;
    if (!isJapanese && share <= 0.4) continue;
    const isKnown = !/^(?:en|de|fr|es|it|pt)\b/iu.test(briefLanguage);
    return isKnown ? briefLanguage : language;
  }
  return briefLanguage;
}
