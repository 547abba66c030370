import { count, joined, percent } from './figures.ts';
import { isMac } from './is-mac.ts';
import { batchTexts } from './texts/batch-texts.ts';
import { debugTexts } from './texts/debug-texts.ts';
import { diagnosticsTexts } from './texts/diagnostics-texts.ts';
import { fieldTexts } from './texts/field-texts.ts';
import { jobTexts } from './texts/job-texts.ts';
import { limitTexts } from './texts/limit-texts.ts';
import { pageTexts } from './texts/page-texts.ts';
import { resilienceTexts } from './texts/resilience-texts.ts';
import { settingsTexts } from './texts/settings-texts.ts';

const modifier = isMac ? '⌘' : 'Ctrl+';

/** Every word that the window shows, in one place. */
export const texts = {
  appName: 'Aura Video Studio',

  keys: (key: string) => `${modifier}${key}`,

  withKeys: (label: string, key: string) => `${label} (${modifier}${key})`,

  quoted: (text: string) => `“${text}”`,

  joined,

  joinedSentences: (...sentences: string[]) => sentences.join(' '),

  nav: {
    label: 'Main',
    home: 'Home',
    create: 'Create',
    jobs: 'Jobs',
    batch: 'Batch',
    diagnostics: 'Diagnostics',
    settings: 'Settings',
  },

  chip: {
    running: (value: number) => `Rendering · ${percent(value)}`,
    finalizing: 'Rendering · finalizing',
    several: (number: number) => `${count(number)} rendering`,
    queued: (number: number) => `${count(number)} queued`,
    tooltip: `Open or close Render status (${modifier}J)`,
  },

  lost: 'The studio does not answer. Finished videos and saved jobs are safe on disk. Close this window and open the app again.',

  ...jobTexts,
  ...pageTexts,
  ...settingsTexts,
  ...fieldTexts,
  ...limitTexts,
  ...resilienceTexts,
  ...diagnosticsTexts,
  ...batchTexts,
  ...debugTexts,
};
