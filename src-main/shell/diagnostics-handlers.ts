import { existsSync } from 'node:fs';
import { StudioError } from '../../src-shared/failure.ts';
import { bundleFileName } from '../diagnostics/bundle/create-bundles.ts';
import type { Studio } from '../studio.ts';
import type { Handlers } from './answer-call.ts';
import type { Dialogs } from './dialogs.ts';
import type { PathGrants } from './path-grants.ts';

interface DiagnosticsShell {
  studio: Promise<Studio>;
  grants: PathGrants;
  dialogs: Dialogs;
  showInFolder: (path: string) => void;
}

type DiagnosticsCalls =
  | 'app.redact'
  | 'app.showSaved'
  | 'jobs.explain'
  | 'jobs.plainEvidence'
  | 'jobs.issueReport'
  | 'jobs.bundlePreview'
  | 'jobs.saveBundle'
  | 'bundles.saveAgain'
  | 'log.export'
  | 'trace.get'
  | 'report.get'
  | 'report.save'
  | 'space.free';

const zip = { name: 'ZIP', extensions: ['zip'] };
const markdown = { name: 'Markdown', extensions: ['md'] };
const json = { name: 'JSON', extensions: ['json'] };
const text = { name: 'Text', extensions: ['txt', 'log'] };

/** What the window may ask of the diagnostics. Files go only where the user said in a dialog. */
export function createDiagnosticsHandlers(shell: DiagnosticsShell): Pick<Handlers, DiagnosticsCalls> {
  const { studio, dialogs } = shell;
  const diagnostics = async () => (await studio).diagnostics;
  return {
    'app.redact': async ({ text: given }) => (await diagnostics()).redact(given),
    'app.showSaved': ({ path }) => showSaved(path, shell),
    'jobs.explain': async ({ jobId }) => (await diagnostics()).explain(jobId),
    'jobs.plainEvidence': async ({ jobId }) => (await diagnostics()).plainEvidence(jobId),
    'jobs.issueReport': async ({ jobId }) => (await diagnostics()).issueReport(jobId),
    'jobs.bundlePreview': async ({ jobId }) => (await diagnostics()).bundlePreview(jobId),
    'jobs.saveBundle': async ({ jobId, leaveOut }) => {
      // Nobody is asked for a place for what there is not.
      (await studio).jobs.get(jobId);
      const path = await dialogs.saveAs('Save the diagnostics', bundleFileName(jobId, new Date()), zip);
      if (path === undefined) return undefined;
      const bundles = await diagnostics();
      const bundle = await bundles.createBundle(jobId, { leaveOut });
      await bundles.saveBundle(bundle.bundleId, path);
      return { bundle, path };
    },
    'bundles.saveAgain': async ({ bundleId }) => {
      const bundles = await diagnostics();
      const bundle = bundles.bundle(bundleId);
      const path = await dialogs.saveAs('Save the diagnostics', bundle.fileName, zip);
      if (path === undefined) return undefined;
      await bundles.saveBundle(bundleId, path);
      return { bundle, path };
    },
    'log.export': async ({ filter }) => {
      const path = await dialogs.saveAs('Save the log', 'aura-log.txt', text);
      if (path !== undefined) await (await diagnostics()).exportLog(filter, path);
      return path;
    },
    'trace.get': async ({ correlationId }) => (await diagnostics()).trace(correlationId),
    'report.get': async () => (await diagnostics()).report(),
    'report.save': async ({ format }) => {
      const isMarkdown = format === 'markdown';
      const name = isMarkdown ? 'aura-report.md' : 'aura-report.json';
      const path = await dialogs.saveAs('Save the report', name, isMarkdown ? markdown : json);
      if (path !== undefined) await (await diagnostics()).saveReport(path, format);
      return path;
    },
    'space.free': async () => (await diagnostics()).freeSpace(),
  };
}

function showSaved(path: string, { grants, showInFolder }: DiagnosticsShell): void {
  if (!grants.has(path)) {
    throw new StudioError('InvalidInput:path', {
      message: 'That is not a file that you saved here.',
      remediation: 'Save it again.',
    });
  }
  if (!existsSync(path)) {
    throw new StudioError('InputFileMissing', {
      message: 'The file is no longer where it was saved. It was moved or deleted.',
      remediation: 'Save it again.',
      details: { path },
    });
  }
  showInFolder(path);
}
