/** How much a name alone says: a `password` is one whatever it looks like, a `key` only if it looks random. */
export interface SecretName {
  rule: string;
  strength: 'strong' | 'weak';
}

const passwords = new Set(
  'password passwd passwort psk pwd passphrase passcode passkey pword psw pw pswd userpass dbpass mypass rootpass pgpassword mdp contrasena'.split(
    ' ',
  ),
);
const secretNouns = new Set(
  'samlresponse samlrequest assertion userpwd proxyuserpwd secretkeybase secret secrets credential credentials creds apikey apikeys apitoken accesstoken authtoken secretkey privatekey accesskey refreshtoken idtoken bearertoken clientsecret appsecret signingkey encryptionkey masterkey connectionstring connstr dsn jwt authorization xauth otp totp sessionid sessid phpsessid jsessionid sessiontoken csrftoken xsrf csrf authkey licensekey webhooksecret subscriptionkey accountkey sharedaccesskey sharedaccesssignature apisecret securitytoken usertoken'.split(
    ' ',
  ),
);
const weakNouns = new Set(
  'hmac license licence salt seed mnemonic key keys token tokens auth session sess sid pass signature sig bearer ticket login pat pin passes jsession subscription cookie cookies ssid'.split(
    ' ',
  ),
);
/** A `key` with one of these before it opens something. */
const keyOpeners = new Set(
  'api access secret private stream auth encryption encrypt decryption decrypt signing sign master license licence account shared subscription service admin client server deploy hmac aes rsa ssh gpg pgp ssl tls crypto cipher activation webhook functions openai anthropic google gemini elevenlabs xi pexels pixabay unsplash stability stripe azure aws groq mistral cohere deepseek replicate deepgram assemblyai huggingface hf github gitlab slack datadog sentry sendgrid twilio maps youtube eleven speech cognitive translator heygen fal luma runway runwayml playht xai together perplexity nvidia openrouter fireworks cerebras cartesia tavily voyage jina freesound giphy kling rapidapi newsapi'.split(
    ' ',
  ),
);
const tokenOpeners = new Set(
  'api access auth authentication authorization bearer refresh id session csrf xsrf security personal bot user app application client secret private oauth oauth2 jwt sas upload deploy registry npm github gitlab gh slack discord telegram hf huggingface replicate vault consul ci webhook device push reset verification invite magic login service account admin root x api2 xauth push2 figma notion sentry cloudflare heroku digitalocean mapbox twitter facebook request subscription storage shared'.split(
    ' ',
  ),
);
const codeOpeners = new Set(
  'verification security auth authorization authentication otp login access confirm confirmation 2fa mfa pin recovery backup sms one time passcode pairing device invite reset unlock'.split(
    ' ',
  ),
);
/** A `key` of one of these finds something and opens nothing. */
const lookupOwners = new Set(
  'cache sort partition primary foreign object index dedupe lookup public idempotency routing row group'.split(' '),
);
const sessionOpeners = new Set('session sess php j asp connect'.split(' '));
/** Words after the noun that leave it one. */
const tails = new Set(
  'base value val text plain plaintext raw str string env prod production dev development stage staging live test testing old new current default previous prev primary secondary main backup admin root user db b64 base64 encoded enc encrypted hash hashed 1 2 3 4 256 512 header id input field data'.split(
    ' ',
  ),
);
/** What tells that a name talks about a secret and is none. */
const denials = new Set(
  'missing invalid no bad wrong expired unknown has is needs require requires required use uses unauthorized incorrect unsupported malformed max min num total remaining'.split(
    ' ',
  ),
);

const headers = new Map([
  ['authorization', 'authorization'],
  ['proxy-authorization', 'authorization'],
  ['x-authorization', 'authorization'],
  ['http_authorization', 'authorization'],
  ['cookie', 'cookie'],
  ['set-cookie', 'cookie'],
  ['cookie2', 'cookie'],
  ['set-cookie2', 'cookie'],
  ['http_cookie', 'cookie'],
]);

/** Personal data that a field's name announces. */
const personal = new Map([
  ['user', 'user-name'],
  ['username', 'user-name'],
  ['logname', 'user-name'],
  ['sudo_user', 'user-name'],
  ['hostname', 'host-name'],
  ['computername', 'host-name'],
  ['userdomain', 'host-name'],
  ['logonserver', 'host-name'],
]);

