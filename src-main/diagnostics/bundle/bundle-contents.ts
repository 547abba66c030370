import type { RedactionCounts } from '../../redaction/redact-blocks.ts';

/** One file as it will be shared. */
export interface BundleEntry {
  fileName: string;
  purpose: string;
  text: string;
  counts: RedactionCounts;
  /** What the manifest takes over from it, redacted. */
  sections: Record<string, unknown>;
}

export interface OmittedFile {
  file: string;
  reason: string;
}

export interface BundleContents {
  entries: BundleEntry[];
  omitted: OmittedFile[];
}
