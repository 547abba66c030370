import { StudioError } from '../../../src-shared/failure.ts';
import { log } from '../../logging/log.ts';
import type { Redactor } from '../../redaction/redactor.ts';
import type { BundleContents, BundleEntry, OmittedFile } from './bundle-contents.ts';
import type { BundleSubject } from './bundle-subject.ts';
import type { Collected, Collector } from './collector.ts';
import { collectors } from './collectors/collector-list.ts';
import { countPlaceholders, jsonText, redactJson, redactLong } from './redact-entry.ts';
import { readme, readmeName, readmePurpose } from './readme.ts';

const leftOutByUser = 'Left out by whoever made this bundle.';

/** Everything but the manifest, redacted. A collector that fails costs its own file and nothing else. */
export async function gatherEntries(
  subject: BundleSubject,
  redactor: Redactor,
  leaveOut: readonly string[] = [],
): Promise<BundleContents> {
  requireKnownNames(leaveOut);
  const contents: BundleContents = { entries: [], omitted: [] };
  for (const collector of collectors) {
    const made = leaveOut.includes(collector.fileName)
      ? { file: collector.fileName, reason: leftOutByUser }
      : await gatherOne(collector, subject, redactor);
    if ('text' in made) contents.entries.push(made);
    else contents.omitted.push(made);
  }
  return addReadme(contents, subject, redactor, leaveOut.includes(readmeName) ? leftOutByUser : undefined);
}

/** Written last, since it names the others, and read first. */
export async function addReadme(
  { entries, omitted }: BundleContents,
  subject: BundleSubject,
  redactor: Redactor,
  reasonAgainst: string | undefined,
): Promise<BundleContents> {
  if (reasonAgainst !== undefined)
    return { entries, omitted: [...omitted, { file: readmeName, reason: reasonAgainst }] };
  const text = await redactLong(readme(subject, { entries, omitted }), redactor);
  const own = { fileName: readmeName, purpose: readmePurpose, text, counts: countPlaceholders(text), sections: {} };
  return { entries: [own, ...entries], omitted };
}

function requireKnownNames(leaveOut: readonly string[]): void {
  const known = new Set([readmeName, ...collectors.map(({ fileName }) => fileName)]);
  const unknown = leaveOut.find((name) => !known.has(name));
  if (unknown === undefined) return;
  throw new StudioError('InvalidInput:leaveOut', { message: `A bundle has no file “${unknown.slice(0, 100)}”.` });
}

async function gatherOne(
  { fileName, purpose, collect }: Collector,
  subject: BundleSubject,
  redactor: Redactor,
): Promise<BundleEntry | OmittedFile> {
  try {
    const collected = await collect(subject);
    if ('omitted' in collected) {
      return { file: fileName, reason: redactor.redactText(collected.omitted).text };
    }
    const { text, sections } = await redacted(collected, redactor);
    return { fileName, purpose, text, counts: countPlaceholders(text), sections };
  } catch (error) {
    log.warn('A file of the diagnostics could not be made', { fileName, reason: String(error) });
    return { file: fileName, reason: redactor.redactText(`It could not be made: ${String(error)}`).text };
  }
}

async function redacted(collected: Exclude<Collected, { omitted: string }>, redactor: Redactor) {
  if ('text' in collected) {
    const sections = await redactJson(collected.sections ?? {}, redactor);
    return { text: await redactLong(collected.text, redactor), sections: sections as Record<string, unknown> };
  }
  const sections = (await redactJson(collected.json, redactor)) as Record<string, unknown>;
  return { text: jsonText(sections), sections };
}
