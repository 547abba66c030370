import { blanks, characterSet, endOfRun, startOfRun, whitespace } from './characters.ts';

/** A name as it stands in the text, and the word before it, as in `API key`. */
export interface PlacedName {
  start: number;
  end: number;
  text: string;
  before: string;
}

/** Where a name's value begins, and by what it is tied to the name. */
export interface Place {
  at: number;
  tie: 'assigned' | 'argument' | 'colon' | 'option' | 'tuple' | 'element' | 'said' | 'beside';
}

const nameCharacters = characterSet(/[\w.$-]/);
const wordsOnly = characterSet(/[A-Za-z0-9]/);
const longestName = 64;

export function readName(text: string, hitStart: number, hitEnd: number): PlacedName {
  const start = startOfRun(text, hitStart, nameCharacters, longestName);
  let end = endOfRun(text, hitEnd, nameCharacters, longestName);
  // `secret-->` closes an XML remark and `token.` a sentence.
  while (end > hitEnd && /[.-]/.test(text[end - 1]!)) end -= 1;
  const hasBlankBefore = text[start - 1] === ' ' && start > 1;
  const wordStart = hasBlankBefore ? startOfRun(text, start - 1, wordsOnly, 20) : start;
  return { start, end, text: text.slice(start, end), before: hasBlankBefore ? text.slice(wordStart, start - 1) : '' };
}

