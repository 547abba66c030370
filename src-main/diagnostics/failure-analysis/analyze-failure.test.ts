import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { CauseType, type AnalysisRequest } from '../../../src-shared/diagnostics.ts';
import { appRoot } from '../../runtime/app-files.ts';
import { analyzeFailure } from './analyze-failure.ts';
import { blindFailures } from './blind-failures.test-support.ts';
import { documentationLinks } from './describe-cause.ts';
import { failureCorpus } from './failure-corpus.test-support.ts';
import { recommendedActions } from './recommended-actions.ts';
import { collectedFailures, heldOutFailures } from './words/examples.test-support.ts';

const analyze = (request: Omit<AnalysisRequest, 'jobId'>) =>
  analyzeFailure({ jobId: 'J-0123456789AB', ...request }, { redact: (text) => text, now: () => new Date(0) });
const cause = (errorMessage: string) => analyze({ errorMessage }).primaryRootCause.type;

describe('failure analysis', () => {
  test('the fixed examples answer as the reference says', () => {
    const limited = analyze({
      stage: 'TTS',
      provider: 'ElevenLabs',
      errorCode: '429',
      errorMessage: 'Rate limit exceeded',
    });
    expect(limited.primaryRootCause).toMatchObject({
      type: 'RateLimit',
      confidence: 90,
      stage: 'TTS',
      provider: 'ElevenLabs',
    });
    expect(limited.recommendedActions[0]).toMatchObject({ priority: 1, title: 'Wait and Retry', type: 'WaitAndRetry' });
    expect(analyze({ errorMessage: 'no key configured' })).toMatchObject({
      confidenceScore: 98,
      primaryRootCause: { type: 'MissingApiKey' },
    });
    expect(analyze({ errorMessage: 'ffmpeg not found' })).toMatchObject({
      confidenceScore: 95,
      primaryRootCause: { type: 'FFmpegNotFound' },
    });
    const unknown = analyze({ errorMessage: 'it broke' });
    expect(unknown.primaryRootCause.type).toBe('Unknown');
    expect(unknown.confidenceScore).toBeLessThan(50);
    expect(unknown.recommendedActions[0]?.type).toBe('Support');
  });

  test('at least 97 of 100 real failures get their true cause, and nearly all sure answers are right', () => {
    const answers = failureCorpus.map(([truth, request]) => ({
      truth,
      request,
      answer: analyze(request).primaryRootCause,
    }));
    const wrong = answers.filter(({ truth, answer }) => truth !== answer.type);
    expect(
      wrong.map(({ truth, answer, request }) => `${truth} became ${answer.type}: ${JSON.stringify(request)}`).length /
        answers.length,
    ).toBeLessThan(0.03);
    const sure = answers.filter(({ answer }) => answer.confidence >= 90);
    expect(sure.length).toBeGreaterThan(50);
    expect(sure.filter(({ truth, answer }) => truth === answer.type).length / sure.length).toBeGreaterThanOrEqual(0.98);
  });

  test('at least 95 of 100 failures written down without sight of the rules get their true cause', () => {
    const wrong = blindFailures
      .map(([truth, request]) => ({ truth, request, became: analyze(request).primaryRootCause.type }))
      .filter(({ truth, became }) => truth !== became);
    expect(blindFailures.length).toBeGreaterThan(70);
    expect(wrong.length / blindFailures.length, JSON.stringify(wrong, undefined, 2)).toBeLessThanOrEqual(0.05);
  });

  test('what real programs said gets its true cause, and every cause is in the corpus', () => {
    const wrong = collectedFailures
      .map(([truth, request]) => ({ truth, request, became: analyze(request).primaryRootCause.type }))
      .filter(({ truth, became }) => truth !== became);
    expect(collectedFailures.length).toBeGreaterThan(910);
    for (const type of CauseType.options)
      expect(collectedFailures.filter(([truth]) => truth === type).length).toBeGreaterThan(4);
    expect(wrong.length / collectedFailures.length, JSON.stringify(wrong, undefined, 2)).toBeLessThanOrEqual(0.03);
  });

  test('most failures that neither the rules nor the model ever saw get their true cause, and the bands mean what they say', () => {
    const answers = heldOutFailures.map(([truth, request]) => ({ truth, ...analyze(request).primaryRootCause }));
    const right = ({ truth, type }: (typeof answers)[number]) => truth === type;
    expect(answers.length).toBeGreaterThan(170);
    expect(answers.filter(right).length / answers.length).toBeGreaterThanOrEqual(0.88);
    for (const [from, below] of [
      [90, 101],
      [70, 90],
      [50, 70],
    ] as const) {
      const band = answers.filter(({ confidence }) => confidence >= from && confidence < below);
      const borneOut = (100 * band.filter(right).length) / band.length;
      expect(band.length).toBeGreaterThan(10);
      expect(borneOut, `${from}: ${band.length}`).toBeGreaterThanOrEqual(from === 90 ? 98 : from - 10);
      expect(borneOut, `${from}: ${band.length}`).toBeLessThanOrEqual(below + 9);
    }
  });

  test('of all sure answers 98 in 100 are right, and only what is not known is unsure', () => {
    const answers = [...collectedFailures, ...failureCorpus, ...blindFailures, ...heldOutFailures].map(
      ([truth, request]) => ({ truth, ...analyze(request).primaryRootCause }),
    );
    const sure = answers.filter(({ confidence }) => confidence >= 90);
    expect(sure.filter(({ truth, type }) => truth === type).length / sure.length).toBeGreaterThanOrEqual(0.98);
    for (const { type, confidence } of answers) expect(confidence < 50).toBe(type === 'Unknown');
  });

  test.each(CauseType.options)('%s comes with actions in order, and a page that ships', (type) => {
    const actions = recommendedActions(type);
    expect(actions.map(({ priority }) => priority)).toEqual(actions.map((_action, index) => index + 1));
    for (const { steps, estimatedMinutes, canAutomate, automation } of actions) {
      expect(steps.length).toBeGreaterThan(0);
      expect(estimatedMinutes).toBeGreaterThan(0);
      expect(automation !== undefined).toBe(canAutomate);
    }
    const [link] = documentationLinks(type);
    const page = link?.url.replace('aura-help:', '') ?? '';
    expect(readFileSync(join(appRoot, 'docs', 'help', `${page}.md`), 'utf8')).toMatch(/^# /);
  });

  test('what two rules see in one sentence is shown once', () => {
    const { evidence } = analyze({
      errorCode: 'FFmpegNotFound',
      errorMessage: 'There is no FFmpeg that can be run at “/opt/none”.',
      stderrTail: 'ffmpeg: command not found',
    }).primaryRootCause;
    expect(evidence.filter((words) => words.includes('There is no FFmpeg'))).toHaveLength(1);
    expect(evidence).toContain('error code: FFmpegNotFound');
    expect(evidence.some((words) => words.includes('command not found'))).toBe(true);
  });

  test('what the user named a film is no evidence, and evidence stands as it was said', () => {
    expect(cause('The film titled "Out of memory" could not be finished')).toBe('Unknown');
    const { primaryRootCause } = analyze({ errorMessage: 'The film "Rate limit": ENOSPC: no space left on device' });
    expect(primaryRootCause.type).toBe('InsufficientResources');
    expect(primaryRootCause.evidence[0]).toContain('The film "Rate limit": ENOSPC');
  });

  test.each([
    'model ',
    'datei ',
    '[h264_nvenc @ 0x1] ',
    '\n',
    ' ',
    'quota exceeded ',
    'film "',
    'certificate ',
    'a_',
    'A1_',
  ])('128 KiB of %j take no longer than a blink', (piece) => {
    const errorMessage = piece.repeat(Math.ceil(131_072 / piece.length));
    const started = process.cpuUsage();
    analyze({ errorMessage });
    expect(process.cpuUsage(started).user / 1_000).toBeLessThan(750);
  });

  test('a word or a number that stands there for another reason is no evidence', () => {
    expect(cause('ffmpeg wrote segment 4')).toBe('Unknown');
    expect(cause('job J-400 of batch 401-429 stopped')).toBe('Unknown');
    expect(cause('request 7f400e2b-4290-4031-9500-0a4040000503 was answered')).toBe('Unknown');
  });

  test.each([
    ...['ffmpeg', 'limit', 'Rate', 'quota', 'disk', 'token', '401', '503', 'ElevenLabs', 'elevenlabs error', 'codec'],
    ...['ffmpeg exited with code 1', 'ffmpeg exited with code 234', 'Error while decoding', 'Key: value', 'limit 10'],
    ...['Timeouts are set to 30 s', 'request 429 of 500', 'Memory usage 1.2 GB', 'Network: online', 'FFmpeg stopped'],
    'Memory lane is a film about disk jockeys',
    'The network of bees has a key role in budget time',
    'Narration: the memory of water never runs dry',
    'Title: Too many requests for peace',
  ])('“%s” is no evidence', (message) => {
    const { type, confidence } = analyze({ errorMessage: message }).primaryRootCause;
    expect({ type, isUnsure: confidence < 50 }).toEqual({ type: 'Unknown', isUnsure: true });
  });

  test('a page where data was expected is the service’s fault', () => {
    expect(cause('Expected JSON, got HTML: "<!DOCTYPE html><title>Just a moment..."')).toBe('ProviderUnavailable');
    expect(cause('Unexpected token \'<\', "<!DOCTYPE "... is not valid JSON')).toBe('ProviderUnavailable');
    expect(cause('brief.json: Unexpected token } in JSON at position 4')).toBe('InvalidInput');
  });

  test.each([
    ['ProviderUnavailable', 'We are experiencing elevated error rates'],
    ['NetworkError', 'La connexion a été réinitialisée par le pair'],
    ['InsufficientResources', 'cudaErrorMemoryAllocation'],
  ])('%s: “%s”', (type, message) => {
    expect(cause(message)).toBe(type);
  });

  test('a quota is a quota whatever status it comes with', () => {
    expect(cause('HTTP 401 {"detail":{"status":"quota_exceeded"}}')).toBe('BudgetExceeded');
    expect(cause('HTTP 429 insufficient_quota')).toBe('BudgetExceeded');
    expect(cause('HTTP 400 Your credit balance is too low')).toBe('BudgetExceeded');
  });

  test('a full disk is a full disk although FFmpeg says it', () => {
    const answer = analyze({
      errorCode: 'FFmpegFailedExitCode:1',
      stderrTail: 'av_interleaved_write_frame(): No space left on device',
    });
    expect(answer.primaryRootCause.type).toBe('InsufficientResources');
    expect(answer.primaryRootCause.evidence.join()).toContain('No space left on device');
  });

  test('the same input gives the same answer, and a megabyte of hostile text takes no longer than a blink', () => {
    const errorMessage = 'HTTP 4'.repeat(170_000) + 'no api key '.repeat(1000);
    const started = process.cpuUsage();
    const first = analyze({ errorMessage });
    expect(process.cpuUsage(started).user / 1_000).toBeLessThan(1000);
    expect(analyze({ errorMessage })).toEqual(first);
  });
});