/** An environment's names are in capitals; `user` in a sentence is no name. */
export const environmentRule = (name: string): string | undefined =>
  /^[A-Z_]+$/.test(name) ? personal.get(name.toLowerCase()) : undefined;

export const headerRule = (name: string): string | undefined => headers.get(name.toLowerCase());

/** Splits `x-apiKey_2` into x, api, key, 2. */
function wordsOf(name: string): string[] {
  return name
    .slice(0, 128)
    .replaceAll(/([a-z\d])([A-Z])/g, '$1 $2')
    .replaceAll(/([A-Z])([A-Z][a-z])/g, '$1 $2')
    .split(/[^A-Za-z0-9]+/)
    .filter((word) => word !== '')
    .map((word) => word.toLowerCase());
}

/** What a name promises; undefined for names that hold no secret. `before` is the word in front of the name. */
export function classifyName(name: string, before = ''): SecretName | undefined {
  const key = `${before} ${name}`;
  if (judged.has(key)) return judged.get(key);
  // Headers mean the same in any case, so `X-ApI-keY` counts; its humps part no words.
  const isRagged = wordsOf(name).join('').length < wordsOf(name).length * 3 && /[a-z]/.test(name) && /[A-Z]/.test(name);
  const secret = (isRagged ? judge(name.toLowerCase(), before) : undefined) ?? judge(name, before);
  if (judged.size >= mostRemembered) judged.clear();
  judged.set(key, secret);
  return secret;
}

/** The same few names come up all the time. */
const judged = new Map<string, SecretName | undefined>();
const mostRemembered = 2_000;

function judge(name: string, before: string): SecretName | undefined {
  const rule = headerRule(name);
  if (rule !== undefined) return { rule, strength: 'strong' };
  const words = wordsOf(name);
  if (words.length === 1 && /^top$/i.test(before)) return undefined;
  if (words.length === 1 && opensName(before.toLowerCase())) words.unshift(before.toLowerCase());
  if (words.at(-1) === 'key' && lookupOwners.has(words.at(-2) ?? before.toLowerCase())) return undefined;
  if (words.length === 0 || words.some((word) => denials.has(word) && word !== words.at(-1))) return undefined;
  let last = words.length - 1;
  while (last > 0 && tails.has(words[last]!) && !isWholeAt(words, last)) last -= 1;
  return classifyWords(words.slice(0, last + 1), words.length - 1 - last, words[last + 1]);
}

const phraseOpeners = /^(?:recovery|seed|backup|secret|wallet|mnemonic|restore)$/;

const opensName = (word: string): boolean =>
  phraseOpeners.test(word) ||
  keyOpeners.has(word) ||
  tokenOpeners.has(word) ||
  codeOpeners.has(word) ||
  word === 'connection';

const isWholeAt = (words: readonly string[], at: number): boolean =>
  words[at] === 'hash' ? !passwords.has(words[at - 1] ?? '') : words[at] === 'id';

