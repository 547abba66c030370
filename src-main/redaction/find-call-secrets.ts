import { isDense, isHarmlessValue, looksRandom } from './harmless-values.ts';
import { behindQuote, readQuoted } from './read-value.ts';
import { report, type Scan } from './scan.ts';

/** A constructor or function of a service: what it is given in quotes is its address, its region, and its key. */
const service =
  /(?:client|config|credentials?|key|auth|sdk|subscription|service|provider|api|openai|anthropic|gemini|google|generativeai|eleven|pexels|pixabay|unsplash|stability|azure|groq|mistral|cohere|deepgram|speech|translator|stripe|twilio|bot|connect(?:ion)?|token|secret|signer|sign|hmac|cipher|encrypt|decrypt|setup|configure|init|login|withkey|pinecone|replicate|sendgrid)\w{0,20}$/i;
/** These take an account and then its password. */
const login =
  /(?:^|[.\s:>]|http)(?:auth\s?=|login|log_in|logon|authenticate|sign_?in|auth|getconnection|pdo|connect|credentials?|setbasicauth|basic_?auth|networkcredential|pscredential|set_?auth|set_?credentials|usernamepasswordcredentials|mysqli?|mysql_connect)$/i;
/** `.withPassword("…")`, `PASSWORD('…')`: what such a function is given is one. */
const setter =
  /(?:^|[._>:]|[a-z](?=[A-Z]))(?<!(?:get|has|is|read|find|check|validate|hash|reset|forgot|require|expect|test|t|it|describe)_?)(?:password|passwd|passphrase|apikey|api_key|secret|secretkey|authtoken|accesstoken|bearertoken)$/i;
/** `getByLabel('Password').fill('…')`: what is typed where a password was just named. */
const typist = /(?:^|\.)(?:fill|type|send_?keys|set_?value|enter_?text|input_?text|set_?text|clear_and_type)$/i;
/** `jwt.sign(payload, '…')`, `FTP('host', 'bob', '…')`: the last word is the secret. */
const keyed =
  /(?:^|[^\w])(?:(?:jwt|jsonwebtoken|jose)\.(?:sign|verify|encode|decode)|(?:ftp|ftp_tls|imap|imap4|imap4_ssl|pop3|smtp|ldap|ssh|sftp|telnet|pdo|mysqli)(?:->__construct|\.connect)?)$/i;
const longestCall = 600;
const mostArguments = 5;

/** `new SpeechConfig("…", "westeurope")`, `smtp.login('mailer', '…')`: a secret among what is handed over; `start` is at the bracket. */
export function findCallSecrets(scan: Scan, start: number): void {
  const { text } = scan;
  if (start < scan.callUntil || start === 0 || !/[\w= ]/.test(text[start - 1]!)) return;
  const name = /(?:\bauth\s?=\s?|[\w.$>:-]{2,40}\s?)$/.exec(text.slice(Math.max(0, start - 42), start))?.[0].trim();
  if (name === undefined) return;
  const isLogin = login.test(name);
  const isSetter = setter.test(name);
  const isTyped =
    typist.test(name) && /passw|passphrase|secret|\bpin\b|otp/i.test(text.slice(Math.max(0, start - 90), start + 60));
  const isKeyed = keyed.test(name);
  if (!isLogin && !isSetter && !isTyped && !isKeyed && !service.test(name)) return;
  const given = quotedArguments(text, start + 1);
  scan.callUntil = given.at(-1)?.end ?? start + 1;
  for (const [index, { start: from, end }] of given.entries()) {
    const content = text.slice(from, end);
    if (isHarmlessValue(content)) continue;
    const isPassword =
      (isLogin && index > 0 && index === given.length - 1 && isOneWord(content)) ||
      (isTyped && index === given.length - 1 && isOneWord(content)) ||
      (isKeyed &&
        index === given.length - 1 &&
        isOneWord(content) &&
        (index > 1 || isDense(content) || looksRandom(content, 8))) ||
      (isSetter && given.length === 1 && isOneWord(content) && !/^[a-z]+$/.test(content));
    if (isPassword || /^[0-9a-f]{32,64}$/i.test(content) || looksRandom(content, 24))
      report(scan, { rule: isPassword ? 'password' : 'api-key', start: from, end, from: start });
  }
}

/** What signs with the last word that it is given. */
export const signers = [
  'jwt.sign(',
  'jwt.verify(',
  'jwt.encode(',
  'jwt.decode(',
  'hmac.new(',
  'jws.sign(',
  'cookie.sign(',
];

/** `jwt.sign(payload, '…')`: the key, whatever comes before it. */
export function findSigningKey(scan: Scan, start: number, end: number): void {
  const last = quotedArguments(scan.text, end).findLast(({ start: from, end: to }) => {
    const content = scan.text.slice(from, to);
    return (
      isOneWord(content) &&
      !/^(?:[HREP]S\d{3}|EdDSA|sha\d{1,3}|md5|utf-?8)$/i.test(content) &&
      !isHarmlessValue(content)
    );
  });
  if (last) report(scan, { rule: 'secret', start: last.start, end: last.end, from: start });
}

const isOneWord = (content: string): boolean => /^\S{4,128}$/.test(content) && !/^[a-z]+:\/\//i.test(content);

interface Argument {
  start: number;
  end: number;
}

function quotedArguments(text: string, index: number): Argument[] {
  const found: Argument[] = [];
  const last = Math.min(text.length, index + longestCall);
  for (let at = index; at < last && found.length < mostArguments;) {
    const character = text[at]!;
    if (character === ')' || character === '\n' || character === '{' || character === '(') break;
    const value = character === '"' || character === "'" || character === '`' ? readQuoted(text, at) : undefined;
    if (value) found.push({ start: value.start, end: value.end });
    at = value ? behindQuote(text, value) : at + 1;
  }
  return found;
}
