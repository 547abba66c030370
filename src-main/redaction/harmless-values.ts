import { placeholderPattern } from './placeholders.ts';
import { classifyName } from './secret-names.ts';

const states = new Set(
  (
    'true false null nil none undefined nan void yes no on off enabled disabled required optional missing empty unset set present absent found invalid valid incorrect ' +
    'correct expired active inactive unknown default auto ok okay error failed failure success changed updated reset removed added created deleted accepted rejected denied refused ' +
    'redacted hidden masked encrypted hashed secret private public protected none. n/a na string number boolean object array any bytes buffer str int text securestring option ' +
    'password passwd token key apikey api_key secret_key username user email confidential unauthorized forbidden authorization authentication basic bearer digest negotiate ntlm oauth oauth2 ' +
    'header headers cookie cookies session sessions value values name and or not for with was is are has have must should too the a an to of in on at by from that this it its your you ' +
    'please when while where which who if then else but can cannot could will would may might be been being as such via per provided available configured needed supplied given same different ' +
    'include omit same-origin frame keyframe type length size count policy field fields manager store storage file path format pattern prefix rotation limit only never always check see use using new old first last next ' +
    'ready pending loading loaded saved stored cached sent received strict lax todo tbd example placeholder changed. reset. missing. invalid. expired. required. empty.'
  ).split(' '),
);

const functionWords =
  /(?:^|\s)(?:must|is|are|was|were|the|a|an|to|be|been|not|should|at|of|your|for|with|and|or|has|have|can|cannot|please|when|too|by|in|on|if|this|that|it|you|will|does|did|no|from|as|than|least|only|never|do)(?=$|[\s.,;!?])/i;

const proseWord = /^[("'“]?(?:[A-Za-z][a-z'’-]*|[A-Z]{1,5}|\d{1,4})[.,;:!?)"'”]*$/;

/** A sentence about a secret, not one: `must be changed every month`. */
export function isProse(value: string): boolean {
  const words = value.trim().split(/\s+/, 24);
  return words.length >= 3 && functionWords.test(value) && words.every((word) => proseWord.test(word));
}

/** What messages about passwords say; `my dog has fleas` says none of it. */
const messageWords =
  /\b(?:must|shall|should|please|enter|type|give|provide|set|use|required?|valid|invalid|incorrect|wrong|missing|empty|blank|expired?|changed?|reset|match(?:es)?|same|differ(?:s|ent)?|least|most|characters?|letters?|digits?|symbols?|short|weak|strong|pass(?:word|phrase|code)s?|not|no|cannot|can|could|may|will|would|be|been|being|your|you|if|when|for|from|by|to|it|its|this|that|these|is|are|was|were|does|do|did|only|never|always)\b/;

/** Some plain words in small letters, as people make passphrases, that do not speak of one. */
export const isPassphrase = (value: string): boolean =>
  value.length <= 128 && /^[a-z'’]+(?: [a-z'’]+){2,11}$/.test(value) && !messageWords.test(value);

/** What stands where a secret would: an example, a reference, a state, a type. */
export function isHarmlessValue(value: string): boolean {
  if (value.length > longestRemembered) return judgeValue(value);
  const before = judged.get(value);
  if (before !== undefined) return before;
  const verdict = judgeValue(value);
  // Logs say the same again and again; a hostile text must not fill the memory.
  if (judged.size >= mostRemembered) judged.clear();
  judged.set(value, verdict);
  return verdict;
}

const judged = new Map<string, boolean>();
const mostRemembered = 2_000;
const longestRemembered = 64;

function judgeValue(value: string): boolean {
  const trimmed = value.trim();
  if (trimmed === '' || states.has(trimmed.toLowerCase().replace(/[.,;:!?)\]}]+$/, ''))) return true;
  if (
    trimmed.includes('[REDACTED:') &&
    trimmed.replaceAll(placeholderPattern, '').replaceAll(/[^A-Za-z0-9]/g, '').length < 3
  )
    return true;
  return isStandIn(trimmed) || isReference(trimmed);
}

