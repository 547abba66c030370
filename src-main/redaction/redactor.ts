import { hostname, userInfo } from 'node:os';
import type { Transform } from 'node:stream';
import { createFinder, type FindSecrets } from './find-secrets.ts';
import { knownSecretTriggers, type KnownSecret } from './known-secrets.ts';
import { createPlaceholders } from './placeholders.ts';
import { redactBlocks, type RedactionCounts } from './redact-blocks.ts';
import { redactionStream } from './redact-stream.ts';
import { redactStructure } from './redact-value.ts';
import { builtInTriggers } from './triggers.ts';

export type { KnownSecret } from './known-secrets.ts';

/** Goes up with every change of what is found; the bundle's manifest names it. */
const rulesVersion = '1.1';

export interface RedactorOptions {
  known?: readonly KnownSecret[];
  userName?: string;
  homeFolder?: string;
  hostName?: string;
}

/** Takes secrets and personal data out of whatever leaves the app. The same secret has the same placeholder throughout one redactor. */
export interface Redactor {
  redactText(text: string): { text: string; counts: RedactionCounts };
  /** JSON data in, JSON data out; values of secret names go whatever they look like. */
  redactValue(value: unknown): unknown;
  /** UTF-8 in, UTF-8 out, of any length in constant memory; `counts` is complete once it has ended. */
  redactStream(): Transform & { readonly counts: RedactionCounts };
  readonly rulesVersion: string;
}

export function createRedactor({
  known = [],
  userName = '',
  homeFolder = '',
  hostName = '',
}: RedactorOptions = {}): Redactor {
  const personal = [
    { kind: 'home-folder', value: isOwnFolder(homeFolder) ? homeFolder : '' },
    { kind: 'user-name', value: userName },
    { kind: 'host-name', value: /^localhost/i.test(hostName) ? '' : hostName },
  ];
  const secrets = [...known, ...personal].flatMap(knownSecretTriggers);
  const find = secrets.length === 0 ? findWithoutKnown() : createFinder([...secrets, ...builtInTriggers]);
  const placeholders = createPlaceholders();
  const redactText = (text: string): { text: string; counts: RedactionCounts } => {
    const blocks = redactBlocks(find, placeholders);
    return { text: blocks.push(text) + blocks.end(), counts: blocks.counts };
  };
  return {
    redactText,
    redactValue: (value) =>
      redactStructure(value, { redactText: (text) => redactText(text).text, placeholderFor: placeholders.for }),
    redactStream: () => redactionStream(redactBlocks(find, placeholders)),
    rulesVersion,
  };
}

let withoutKnown: FindSecrets | undefined;

/** Who knows no secrets of its own shares one automaton. */
function findWithoutKnown(): FindSecrets {
  withoutKnown ??= createFinder(builtInTriggers);
  return withoutKnown;
}

/** `/root` and a bare drive name nobody. */
const isOwnFolder = (folder: string): boolean => folder.length > 3 && !/^(?:\/root|\/home|[A-Za-z]:\\?)$/.test(folder);

/** Who and what this computer is, for `createRedactor`. */
export function thisComputer(): Pick<RedactorOptions, 'userName' | 'homeFolder' | 'hostName'> {
  const { username, homedir } = userInfo();
  return { userName: username, homeFolder: homedir, hostName: hostname() };
}