const assignment =
  /^(?:\\*["'`]|\]|\)|\*{1,2}|[?!]){0,5}(?:[ \t]for[ \t](?:user[ \t]|key[ \t])?["'`]?[\w./@%'"`-]{1,60}["'`]?)?[ \t]{0,64}(?:(?:provided|used|given|supplied|received|value|header|string|field|phrase|words|set|now|here|was|is)[ \t]{0,4}){0,2}(?:(=>|:=|[!?+~|]?={1,3}|->|<-|→)|(:{1,2}|：))/i;
/** `password: str = "…"`, `let token: &'static str = …`: a type stands between. */
const typed =
  /^\??[ \t]{0,4}:[ \t]{0,4}(?:&?(?:'static[ \t])?(?:str|string|text|char\*?|varchar|bytes|any|object|secretstr|(?:Optional|Option|Secret|Final)(?:\[\w{1,12}\]|<\w{1,12}>)))(?:[ \t]{0,2}\|[ \t]{0,2}(?:null|undefined|none))?[?!]?[ \t]{0,4}=[ \t]{0,4}/i;
/** `setopt(curl, CURLOPT_PASSWORD, "…")`, `#define PASSWORD "…"`. */
const argument = /^[ \t]{0,4},[ \t]{0,8}(?=[bLNu@]?["'`])/;
const tuple =
  /^\\*["'`]\s{0,16},\s{0,32}(?:\\*["']?(?:value|val|content|data|secret|stringValue|string_value)\\*["']?\s{0,4}[:=]\s{0,16})?/i;
const record = /^["'`]?\s{0,4}[,;]?\s{1,32}["']?(?:value|val|content|stringValue)["']?\s{0,4}[:=]\s{0,16}/i;
const formPart = /^"(?:; ?[\w*]{1,16}="?[^"\r\n]{0,80}"?){0,2}(?:\r?\n[\w-]{1,32}: ?[^\r\n]{1,80}){0,3}\r?\n\r?\n/;
const attribute =
  /^["']\s{1,16}(?:[\w:-]{1,32}=["'][^"'<>]{0,64}["']\s{1,8}){0,2}(?:value|content|val|data)\s{0,4}=\s{0,4}/i;
const element =
  /^(?:["']?(?:\s{1,8}[\w:-]{1,32}=["'][^"'<>]{0,64}["']){0,4}\s{0,4})>(?:\s{0,8}<(?:value|string|data|text)[^<>]{0,64}>)?/i;
const propertyListValue = /^<\/(?:key|name|dt|th|td)>\s{0,32}<(?:string|value|data|integer|dd|td)>/;
const cell = /^[ \t`*]{0,40}\|[ \t`*]{0,40}/;
const said =
  /^(?:["'`)]?[ \t]{1,4})(?:(?:for|of)[ \t](?:(?:the|user|account|host|this)[ \t]){0,2}[\w.@-]{1,40}[ \t]{1,4})?(?:lautet|ist|is now|is set to|set to|was set to|changed to|is|was|to|equals|=)[ \t]{1,4}/;

/** What stands between a name and its value, if a value follows at all. */
export function findPlace(text: string, name: PlacedName): Place | undefined {
  const rest = text.slice(name.end, name.end + 240);
  const behind = (match: RegExpExecArray, tie: Place['tie']): Place => ({ at: name.end + match[0].length, tie });
  const opener = text[name.start - 1] ?? '';
  const declared = typed.exec(rest);
  if (declared) return behind(declared, 'assigned');
  const assigned = assignment.exec(rest);
  if (assigned) return behind(assigned, assigned[2] === undefined ? 'assigned' : 'colon');
  const attributed = attribute.exec(rest);
  if (attributed) return behind(attributed, 'assigned');
  const inForm = formPart.exec(rest);
  if (inForm) return behind(inForm, 'option');
  const recorded = record.exec(rest);
  if (recorded) return behind(recorded, 'assigned');
  const paired = tuple.exec(rest);
  if (paired) return behind(paired, paired[0].length > 4 && /[:=]/.test(paired[0]) ? 'assigned' : 'tuple');
  const listed = propertyListValue.exec(rest);
  if (listed) return behind(listed, 'element');
  const tagged = element.exec(rest);
  const isTag =
    opener === '<' || (opener === ':' && /<\w{1,20}:$/.test(text.slice(Math.max(0, name.start - 22), name.start)));
  if (tagged && (isTag || rest.startsWith('"') || rest.startsWith("'"))) return behind(tagged, 'element');
  if (name.text.startsWith('-')) return optionPlace(text, name);
  const argued = argument.exec(rest);
  if (argued && !/["'`]/.test(opener)) return behind(argued, 'argument');
  const celled = cell.exec(rest);
  if (celled) return behind(celled, 'assigned');
  const spoken = said.exec(rest);
  if (spoken) return behind(spoken, 'said');
  return besidePlace(text, name);
}

function optionPlace(text: string, name: PlacedName): Place | undefined {
  const at = endOfRun(text, name.end, whitespace, 8);
  return at === name.end || text[at] === '-' ? undefined : { at, tie: 'option' };
}

/** `password hunter2x`, `Using API key (abc…)`: a blank is a weak tie, the value must look the part. */
function besidePlace(text: string, name: PlacedName): Place | undefined {
  let at = endOfRun(text, name.end, blanks, 64);
  if (at === name.end) return undefined;
  if (/["'`([{]/.test(text[at] ?? '')) at += 1;
  return { at, tie: isDirective(text, name, at) ? 'option' : 'beside' };
}

/** `login bob password x` in a netrc, `setx NAME x`, Docker's `ENV NAME x`: there a blank ties firmly. */
function isDirective(text: string, name: PlacedName, at: number): boolean {
  // A setting of nginx, Apache or OpenLDAP: a name that no sentence would hold, and one word to the end of the line.
  const isCompound = /[a-z][A-Z]|_|^(?:bind|root|user|enable)pw$/.test(name.text);
  if (
    isCompound &&
    /^(?=\S*[^a-z])\S{4,128};?[ \t]*(?:\r?\n|$)|^[a-z]{8,24};?[ \t]*(?:\r?\n|$)/.test(text.slice(at, at + 140))
  )
    return true;
  const line = text.slice(Math.max(0, name.start - 80), name.start);
  return (
    /(?:^|\s)(?:login[ \t]+\S{1,64}\s{1,16}|setx[ \t]+|(?:^|\n)(?:ENV|ARG)[ \t]+)$/.test(line) ||
    /(?:^|\s)(?:identified[ \t]+by|with[ \t]+(?:encrypted[ \t]+)?|#[ \t]*define[ \t]+)$/i.test(line)
  );
}