const standIns = [
  /^\([a-z]{2,16}(?: [a-z]{2,16}){1,4}\)$/,
  /^\d{1,7} [a-z]{2,20}(?: [a-z]{2,20}){0,4}[.,;]?$/,
  /^(?:not|is|was|has been|none)\s\w{2,20}[.,;]?$/i,
  /^<[^<>]{1,80}>$/,
  /^\[[A-Za-z][A-Za-z _:#\d-]{1,60}\]$/,
  /^\((?:hidden|redacted|masked|none|null|empty|not set|unset|null value)\)$/i,
  /^([*x.•#?-])\1{2,}$/i,
  /^[*•.]{3,}\S{0,4}$/,
  /^\S{0,8}[*•]{4,}$/,
  /^(?:sk-)?\.{3}$|^…$/,
  /^(?:sk-|ghp_|key-|pk-)?(?:your|insert|enter|put|add|paste|replace)[-_ ]?(?:own[-_ ])?[a-z_ -]*(?:here|key|token|secret|password|value|id)?$/i,
  /^your[\w -]{0,40}$/i,
  /^(?:xxx+|dummy|sample|none|todo|fixme|test|placeholder|example)[-_]?(?:key|token|secret|password|value)?$/i,
  /^sk-[x.*]{2,}$/i,
];

const isStandIn = (value: string): boolean =>
  value.length <= 90 && mayStandIn.test(value) && standIns.some((pattern) => pattern.test(value));

/** Brackets, dots and stars in a row, or one of the words that stand-ins are made of: most values are none of these. */
const mayStandIn =
  /[<[(*•…]|\.{3}|^\d+ [a-z]|(?:not|is|was|has|none)\s|([x.#?-])\1{2}|your|insert|enter|put|add|paste|replace|xxx|dummy|sample|none|todo|fixme|test|placeholder|example|^sk-/i;

const references = [
  /^\$\{?\{?[A-Za-z_][\w.:?-]{0,80}\}{0,2}$/,
  /^\$\{[^}]{1,100}\}$/,
  /^\$\{\{[^{}]{0,100}(?:\}\})?$/,
  /^\$\([^)]{1,100}\)?$/,
  /^%[A-Za-z_]\w{0,60}%$/,
  /^%[sdvq@]$/,
  /^\{\{?[^{}]{0,80}\}?\}$/,
  /^(?:process\.env|import\.meta|os\.environ|os\.getenv|env|ENV|System\.getenv|std::env|config|settings|options|opts|this|self|req|request|ctx|context|props|params|args|argv|secrets|vars|data|body|user|state|response|res|input|form|event|credentials|session|window|document|localStorage|module|var|local|each|provider)(?:[.[(:]|->|\?\.)[\w.[\]()'"$?!:>-]{0,120}$/,
  /^(?:await|new|async|typeof|void|return|function)\s[\w.$]{1,60}[\s(;]?.{0,100}$/,
  /^(?:z|get|fetch|read|load|create|make|generate|decrypt|encrypt|hash|require|import)[A-Za-z]*[.(][\w.$,'"()[\] -]{0,120}$/,
  /^[A-Za-z_$][A-Za-z_$]*(?:\??\.[A-Za-z_$]+)+$/,
  /^\([A-Za-z_$]*[,:)]?$/,
  /^[A-Za-z_$][\w$]{1,60}\([^)]{0,80}\)?;?$/,
  /^(?:&?(?:mut )?)?(?:String|Option|Vec|Array|Promise|Record|Buffer|Uint8Array|SecretString)<.{0,60}$/,
  /^[a-z_$][\w$]*(?:\??\.[\w$]+)+(?:\?\.)?\(/i,
  /^[a-z_$][\w$.]{0,40}\[\w{1,20}\]/i,
  /^(?:async )?function\b ?\*?[\w$]{0,40}\(/,
  /^!(?:Ref|Sub|GetAtt|ImportValue|secret|env|include)\b/,
  /^(?:file|env|vault|ref|secret|op|arn|keyring|keychain):\/{0,2}[\w:/.-]*$/i,
];

/** `newPassword`, `CancellationToken`: what programs call a secret. */
const variable =
  /^[A-Z]?[a-z]+(?:[A-Z][a-z]+)*(?:Token|Password|Secret|Key|Credentials?|Pass|Pwd|TokenSource|TokenProvider)$/;

/** Every reference holds one of these. */
const mayRefer = /[$%{(.<>:\s[!]/;

function isReference(value: string): boolean {
  if (value.length > 200) return false;
  if (variable.test(value)) return true;
  if (mayRefer.test(value) && references.some((pattern) => pattern.test(value))) return true;
  // OPENAI_API_KEY is the name of a variable that holds a key.
  return /^[A-Z][A-Z0-9]*(?:_[A-Z0-9]+)+$/.test(value) && classifyName(value) !== undefined;
}

/** Hashes, IDs, numbers, times, versions, paths: nothing that a vague name such as `key` would make a secret of. */
const ordinary = [
  /^[+-]?[\d.,:_x×/%+-]+[a-z%]{0,4}$/i,
  /^[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}$/i,
  /^(?:[\w-]{1,20}:){0,3}J-[0-9A-Z]{12}$/,
  /^[\w.-]{1,40}\/[0-9a-f]{32,128}$/,
  /^(?:sha\d{1,3}|md5)[-:].*$/i,
  /^(?:[0-9a-f]{32}|[0-9a-f]{40}|[0-9a-f]{64}|[0-9a-f]{128})$/i,
  /^v?\d+\.\d+[\w.+-]*$/i,
  /^\d{4}-\d\d-\d\dT?[\d:.Z+-]*$/,
  /^[a-z]+:\/\/\S*$/i,
  /^(?:\.{1,2}|@[\w-]+)\/[\w./@-]+$/,
  /^(?:[A-Za-z]:)?[\\/](?:[\w.@+-]+[\\/])+[\w.@+-]*\.\w{1,5}(?::\d+){0,2}$/,
  /^[\w.-]*\.(?:mp4|mkv|mov|wav|mp3|png|jpe?g|gif|webp|svg|json|ya?ml|txt|md|ts|js|mjs|cjs|tsx|log|srt|vtt|ass|ttf|woff2?|pem|key|crt|env|db|csv|xml|html|css|zip)$/i,
  /^[a-z]{2,3}(?:[-_][A-Za-z]{2,8}){0,2}$/,
  /^(?:req|msg|chatcmpl|run|file|asst|thread|resp|call|toolu|batch|ft|cmpl|evt|cus|pi|ch)[_-]\w+$/,
];

const isOrdinary = (value: string): boolean => value.length < 200 && ordinary.some((pattern) => pattern.test(value));

/** Made by a machine: letters and digits mixed, or capitals inside. */
export function looksRandom(value: string, minLength: number): boolean {
  if (value.length < minLength || !/^[\w+/=.~!@#$%^&*:-]+$/.test(value.slice(0, 256)) || isOrdinary(value))
    return false;
  const head = value.slice(0, 256);
  if (/\d/.test(head) && /[A-Za-z]/.test(head)) return !/^[a-z]+[-_.]?\d{1,3}$/.test(head);
  const turns = head.match(/[a-z][A-Z]|[A-Z][a-z]/g)?.length ?? 0;
  return head.length >= 16 && !/^[A-Za-z]+(?:[-_.][A-Za-z]+)*$/.test(head)
    ? turns >= 3
    : /^[A-Za-z]{16,}=*$/.test(head) && turns >= head.length / 4;
}

/** Signs of at least three kinds and no blanks, as people and generators make passwords. */
export const isDense = (value: string): boolean =>
  value.length >= 7 &&
  value.length <= 256 &&
  !/\s/.test(value) &&
  !/^[a-z]+:\/\/|^[.\w-]+[/\\][.\w/\\-]*$|^\S*\(\S*\)\S*$|^[<({[].*[>)}\]]$/i.test(value) &&
  [/[a-z]/, /[A-Z]/, /\d/, /[^\w\s.,;:()-]/].filter((kind) => kind.test(value)).length >= 3;

const numbered =
  /^(?:sha|md|utf|base|aes|rsa|rfc|pbkdf|https?|ipv|pkcs|fido|oauth|auth|step|line|page|row|col|column|port|code|error|err|exit|uid|pid|gid|rev|build|job|scene|segment|part|chapter|level|stage|phase|round|attempt|try|field|input|item|user|test|version|ver|type|option|day|week|year|id|slot|key|token|pass|password)[-_.]?\d+$/i;

/** Random, dense, or a word and a number: so people make passwords. `sha256` and `step12` are something else. */
export const isPasswordLike = (value: string): boolean =>
  looksRandom(value, 6) ||
  isDense(value) ||
  (/^[a-z]{3,20}[-_.]?\d{2,4}[!?#*$]?$/i.test(value) && !numbered.test(value));

/** What sentences say of a password after “is”. */
const saidOfPasswords =
  /(?:ed|ing|able|ible|ly|ful|less|ous|ive|ent|ant|en|ary|ory|al|est|er|ment|ion|ity|ness)$|^(?:weak|strong|long|short|wrong|right|good|bad|new|old|safe|secure|secret|unset|blank|null|kept|sent|set|lost|shown|hidden|known|unknown|given|taken|part|one|two|not|too|so|also|just|still|now|here|there|what|why|how|only|more|less|than|the|plain|plaintext|text|clear|cleartext|case|sensitive|correct|incorrect|valid|invalid|empty|missing|mandatory|optional|needed|masked|wrong|fine|ok|okay|yours|mine|ours|absent|present|public|private|simple|complex|unique|random|similar|exact|about|above|below|behind|inside|either|both|neither|none|nothing|something|anything|password|passwords|username|admin|default|example|encrypted|hashed|stored|salted|base|used|found|checked|required|expired|rotated|stale|identical|equal|different|reset|changed|provided|protected|written|read|available|unavailable|compromised|leaked|redacted|enough|because|that|this|your|my|our|their|its|his|her|a|an|in|on|at|of|for|with|by|from|as|to|up|out|off|per|via|like|unlike|case-sensitive|case-insensitive)$/;

/** One word in small letters that no sentence about passwords would use there. */
export const isOddWord = (value: string): boolean => /^[a-z]{6,24}$/.test(value) && !saidOfPasswords.test(value);
