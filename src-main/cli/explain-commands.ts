import type { Command } from 'commander';
import { text as readAll } from 'node:stream/consumers';
import { AnalysisRequest, type FailureAnalysis } from '../../src-shared/diagnostics.ts';
import { StudioError } from '../../src-shared/failure.ts';
import { invalidInput } from '../../src-shared/invalid-input.ts';
import { analyzeFailure } from '../diagnostics/failure-analysis/analyze-failure.ts';
import { createRedactor, thisComputer } from '../redaction/redactor.ts';
import type { Studio } from '../studio.ts';
import type { AddCommands, CommandFrame } from './command-frame.ts';
import { obeySignals } from './obey-signals.ts';
import { printable } from './terminal.ts';

export const addExplainCommands: AddCommands = (program, frame) => {
  program
    .command('explain')
    .description('why a job failed and what helps; "-" reads requests from standard input, JSON, one a line')
    .argument('<job>', 'a job ID, or -')
    .option('--plain', 'ask the chat model in line for plainer words; says first what is sent')
    .option('--dry-run', 'with --plain: say what would be sent, and to whom, and send nothing')
    .action(async (jobId: string, options: { plain?: true; dryRun?: true }, command: Command) => {
      if (options.dryRun && !options.plain)
        throw new StudioError('InvalidInput:dry-run', { message: '--dry-run goes with --plain.' });
      if (jobId === '-') {
        if (options.plain)
          throw new StudioError('InvalidInput:plain', { message: '--plain needs the ID of a job, not requests.' });
        for (const request of readRequests(await readAll(process.stdin))) {
          frame.terminal.answer(JSON.stringify(explain(checked(request))));
        }
        return;
      }
      const studio = await frame.studio(command);
      if (options.plain) return plainly(jobId, options.dryRun === true, { frame, command, studio });
      const answer = await studio.diagnostics.explain(jobId);
      frame.answer(command, answer, () => inWords(answer));
    });
};

interface PlainParts {
  frame: CommandFrame;
  command: Command;
  studio: Studio;
}

/** Shows what a chat model is asked, then what it says; Ctrl+C takes the question back. */
async function plainly(jobId: string, isDryRun: boolean, { frame, command, studio }: PlainParts): Promise<void> {
  const { diagnostics } = studio;
  const evidence = await diagnostics.plainEvidence(jobId);
  if (isDryRun) {
    const to = evidence.asks ? `To ${evidence.asks.provider} (${evidence.asks.model}):` : evidence.hint;
    return frame.answer(command, evidence, () => `${to}\n\n${inLines(evidence.sent)}`);
  }
  if (evidence.asks) frame.terminal.complain(`To ${evidence.asks.provider}:\n\n${inLines(evidence.sent)}\n`);
  const cancel = new AbortController();
  const signals = obeySignals(frame, studio, async () => cancel.abort(new Error('It was canceled.')));
  try {
    const answer = await diagnostics.explainPlainly(jobId, evidence.asks?.provider, cancel.signal);
    frame.answer(command, answer, () =>
      [`In the words of ${answer.provider} (${answer.model}), which may be wrong:`, inLines(answer.text)].join('\n\n'),
    );
  } finally {
    signals.release();
  }
}

const inLines = (text: string): string => text.split('\n').map(printable).join('\n');

const redactor = createRedactor(thisComputer());

const explain = (request: AnalysisRequest): FailureAnalysis =>
  analyzeFailure(request, { redact: (text) => redactor.redactText(text).text, now: () => new Date() });

/** One request, an array of them, or one a line. */
function readRequests(input: string): unknown[] {
  const whole = parse(input);
  if (whole !== undefined) return Array.isArray(whole) ? whole : [whole];
  return input
    .split('\n')
    .filter((line) => line.trim() !== '')
    .map((line, index) => {
      const request = parse(line);
      if (request !== undefined) return request;
      throw new StudioError(`InvalidInput:line ${index + 1}`, { message: `Line ${index + 1} is not JSON.` });
    });
}

function parse(json: string): unknown {
  try {
    return JSON.parse(json) as unknown;
  } catch {
    return undefined;
  }
}

function checked(request: unknown): AnalysisRequest {
  const parsed = AnalysisRequest.safeParse(request, { reportInput: true });
  if (!parsed.success) throw invalidInput(parsed.error);
  return parsed.data;
}

function inWords({ summary, primaryRootCause, secondaryRootCauses, recommendedActions }: FailureAnalysis): string {
  const others = secondaryRootCauses.map(({ type, confidence }) => `${type} (${confidence} of 100)`).join(', ');
  return [
    printable(summary),
    `Cause: ${primaryRootCause.type}, ${primaryRootCause.confidence} of 100`,
    ...(others ? [`Also possible: ${others}`] : []),
    ...primaryRootCause.evidence.map((evidence) => `  ${printable(evidence)}`),
    ...recommendedActions.map(
      ({ priority, title, estimatedMinutes, steps }) =>
        `${priority}. ${title} (about ${estimatedMinutes} min)\n${steps.map((step) => `   - ${step}`).join('\n')}`,
    ),
  ].join('\n');
}
