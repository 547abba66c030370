import { bodySignals } from './body-signals.ts';
import { exceptionSignals } from './exception-signals.ts';
import { localServerSignals } from './local-server-signals.ts';
import { providerCodeSignals } from './provider-code-signals.ts';
import { quietText } from './quiet-text.ts';
import type { Signal } from './signal.ts';
import { statusSignals } from './status-signals.ts';
import { systemMessageSignals } from './system-messages.ts';
import { systemSignals } from './system-signals.ts';
import { toolSignals } from './tool-signals.ts';
import { translatedSignals } from './translated-signals.ts';
import { wordSignals } from './words/word-signals.ts';

/** Every sign of a cause in a text, whatever kind of program wrote it: what is known by name first, words last. */
export function signalsIn({ label, text }: { label: string; text: string }): Signal[] {
  const searched = { label, text: quietText(text), shown: text };
  const known = [
    providerCodeSignals,
    bodySignals,
    statusSignals,
    systemSignals,
    localServerSignals,
    systemMessageSignals,
    translatedSignals,
    exceptionSignals,
    toolSignals,
  ].flatMap((search) => search(searched));
  const words = wordSignals(searched);
  return [...known.map((signal) => doubted(signal, words)), ...words];
}

/** A phrase counts in full only where the words around it do not speak of something else: “exceeds” may be said of a bill or of a name. */
function doubted(signal: Signal, words: readonly Signal[]): Signal {
  if (signal.source !== 'phrase') return signal;
  const borne = words.find(({ cause }) => cause === signal.cause);
  return borne || words.length === 0 ? signal : { ...signal, strength: signal.strength * 0.75 };
}
