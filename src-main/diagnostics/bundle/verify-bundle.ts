import { createHash } from 'node:crypto';
import { readFile, stat } from 'node:fs/promises';
import { Readable } from 'node:stream';
import { Ajv, type ValidateFunction } from 'ajv';
import JSZip, { type JSZipObject } from 'jszip';
import { z } from 'zod';
import { StudioError } from '../../../src-shared/failure.ts';
import { createFullRedactor } from '../../redaction/full-redactor.ts';
import { assetPath } from '../../runtime/app-files.ts';
import { manifestName } from './manifest.ts';
import { isClean } from './redact-entry.ts';
import { checkSeal } from './seal.ts';
import { looksLeakyToOthers } from './second-opinion.ts';

export interface BundleVerdict {
  isValid: boolean;
  problems: string[];
  /** What is worth knowing and no fault. */
  notes: string[];
  bundleId?: string | undefined;
  jobId?: string | undefined;
  fileCount: number;
}

const mostZipBytes = 200_000_000;
/** No file of ours comes near; a ZIP bomb does. */
const mostFileBytes = 64_000_000;

const Manifest = z.object({
  bundleId: z.string().optional(),
  job: z.object({ jobId: z.string() }),
  files: z.array(z.object({ fileName: z.string(), sizeBytes: z.number(), sha256: z.string().optional() })).default([]),
});
type Manifest = z.infer<typeof Manifest>;

/** Whether a ZIP is a bundle as it was made, and safe to share. Throws `NotFound:file` and `InvalidInput:file`. */
export async function verifyBundle(path: string): Promise<BundleVerdict> {
  const zip = await readZip(path);
  const problems: string[] = [];
  const notes: string[] = [];
  const seal = checkSeal(zip);
  if (seal === 'broken') problems.push('The ZIP was changed after it was made: its seal does not fit.');
  if (seal === 'none') notes.push('Another program packed this ZIP, so only its files can be checked.');
  const files = await unpack(zip, problems);
  const manifest = await readManifest(files.get(manifestName), problems);
  if (manifest) problems.push(...differences(manifest, files));
  problems.push(...(await leaks(files)));
  const { bundleId, job } = manifest ?? {};
  return { isValid: problems.length === 0, problems, notes, bundleId, jobId: job?.jobId, fileCount: files.size };
}

async function readZip(path: string): Promise<Buffer> {
  const found = await stat(path).catch(() => undefined);
  if (!found?.isFile()) throw new StudioError('NotFound:file', { message: `There is no file “${path}”.` });
  if (found.size > mostZipBytes) {
    throw new StudioError('InvalidInput:file', { message: 'This file is far too large for a diagnostics bundle.' });
  }
  return readFile(path);
}

async function unpack(zip: Buffer, problems: string[]): Promise<Map<string, Buffer>> {
  const files = new Map<string, Buffer>();
  const archive = await JSZip.loadAsync(zip).catch((error: unknown) => {
    problems.push(`It is no ZIP that can be read: ${error instanceof Error ? error.message : String(error)}`);
  });
  for (const file of Object.values(archive?.files ?? {})) {
    try {
      files.set(file.name, await bytesOf(file));
    } catch (error) {
      problems.push(`${file.name} cannot be unpacked: ${error instanceof Error ? error.message : String(error)}`);
    }
  }
  return files;
}

async function bytesOf(file: JSZipObject): Promise<Buffer> {
  const parts: Buffer[] = [];
  let sizeBytes = 0;
  // JSZip's own stream is of an older kind that cannot be iterated.
  for await (const part of new Readable().wrap(file.nodeStream())) {
    parts.push(part as Buffer);
    sizeBytes += (part as Buffer).length;
    if (sizeBytes > mostFileBytes) throw new Error('it is far too large');
  }
  return Buffer.concat(parts);
}

async function readManifest(bytes: Buffer | undefined, problems: string[]): Promise<Manifest | undefined> {
  if (!bytes) {
    problems.push('There is no manifest.json in it.');
    return undefined;
  }
  const data = parseJson(bytes);
  const validate = await manifestSchema();
  if (!validate(data)) {
    const faults = (validate.errors ?? []).slice(0, 10);
    problems.push(
      ...faults.map(({ instancePath, message }) => `manifest.json${instancePath} ${message ?? 'is wrong'}`),
    );
  }
  return Manifest.safeParse(data).data;
}

function parseJson(bytes: Buffer): unknown {
  try {
    return JSON.parse(bytes.toString('utf8'));
  } catch {
    return undefined;
  }
}

async function manifestSchema(): Promise<ValidateFunction> {
  const schema = JSON.parse(await readFile(assetPath('diagnostic-bundle.schema.json'), 'utf8')) as object;
  const ajv = new Ajv({ allErrors: true });
  ajv.addFormat('date-time', (text) => /^\d{4}-\d\d-\d\dT/.test(text) && !Number.isNaN(Date.parse(text)));
  return ajv.compile(schema);
}

function differences({ files: listed }: Manifest, files: ReadonlyMap<string, Buffer>): string[] {
  const names = new Set([manifestName, ...listed.map(({ fileName }) => fileName)]);
  const strangers = [...files.keys()].filter((name) => !names.has(name));
  return [
    ...strangers.map((name) => `${name} is not in the manifest.`),
    ...listed.flatMap(({ fileName, sizeBytes, sha256 }) => {
      const bytes = files.get(fileName);
      if (!bytes) return `${fileName} is missing.`;
      if (bytes.length !== sizeBytes) return `${fileName} has ${bytes.length} bytes and not ${sizeBytes}.`;
      return createHash('sha256').update(bytes).digest('hex') === sha256
        ? []
        : `${fileName} was changed: its SHA-256 differs.`;
    }),
  ];
}

async function leaks(files: ReadonlyMap<string, Buffer>): Promise<string[]> {
  const redactor = createFullRedactor();
  const problems: string[] = [];
  for (const [name, bytes] of files) {
    const text = bytes.toString('utf8');
    if (!(await isClean(name, text, redactor)) || (await looksLeakyToOthers(name, text)))
      problems.push(`${name} holds what looks private.`);
  }
  return problems;
}
