import type { AnalysisRequest, FailureAnalysis, RootCause } from '../../../src-shared/diagnostics.ts';
import { codeSignals, quotedCodeSignals, spelledOut } from './code-signals.ts';
import { causeTitle, describeCause, documentationLinks } from './describe-cause.ts';
import { recommendedActions } from './recommended-actions.ts';
import type { Signal } from './signal.ts';
import { signalsIn } from './signals-in.ts';
import { weighCauses, type WeighedCause } from './weigh-causes.ts';

/** What the studio knows besides the request: gathered from the job, its logs and this computer at the time. */
export interface FailureEvidence {
  signals?: readonly Signal[];
  /** Gives evidence the form in which it may be shown. */
  redact: (text: string) => string;
  now: () => Date;
}

/** Of a long text the two ends are read: the error stands last, its cause often first. */
const readableCharacters = 64_000;
const maximumEvidence = 6;
const mentionedAt = 50;

/**
 * Names the most likely cause of a failure, how sure that is, what proves it and what to do. Reads only what it is given:
 * the same input gives the same answer, without a network.
 */
export function analyzeFailure(request: AnalysisRequest, evidence: FailureEvidence): FailureAnalysis {
  const weighed = weighCauses([...(evidence.signals ?? []), ...requestSignals(request)]);
  const where = {
    ...(request.stage && { stage: request.stage }),
    ...(request.provider && { provider: request.provider }),
  };
  const causes = weighed.map((each) => rootCause(each, where, evidence.redact));
  const [best, ...others] = causes;
  const primary = best && best.confidence >= mentionedAt ? best : unknownCause(request, where, evidence.redact);
  const secondary = (primary === best ? others : causes).slice(0, 3);
  return {
    jobId: request.jobId,
    analyzedAt: evidence.now().toISOString(),
    summary: summarize(primary, request),
    primaryRootCause: primary,
    secondaryRootCauses: secondary,
    recommendedActions: recommendedActions(primary.type),
    documentationLinks: documentationLinks(primary.type),
    confidenceScore: primary.confidence,
  };
}

function requestSignals(request: AnalysisRequest): Signal[] {
  const texts: { label: string; text: string }[] = [];
  if (request.errorMessage) texts.push({ label: 'message', text: bothEnds(request.errorMessage) });
  if (request.stderrTail) texts.push({ label: 'stderr', text: bothEnds(request.stderrTail) });
  const fromCode = request.errorCode ? codeSignals(request.errorCode) : [];
  if (request.errorCode && fromCode.length === 0) {
    texts.push({ label: 'error code', text: request.errorCode });
    texts.push({ label: 'error code', text: spelledOut(request.errorCode) });
    // What a code was about stands in the message: "ENOENT" and "spawn ffmpeg" mean something else together.
    const [firstLine = ''] = bothEnds(request.errorMessage ?? '').split('\n', 1);
    if (firstLine) texts.push({ label: 'error code', text: `${request.errorCode}: ${firstLine.slice(0, 400)}` });
  }
  const quoted = quotedCodeSignals(bothEnds(request.errorMessage ?? ''));
  return [...fromCode, ...quoted, ...texts.flatMap(signalsIn)];
}

const bothEnds = (text: string): string =>
  text.length <= 2 * readableCharacters
    ? text
    : `${text.slice(0, readableCharacters)}\n${text.slice(-readableCharacters)}`;

type Where = Pick<RootCause, 'stage' | 'provider'>;

function rootCause(
  { cause, confidence, signals }: WeighedCause,
  where: Where,
  redact: FailureEvidence['redact'],
): RootCause {
  return {
    type: cause,
    description: describeCause(cause, where.provider),
    confidence,
    evidence: saidOnce(signals.map((signal) => redact(signal.evidence))).slice(0, maximumEvidence),
    ...where,
  };
}

/** Two rules cut the same sentence with and without its full stop, or one a part of what the other shows. */
function saidOnce(evidence: readonly string[]): string[] {
  const bare = evidence.map((words) => words.replace(/[.…\s]+$/, ''));
  return evidence.filter((_, index) => {
    const words = bare[index]!;
    return bare.every((other, at) => at === index || !other.includes(words) || (other === words && index < at));
  });
}

function unknownCause(request: AnalysisRequest, where: Where, redact: FailureEvidence['redact']): RootCause {
  const said = request.errorMessage?.trim() || request.stderrTail?.trim() || request.errorCode?.trim();
  return {
    type: 'Unknown',
    description: describeCause('Unknown', undefined),
    confidence: said ? 30 : 10,
    evidence: said ? [redact(`said: ${said.slice(0, 300)}`)] : [],
    ...where,
  };
}

function summarize(primary: RootCause, request: AnalysisRequest): string {
  const where = request.stage ? ` at ${request.stage}` : '';
  return `${causeTitle(primary.type)}${where}: ${primary.description}`;
}
