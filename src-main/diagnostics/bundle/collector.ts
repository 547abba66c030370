import type { BundleSubject } from './bundle-subject.ts';

/** What a collector found: data for a JSON file, lines of text, or the reason why there is nothing to say. */
export type Collected =
  | { json: Record<string, unknown> }
  | { text: string; sections?: Record<string, unknown> }
  | { omitted: string };

/** One file of the bundle. `sections` and the top-level names of `json` that the manifest knows go into it too. */
export interface Collector {
  fileName: string;
  /** One line for whoever decides what to share. */
  purpose: string;
  collect: (subject: BundleSubject) => Promise<Collected> | Collected;
}
