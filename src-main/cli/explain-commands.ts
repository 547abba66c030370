import type { Command } from 'commander';
import { text as readAll } from 'node:stream/consumers';
import { AnalysisRequest, type FailureAnalysis } from '../../src-shared/diagnostics.ts';
import { StudioError } from '../../src-shared/failure.ts';
import { invalidInput } from '../../src-shared/invalid-input.ts';
import { analyzeFailure } from '../diagnostics/failure-analysis/analyze-failure.ts';
import { createRedactor, thisComputer } from '../redaction/redactor.ts';
import type { AddCommands } from './command-frame.ts';
import { printable } from './terminal.ts';

export const addExplainCommands: AddCommands = (program, frame) => {
  program
    .command('explain')
    .description('why a job failed and what helps; "-" reads requests from standard input, JSON, one a line')
    .argument('<job>', 'a job ID, or -')
    .action(async (jobId: string, _options, command: Command) => {
      if (jobId === '-') {
        for (const request of readRequests(await readAll(process.stdin))) {
          frame.terminal.answer(JSON.stringify(explain(checked(request))));
        }
        return;
      }
      const studio = await frame.studio(command);
      const answer = await studio.diagnostics.explain(jobId);
      frame.answer(command, answer, () => inWords(answer));
    });
};

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
