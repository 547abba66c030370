import { StudioError } from '../../src-shared/failure.ts';
import { findPayloadProblem, type PayloadProblem } from './find-payload-problem.ts';

const explanations: Record<PayloadProblem, string> = {
  'too large': 'holds more than this call takes',
  'too deep': 'is nested too deeply',
  'forbidden key': 'has a key that is never allowed',
  'not plain data': 'holds something that is not plain data',
};

/** Throws InvalidInput for what no schema should have to look at. */
export function checkPayload(payload: unknown, maxBytes: number): void {
  const problem = findPayloadProblem(payload, maxBytes);
  if (!problem) return;
  throw new StudioError('InvalidInput:input', {
    message: `“input” ${explanations[problem]}.`,
    details: { problem, maxBytes },
  });
}
