import { bodySignals } from './body-signals.ts';
import { exceptionSignals } from './exception-signals.ts';
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
  return [
    providerCodeSignals,
    bodySignals,
    statusSignals,
    systemSignals,
    systemMessageSignals,
    translatedSignals,
    exceptionSignals,
    toolSignals,
    wordSignals,
  ].flatMap((search) => search(searched));
}
