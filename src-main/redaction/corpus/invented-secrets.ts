import { crc32 } from 'node:zlib';

/** Made at run time from parts, so that no scanner takes the repository for a leak. */
export interface InventedSecret {
  kind: string;
  value: string;
  /** A name that such a secret goes by. */
  name: string;
  /** Found without a name, wherever it stands. */
  standsAlone: boolean;
}

/** A small seeded generator: the corpus is the same in every run. */
export function seededRandom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}

/** Parts a prefix, so that it stands in no file whole. */
const cut = '';
const lower = 'abcdefghijklmnopqrstuvwxyz';
const upper = lower.toUpperCase();
const digits = '0123456789';
const base62 = digits + upper + lower;

/** Random strings of the alphabets that issuers use. */
interface Dice {
  pick: (alphabet: string, length: number) => string;
  any: (length: number) => string;
  word: (length: number) => string;
  hex: (length: number) => string;
  checksummed: (prefix: string) => string;
}

function dice(random: () => number): Dice {
  const pick = (alphabet: string, length: number): string =>
    Array.from({ length }, () => alphabet[Math.floor(random() * alphabet.length)]).join('');
  // Every token has a digit, a capital and a small letter, as all but a few real ones have.
  const any = (length: number): string =>
    `${pick(digits, 1)}${pick(upper, 1)}${pick(lower, 1)}${pick(base62, length - 3)}`;
  const word = (length: number): string => `${any(4)}${pick(`${base62}-_`, length - 5)}${pick(base62, 1)}`;
  const hex = (length: number): string =>
    `${pick(digits, 1)}${pick('abcdef', 1)}${pick('0123456789abcdef', length - 2)}`;
  const checksummed = (prefix: string): string => {
    const body = any(30);
    let rest = crc32(body);
    let sum = '';
    for (let place = 0; place < 6; place += 1) {
      sum = base62[rest % 62]! + sum;
      rest = Math.floor(rest / 62);
    }
    return prefix + body + sum;
  };
  return { pick, any, word, hex, checksummed };
}

const base64url = (data: object): string => Buffer.from(JSON.stringify(data)).toString('base64url');
const alone = (kind: string, name: string, value: string): InventedSecret => ({ kind, name, value, standsAlone: true });
const named = (kind: string, name: string, value: string): InventedSecret => ({
  kind,
  name,
  value,
  standsAlone: false,
});

export function inventSecrets(random: () => number): InventedSecret[] {
  const made = dice(random);
  return [...providerKeys(made), ...platformTokens(made), ...passwords(made)];
}

const providerKeys = ({ pick, any, word, hex }: Dice): InventedSecret[] => [
  alone('openai', 'OPENAI_API_KEY', `sk-${any(20)}T3Blbk${cut}FJ${any(20)}`),
  alone('openai-project', 'OPENAI_API_KEY', `sk-${cut}proj-${word(74)}T3Blbk${cut}FJ${word(74)}`),
  alone('openai-service', 'OPENAI_API_KEY', `sk-${cut}svcacct-${word(58)}`),
  alone('openai-session', 'OPENAI_SESSION', `sess-${any(40)}`),
  alone('anthropic', 'ANTHROPIC_API_KEY', `sk-${cut}ant-api03-${word(93)}AA`),
  alone('google', 'GOOGLE_API_KEY', `AI${cut}zaSy${word(33)}`),
  alone('google-new', 'GEMINI_API_KEY', `AQ${cut}.Ab8RN6${word(44)}`),
  alone('voyage', 'VOYAGE_API_KEY', `pa-${cut}${word(43)}`),
  alone('google-oauth', 'GOOGLE_TOKEN', `ya${cut}29.a0${word(120)}`),
  alone('google-refresh', 'refresh_token', `1//0${word(60)}`),
  alone('google-secret', 'client_secret', `GOC${cut}SPX-${word(28)}`),
  alone('elevenlabs', 'ELEVENLABS_API_KEY', `sk_${hex(48)}`),
  named('elevenlabs-old', 'xi-api-key', hex(32)),
  named('pexels', 'PEXELS_API_KEY', any(56)),
  alone('pixabay', 'PIXABAY_API_KEY', `${pick('123456789', 8)}-${hex(25)}`),
  named('unsplash', 'UNSPLASH_ACCESS_KEY', word(43)),
  alone('stability', 'STABILITY_API_KEY', `sk-${any(48)}`),
  alone('hugging-face', 'HF_TOKEN', `hf_${any(34)}`),
  alone('replicate', 'REPLICATE_API_TOKEN', `r8_${any(37)}`),
  alone('groq', 'GROQ_API_KEY', `gsk_${any(52)}`),
  alone('openrouter', 'OPENROUTER_API_KEY', `sk-${cut}or-v1-${hex(64)}`),
  alone('deepseek', 'DEEPSEEK_API_KEY', `sk-${hex(32)}`),
  named('mistral', 'MISTRAL_API_KEY', any(32)),
  named('azure-openai', 'AZURE_OPENAI_API_KEY', hex(32)),
  alone('azure-openai-new', 'AZURE_OPENAI_KEY', `${any(52)}JQQJ99${any(26)}`),
];