function classifyWords(words: readonly string[], tailCount: number, tail: string | undefined): SecretName | undefined {
  const noun = stripNumber(words.at(-1) ?? '');
  const opener = words.at(-2) ?? '';
  if (passwords.has(noun) || misspelled.test(noun) || isGluedPassword(noun)) return strong('password');
  if (noun === 'pass' && opener !== '' && !roundsOfWork.test(opener)) return strong('password');
  if (noun === 'phrase' && phraseOpeners.test(opener)) return { rule: 'seed', strength: 'weak' };
  if (noun === 'codes' && phraseOpeners.test(opener)) return strong('code');
  if ((noun === 'passin' || noun === 'passout') && words.length === 1) return strong('password');
  if (secretNouns.has(opener + noun)) return strong(ruleOfNoun(opener + noun));
  if (secretNouns.has(noun)) return noun === 'secrets' && tailCount > 0 ? undefined : strong(ruleOfNoun(noun));
  if (/^(?:\w{2,16})?(?:apikey|secretkey|accesskey|privatekey|accesstoken|authtoken|apitoken)$/.test(noun))
    return strong(noun.endsWith('token') ? 'token' : 'api-key');
  if ((noun === 'key' || noun === 'keys') && (keyOpeners.has(opener) || keyOpeners.has((words.at(-3) ?? '') + opener)))
    return tail === 'id' && opener !== 'access' ? undefined : strong('api-key');
  if (noun === 'token' && (tokenOpeners.has(opener) || words.length > 1))
    return tail === 'id' ? undefined : strong('token');
  if (noun === 'tokens' && tokenOpeners.has(opener)) return strong('token');
  if (noun === 'code' && codeOpeners.has(opener)) return strong('code');
  if (noun === 'verifier' && opener === 'code') return strong('code');
  if (noun === 'string' && (opener === 'connection' || opener === 'conn')) return strong('connection-string');
  if ((noun === 'id' || noun === 'cookie' || noun === 'token') && sessionOpeners.has(opener))
    return { rule: 'session', strength: 'weak' };
  if (noun === 'signature' && words.length > 1) return { rule: 'signature', strength: 'weak' };
  if (noun === 'url' && opener === 'webhook') return { rule: 'webhook', strength: 'weak' };
  if (/^cv[vc]2?$/.test(noun)) return strong('card-code');
  if (/^[a-z]{3,20}token$/.test(noun)) return { rule: 'token', strength: 'weak' };
  if (words.length <= 3 && passwords.has(words[0] ?? '')) return { rule: 'password', strength: 'weak' };
  if (noun === 'pass') return { rule: 'password', strength: 'weak' };
  if (weakNouns.has(noun)) return tail === 'id' ? undefined : { rule: noun.replace(/s$/, ''), strength: 'weak' };
  return undefined;
}

/** `pasword`, `psswrd`, `passworsd`. */
const misspelled = /^pa?s{1,3}w[ors]{0,4}d{1,2}s?$/;
/** A film is rendered in passes too. */
const roundsOfWork =
  /^(?:first|second|third|one|two|single|multi|render|encode|encoding|encoder|final|low|high|band|all|sub|pre|post|current|last|next|num|number|test|boarding|season|video|audio|tile|depth|shadow|light|color|colour|lint|check|of|per|to|the|will|did|must|can|\d+)$/;

/** `SSHPASS`, `keystorepwd`: a word and a password's name in one. */
const isGluedPassword = (noun: string): boolean =>
  /^[a-z0-9]{1,16}(?:password|passwords|passwd|passphrase|passwort|pass|pwd)$|^(?:bind|root|user|admin|db|my|enable|ssh|olcroot)pw$/.test(
    noun,
  ) &&
  !/^(?:by|com|encom|tres|sur|over|under|low|high|band|multi|single|one|two|first|sub|pre|im|outcom)pass$/.test(noun);

const strong = (rule: string): SecretName => ({ rule, strength: 'strong' });
const stripNumber = (word: string): string => word.replace(/\d{1,3}$/, '') || word;

function ruleOfNoun(noun: string): string {
  if (noun.endsWith('token') || noun === 'jwt') return 'token';
  if (noun.endsWith('key') || noun.endsWith('keys')) return 'api-key';
  if (noun.startsWith('cred')) return 'credential';
  if (noun === 'otp' || noun === 'totp') return 'code';
  if (/sess/.test(noun)) return 'session';
  return /^(?:dsn|conn)/.test(noun) ? 'connection-string' : 'secret';
}

const queryNames = new Set(
  'appid app_id app_key st state code_verifier code_challenge key code sig signature token auth access pass pwd pw secret session sid sessid jwt ticket otp hash hmac sign assertion samlresponse samlrequest id_token state_token credential subscription-key subscription_key client_id k t apitoken authkey auth_key auth_token refresh_token expires_token hdnea hdnts policy key-pair-id'.split(
    ' ',
  ),
);

/** In a query nearly everything that is named after a secret is one. */
export function isSecretParameter(name: string): boolean {
  const lower = name.toLowerCase();
  return (
    queryNames.has(lower) || /^x-(?:amz|goog|oss|cos|ms|bz)-(?:signature|credential|security-token|key)/.test(lower)
  );
}
