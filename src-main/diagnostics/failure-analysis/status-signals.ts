import { excerpt, type KnownCause, type SearchedText, type Signal } from './signal.ts';

const statusCauses: Record<number, { cause: KnownCause; strength: number }> = {
  400: { cause: 'InvalidInput', strength: 78 },
  401: { cause: 'InvalidApiKey', strength: 88 },
  402: { cause: 'BudgetExceeded', strength: 90 },
  403: { cause: 'InvalidApiKey', strength: 78 },
  404: { cause: 'InvalidInput', strength: 77 },
  405: { cause: 'InvalidInput', strength: 70 },
  407: { cause: 'NetworkError', strength: 88 },
  408: { cause: 'Timeout', strength: 85 },
  409: { cause: 'InvalidInput', strength: 55 },
  413: { cause: 'InvalidInput', strength: 85 },
  415: { cause: 'InvalidInput', strength: 85 },
  420: { cause: 'RateLimit', strength: 84 },
  422: { cause: 'InvalidInput', strength: 88 },
  429: { cause: 'RateLimit', strength: 88 },
  431: { cause: 'InvalidInput', strength: 70 },
  451: { cause: 'InvalidInput', strength: 65 },
  500: { cause: 'ProviderUnavailable', strength: 82 },
  502: { cause: 'ProviderUnavailable', strength: 88 },
  503: { cause: 'ProviderUnavailable', strength: 90 },
  504: { cause: 'Timeout', strength: 84 },
  507: { cause: 'InsufficientResources', strength: 80 },
  511: { cause: 'NetworkError', strength: 86 },
  520: { cause: 'ProviderUnavailable', strength: 85 },
  521: { cause: 'ProviderUnavailable', strength: 88 },
  522: { cause: 'Timeout', strength: 76 },
  524: { cause: 'Timeout', strength: 84 },
  523: { cause: 'ProviderUnavailable', strength: 85 },
  525: { cause: 'ProviderUnavailable', strength: 80 },
  526: { cause: 'ProviderUnavailable', strength: 80 },
  530: { cause: 'ProviderUnavailable', strength: 85 },
  529: { cause: 'ProviderUnavailable', strength: 90 },
};

// Three digits are a status only where something says so: an ID, a port, a size or a time holds digits as well.
const named =
  /\b(?:https?(?:\/[\d.]{1,3})?(?: (?:error|status|response|code))?|status(?:[ _]?code)?|response(?: status| code)?|errors?|(?:error[ _])code|answer(?:s|ed|ing)|(?:answer|reply) was|returned|responded(?: with)?|replied(?: with)?|failed with|(?:failed|unable) to (?:fetch|load|download|get|request|call|generate)(?: \w{1,12}){0,2}|got|received|refused with|\w{2,20}Error)["']?[ :=(#[]{1,4}["']?(?:an? |with |of |status |code |HTTP |http )?([45]\d\d)(?![\w.-]*[\w])(?! ?(?:ms|s|sec|seconds|minutes|MB|GB|kB|KB|bytes|frames|fps|px|kbps|words|characters|credits|items|times|requests|retries)\b)/gi;
const phrased =
  /(?<![\w.-])([45]\d\d)[ :-]{1,3}["']?(?:too many requests|unauthori[sz]ed|forbidden|not found|bad request|payment required|request time-?out|internal server error|bad gateway|service unavailable|gateway time-?out|unprocessable|payload too large|request entity too large|unsupported media type|conflict|method not allowed|overloaded|client error|server error|rate limit|web server is|a timeout occurred|connection timed out)/gi;
const inJson = /["'](?:code|status|status_?code|http_?status)["'] ?: ?["']?([45]\d\d)\b/gi;
// An answer logged as status and body: `404 {…}`, `{…} (404)`.
const beside = /(?<=(?:^|\n)[ \t]{0,8})([45]\d\d)[ :-]{1,3}(?=[{<])|(?<=[}>] \(?)([45]\d\d)(?=\)?[ \t]{0,8}(?:\n|$))/g;
// SDKs put the status first: `400 Your input …`; a number of things is no status: `402 records processed`.
const first =
  /^(?:\w{0,20}error:? )?\s{0,8}([45]\d\d)(?:: | [-–] ?| (?=[a-z(<{["'])(?!(?!status|access|this|does|is|has|was|bytes)\w+s\b(?! (?:is|was|are|has))|(?:of|ms|s|sec|px|kb|mb|gb|x)\b))/gi;
/** A number as the whole error code is a status; as a whole message it may be anything. */
const lone = /^\s*(?:HTTP|E|ERR|status)[_ -]?([45]\d\d)\s*$/i;
const loneCode = /^\s*([45]\d\d)\s*$/;

/** HTTP statuses, where the text names them as such. */
export function statusSignals(searched: SearchedText): Signal[] {
  const found = new Map<number, string>();
  for (const pattern of [named, phrased, inJson, beside, first]) {
    for (const match of searched.text.matchAll(pattern)) {
      const status = Number(match[1] ?? match[2]);
      if (!found.has(status)) found.set(status, excerpt(searched.shown, match.index, match[0].length));
    }
  }
  const alone = lone.exec(searched.text) ?? (searched.label === 'error code' ? loneCode.exec(searched.text) : null);
  if (alone) found.set(Number(alone[1]), searched.text.trim());
  return [...found].flatMap(([status, evidence]) => {
    const known = statusCauses[status];
    return known ? [{ ...known, source: 'status' as const, evidence: `${searched.label}: ${evidence}` }] : [];
  });
}
