import { bodySignals } from './body-signals.ts';
import type { Signal } from './signal.ts';
import { statusSignals } from './status-signals.ts';
import { systemSignals } from './system-signals.ts';
import { toolSignals } from './tool-signals.ts';
import { translatedSignals } from './translated-signals.ts';

/** What the user called a thing: a film named “401 Unauthorized” is no refused key. */
const givenName =
  /(?<=\b(?:film|video|titled?|brief|project|scene|chapter|topic|named|called):? )(?:"[^"\n]{1,200}"|“[^”\n]{1,200}”|„[^“\n]{1,200}“)/gi;

const withoutNames = (text: string): string => text.replaceAll(givenName, (name) => ' '.repeat(name.length));

/** Every sign of a cause in a text, whatever kind of program wrote it. */
export function signalsIn({ label, text }: { label: string; text: string }): Signal[] {
  const searched = { label, text: withoutNames(text), shown: text };
  return [bodySignals, statusSignals, systemSignals, translatedSignals, toolSignals].flatMap((search) =>
    search(searched),
  );
}
