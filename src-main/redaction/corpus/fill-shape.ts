import { inventSecrets, type InventedSecret } from './invented-secrets.ts';

type Maker = (length: number) => string;

const lower = 'abcdefghijklmnopqrstuvwxyz';
const upper = lower.toUpperCase();
const digits = '0123456789';
const base62 = digits + upper + lower;
const words = 'otter quartz maple summit velvet harbor lantern copper winter falcon bridge tulip marble saffron'.split(
  ' ',
);

/**
 * Fills the blanks of a line of `secret-shapes.txt`: `%A24%` is 24 letters and digits, `%H32%` hexadecimal, `%B44%`
 * base64, `%W43%` with hyphens, `%P%` a password as people make them, `%K:openai%` an invented key; `␤` is a line break.
 */
export function shapeFiller(random: () => number): (shape: string) => string {
  const known = new Map(inventSecrets(random).map((secret: InventedSecret) => [secret.kind, secret.value]));
  const makers = makersOf(random);
  const fixed: Record<string, () => string> = {
    P: () => passwordOf(random, makers),
    U: () => uuidOf(makers),
    JWT: () => known.get('jwt') ?? '',
    BASIC: () => Buffer.from(`bob:${passwordOf(random, makers)}`).toString('base64'),
    BEGIN: () => 'BEGIN',
    END: () => 'END',
  };
  return (shape) =>
    shape.replaceAll('␤', '\n').replace(/%(?:K:([a-z-]+)|([A-Z]+)(\d*))%/g, (blank, kind, name: string, length) => {
      if (kind !== undefined) return known.get(String(kind)) ?? blank;
      return length === '' ? (fixed[name]?.() ?? blank) : (makers[name]?.(Number(length)) ?? blank);
    });
}

function makersOf(random: () => number): Record<string, Maker> {
  const pick = (alphabet: string, length: number): string =>
    Array.from({ length }, () => alphabet[Math.floor(random() * alphabet.length)]).join('');
  const mixed = (length: number): string =>
    length < 4
      ? pick(base62, length)
      : `${pick(digits, 1)}${pick(upper, 1)}${pick(lower, 1)}${pick(base62, length - 3)}`;
  const tailed = (signs: string, count: number) => (length: number) =>
    `${mixed(length - count - 1)}${pick(base62 + signs, count)}${pick(base62, 1)}`;
  return {
    A: mixed,
    B: tailed('+/', 5),
    C: (length) => pick(`${upper}234567`, length),
    D: (length) => pick(digits, length),
    H: (length) => pick('0123456789abcdef', length),
    L: (length) => pick(lower, length),
    O: (length) => pick(`${upper}234567`, length),
    Q: (length) => `${mixed(4)}${pick(`${base62}!@#%^&*()-_[]{}<>~+=,.;:/?|`, length - 5)}${pick(base62, 1)}`,
    S: tailed('', 5),
    W: tailed('-_', 3),
  };
}

function passwordOf(random: () => number, { A, D, L }: Record<string, Maker>): string {
  const word = (): string => words[Math.floor(random() * words.length)] ?? '';
  const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);
  const styles = [
    () => `${capital(word())}${D?.(4)}!`,
    () => `${word()}-${word()}-${D?.(2)}`,
    () => `${A?.(6)}#${A?.(4)}`,
    () => `${word()}${D?.(3)}`,
    () => `${word().replace('a', '4').replace('e', '3')}${D?.(2)}!`,
    () => A?.(16) ?? '',
    () => `${capital(word())}${capital(word())}${D?.(2)}`,
    () => L?.(10) ?? '',
  ];
  return styles[Math.floor(random() * styles.length)]?.() ?? '';
}

const uuidOf = ({ H }: Record<string, Maker>): string => `${H?.(8)}-${H?.(4)}-4${H?.(3)}-a${H?.(3)}-${H?.(12)}`;
