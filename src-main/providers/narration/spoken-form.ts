/** What English makes of signs that flite does not know. */
const signs: Record<string, string> = {
  '½': ' one half ',
  '¼': ' one quarter ',
  '¾': ' three quarters ',
  '°': ' degrees ',
  '×': ' times ',
  '÷': ' divided by ',
  '≈': ' about ',
  '≤': ' at most ',
  '≥': ' at least ',
  '≠': ' is not ',
  '→': ' to ',
  '±': ' plus or minus ',
  µ: ' micro ',
  '€': ' euros ',
  '£': ' pounds ',
  '¥': ' yen ',
  '…': ', ',
  '“': '',
  '”': '',
  '„': '',
  '«': '',
  '»': '',
  '‘': "'",
  '’': "'",
  ß: 'ss',
  æ: 'ae',
  Æ: 'Ae',
  œ: 'oe',
  Œ: 'Oe',
  ø: 'o',
  Ø: 'O',
  ł: 'l',
  Ł: 'L',
  đ: 'd',
  Đ: 'D',
  ð: 'th',
  þ: 'th',
  Þ: 'Th',
  ı: 'i',
};

const greekNames =
  'alpha beta gamma delta epsilon zeta eta theta iota kappa lambda mu nu xi omicron pi rho sigma sigma tau upsilon phi chi psi omega'.split(
    ' ',
  );
const alphaCodePoint = 0x3b1;

/** A letter of the Greek alphabet on its own, as in formulas; a Greek word is no such thing. */
export const loneGreekLetter = /(?<!\p{L})\p{Script=Greek}(?!\p{L})/gu;

/** A longer word is nobody's word: a hash, a line of dashes. The caption shows it whole. */
const longestSpokenCharacters = 60;

/** One token of the text as flite is to say it, in plain ASCII; empty when there is nothing to say (emoji, a dash). */
export function spokenForm(token: string): string {
  const words = token
    .replace(loneGreekLetter, (letter) => ` ${greekName(letter)} `)
    .replace(/([€£¥])(\d[\d.,]*)/g, '$2$1')
    .replace(/(?<=\d)[–—](?=\d)/g, ' to ')
    .replace(/[–—]/g, ', ')
    .replace(/./gu, (character) => signs[character] ?? character)
    .normalize('NFKD')
    // Accents fall away with their marks; emoji and what else is not ASCII goes silently: the share of it is small.
    .replace(/[^\x20-\x7e]/g, '')
    .replace(/[*_`~|^<>[\]{}()\\"]/g, ' ')
    .replace(/(?<=\d)(?=[a-z]{1,2}\b)(?!st\b|nd\b|rd\b|th\b|s\b)/gi, ' ')
    .split(/\s+/)
    .map((word) => word.slice(0, longestSpokenCharacters))
    .join(' ')
    .trim();
  return /[a-z0-9%&$+=@#]/i.test(words) ? words : '';
}

const greekName = (letter: string): string =>
  greekNames[(letter.normalize('NFKD').toLowerCase().codePointAt(0) ?? 0) - alphaCodePoint] ?? '';
