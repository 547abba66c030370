import { createWriteStream } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { pipeline } from 'node:stream/promises';
import JSZip from 'jszip';
import { StudioError } from '../../../src-shared/failure.ts';
import type { Redactor } from '../../redaction/redactor.ts';
import type { BundleSubject } from './bundle-subject.ts';
import type { BundleContents } from './bundle-contents.ts';
import { addReadme } from './gather-entries.ts';
import { manifestName, manifestText } from './manifest.ts';
import { readmeName } from './readme.ts';
import { isClean } from './redact-entry.ts';
import { looksLeakyToOthers } from './second-opinion.ts';
import { openSeal, sealFile } from './seal.ts';

interface PackedBundle {
  bundleId: string;
  subject: BundleSubject;
  contents: BundleContents;
  redactor: Redactor;
}

const leakReason = 'Left out: something that looks private was still in it after it was redacted.';

/**
 * Writes the ZIP to `path`, then reads it again as a stranger would and drops every file that still holds what looks
 * like a secret. `createScanner` makes the one who looks.
 */
export async function packBundle(path: string, bundle: PackedBundle, createScanner: () => Redactor): Promise<void> {
  let { contents } = bundle;
  for (;;) {
    await writeZip(path, { ...bundle, contents });
    const leaking = await findLeaks(await readFile(path), createScanner());
    if (leaking.length === 0) return sealFile(path);
    contents = await without(leaking, contents, bundle);
  }
}

async function writeZip(path: string, { bundleId, subject, contents, redactor }: PackedBundle): Promise<void> {
  const zip = new JSZip();
  const date = subject.createdAt;
  for (const { fileName, text } of contents.entries) zip.file(fileName, text, { date });
  zip.file(manifestName, manifestText(bundleId, subject, contents, redactor), { date });
  const bytes = zip.generateNodeStream({ streamFiles: true, compression: 'DEFLATE', comment: openSeal });
  await pipeline(bytes, createWriteStream(path));
}

/** The names of the files that a second look would still change, or that a scanner of other people's making objects to. */
async function findLeaks(zip: Buffer, scanner: Redactor): Promise<string[]> {
  const leaking: string[] = [];
  for (const file of Object.values((await JSZip.loadAsync(zip)).files)) {
    const text = await file.async('string');
    if (!(await isClean(file.name, text, scanner)) || (await looksLeakyToOthers(file.name, text)))
      leaking.push(file.name);
  }
  return leaking;
}

async function without(
  leaking: readonly string[],
  { entries, omitted }: BundleContents,
  { subject, redactor }: PackedBundle,
): Promise<BundleContents> {
  const dropped = entries.filter(({ fileName }) => leaking.includes(fileName));
  // The manifest says little that no file says: it is clean once they are gone, or there is no bundle.
  if (dropped.length === 0) {
    throw new StudioError('UnknownError', { message: 'The diagnostics could not be made safe to share.' });
  }
  const kept = entries.filter((entry) => !dropped.includes(entry) && entry.fileName !== readmeName);
  const reasons = dropped.map(({ fileName }) => ({ file: fileName, reason: leakReason }));
  const all = [...omitted, ...reasons];
  const againstReadme = all.find(({ file }) => file === readmeName)?.reason;
  const others = all.filter(({ file }) => file !== readmeName);
  return addReadme({ entries: kept, omitted: others }, subject, redactor, againstReadme);
}
