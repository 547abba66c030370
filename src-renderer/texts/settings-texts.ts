import type { KeyPlace } from '../../src-shared/provider-keys.ts';
import type { ProviderKind, ProviderName } from '../../src-shared/provider-settings.ts';
import { clock, span } from '../figures.ts';

const stock = 'stock';
const generated = 'generated';
const onThisComputer = 'on this computer';

/** What the settings pages say of providers, keys, limits and privacy. */
export const settingsTexts = {
  settingsTabs: {
    providers: 'Providers',
    rendering: 'Rendering',
    resilience: 'Resilience',
    privacy: 'Privacy',
    about: 'About',
  },

  providers: {
    intro: 'The first provider that can do the work does it. The last in each list works offline and always stands by.',
    kinds: { LLM: 'Script', TTS: 'Narration', Images: 'Pictures' } satisfies Record<ProviderKind, string>,
    offline: 'Work offline',
    offlineHint: 'Opens no connection at all.',
    offlineForced: 'The studio was started offline: AURA_OFFLINE is set.',
    stepIn: 'Let the next one step in',
    stepInHint: 'On outages, rate limits and open breakers. Never on a wrong key.',
    notes: {
      Template: onThisComputer,
      Flite: onThisComputer,
      Cards: onThisComputer,
      System: 'this computer’s own voice',
      LocalLLM: 'a server of your own',
      LocalDiffusion: 'a server of your own',
      OwnFiles: 'beside your text',
      Pexels: stock,
      Pixabay: stock,
      Unsplash: stock,
      Stability: generated,
    } satisfies Partial<Record<ProviderName, string>> as Partial<Record<ProviderName, string>>,
    always: 'Always',
    noKeyNeeded: 'No key needed',
    addKey: 'Add key',
    addKeyFor: (name: string) => `Add key for ${name}`,
    keyEnds: (ending: string | undefined) => (ending === undefined ? 'Key saved' : `Key ends in …${ending}`),
    keyFrom: 'From the environment',
    newKey: 'New key, not saved yet',
    move: (name: string, place: number, count: number) => `Move ${name}, ${place} of ${count}`,
    moveHint: 'Drag it, or press Alt with the arrow keys',
    movedTo: (name: string, place: number, count: number) => `${name} is now ${place} of ${count}`,
    switchOf: (name: string) => `Use ${name}`,
    health: {
      healthy: 'Healthy',
      needsKey: 'Needs a key',
      needsNetwork: 'Needs network',
      open: (seconds: number | undefined) => (seconds === undefined ? 'Open, held' : `Open, ${clock(seconds)}`),
      halfOpen: 'Half-open',
      testFailed: 'Test failed',
      failing: (times: number) => `Failed ${times === 1 ? 'last time' : `${times} times`}`,
      slow: (seconds: number) => `Slow, ${span(seconds)}`,
      unknown: 'Not tried yet',
    },
    key: (name: string) => `${name} key`,
    showKey: 'Show what was typed',
    hideKey: 'Hide what was typed',
    test: 'Test',
    testing: 'Testing',
    save: 'Save',
    remove: 'Remove',
    testGood: (seconds: number, left: string | undefined) =>
      `Answered in ${span(seconds)}.${left === undefined ? '' : ` ${left.replace(/\.$/, '')}.`}`,
    typeFirst: 'Paste a key first.',
    offlineTest: 'You work offline: nothing can be tested.',
    places: {
      keyring: 'Stored in the system keyring, never in a file.',
      session: 'No keyring here: kept in memory until you quit.',
      file: 'Stored unencrypted in a file that only you can read, by your consent.',
    } satisfies Record<Exclude<KeyPlace, 'environment'>, string>,
    fromEnvironment: (variable: string) =>
      `Read from the environment variable ${variable}. Change it where you start the studio.`,
    model: 'Model',
    voice: 'Voice',
    baseUrl: 'Address',
    usual: 'The provider’s own',
    leaves: {
      LLM: 'Sends topic, audience, goal, tone and key points of the brief. Texts of your own are never sent.',
      TTS: 'Sends the words that are spoken, a scene at a time.',
      stock: 'Sends a few search words for each scene.',
      generated: 'Sends a description of each picture, and what is said meanwhile.',
      local: 'Nothing leaves this computer.',
      ownServer: 'Sends the same to the address below, and to nobody else.',
    },
    budget: 'Budget',
    perJob: 'For one video',
    perMonth: 'For a month',
    budgetHint: 'US dollars; empty is no limit. A video that would cost more is refused before it spends anything.',
    spent: (usd: string) => `${usd} spent this month.`,
    noLimit: 'No limit',
  },
};