const platformTokens = ({ pick, any, word, hex, checksummed }: Dice): InventedSecret[] => [
  alone('aws-id', 'AWS_ACCESS_KEY_ID', `AK${cut}IA${pick(`${upper}234567`, 16)}`),
  alone('aws-temporary-id', 'AWS_ACCESS_KEY_ID', `AS${cut}IA${pick(`${upper}234567`, 16)}`),
  named('aws-secret', 'AWS_SECRET_ACCESS_KEY', `${any(10)}/${any(18)}+${any(10)}`),
  named('azure-storage', 'AccountKey', `${any(43)}+${any(20)}/${any(21)}==`),
  alone('azure-ad', 'AZURE_CLIENT_SECRET', `${any(3)}8Q~${word(34)}`),
  alone('github', 'GITHUB_TOKEN', checksummed('ghp_')),
  alone('github-app', 'GH_TOKEN', checksummed('ghs_')),
  alone('github-fine', 'GITHUB_PAT', `github_${cut}pat_${any(22)}_${any(59)}`),
  alone('gitlab', 'GITLAB_TOKEN', `gl${cut}pat-${word(20)}`),
  alone('slack', 'SLACK_BOT_TOKEN', `xo${cut}xb-${pick(digits, 12)}-${pick(digits, 12)}-${any(24)}`),
  alone(
    'slack-hook',
    'SLACK_WEBHOOK_URL',
    `https://hooks.${cut}slack.com/services/T${any(8).toUpperCase()}/B${any(10).toUpperCase()}/${any(24)}`,
  ),
  alone('stripe', 'STRIPE_SECRET_KEY', `sk_${cut}live_${any(24)}`),
  alone('stripe-restricted', 'STRIPE_KEY', `rk_${cut}live_${any(24)}`),
  alone('stripe-hook', 'STRIPE_WEBHOOK_SECRET', `wh${cut}sec_${any(32)}`),
  alone('twilio', 'TWILIO_API_KEY', `SK${hex(32)}`),
  named('twilio-auth', 'TWILIO_AUTH_TOKEN', hex(32)),
  alone('sendgrid', 'SENDGRID_API_KEY', `S${cut}G.${word(22)}.${word(43)}`),
  alone('npm', 'NPM_TOKEN', checksummed('npm_')),
  alone('pypi', 'PYPI_TOKEN', `pypi-${cut}AgEIcHlwaS5vcmc${word(120)}`),
  alone('discord', 'DISCORD_TOKEN', `M${any(23)}.${word(6)}.${word(38)}`),
  alone('telegram', 'TELEGRAM_BOT_TOKEN', `${pick('123456789', 10)}:AA${word(33)}`),
  alone(
    'jwt',
    'id_token',
    `${base64url({ alg: 'HS256', typ: 'JWT' })}.${base64url({ sub: any(12), iat: 1_700_000_000 })}.${word(43)}`,
  ),
  alone('mailgun', 'MAILGUN_API_KEY', `key-${hex(32)}`),
  alone('digitalocean', 'DO_TOKEN', `dop_${cut}v1_${hex(64)}`),
  alone('hubspot', 'HUBSPOT_TOKEN', `pat-${cut}na1-${hex(8)}-${hex(4)}-${hex(4)}-${hex(4)}-${hex(12)}`),
  alone('shopify', 'SHOPIFY_TOKEN', `shp${cut}at_${hex(32)}`),
];

const passwords = ({ pick, any, hex }: Dice): InventedSecret[] => [
  named('password', 'DB_PASSWORD', `${any(6)}!${any(3)}`),
  named('password-odd', 'password', `${any(4)}$%^*${any(4)}`),
  named('password-long', 'SMTP_PASSWORD', `Zebra-${pick(lower, 5)}-${pick(digits, 3)}-Lamp`),
  named('secret', 'client_secret', any(24)),
  named('hex-secret', 'SESSION_SECRET', hex(64)),
  named('access-token', 'access_token', any(30)),
];
