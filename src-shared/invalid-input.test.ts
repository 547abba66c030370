import { describe, expect, test } from 'vitest';
import { invalidInput } from './invalid-input.ts';
import { JobRequest } from './job.ts';

const refused = (request: unknown) => {
  const parsed = JobRequest.safeParse(request);
  if (parsed.success) throw new Error('The schema let it pass.');
  const { code, message } = invalidInput(parsed.error);
  return { code, message };
};

describe('a refused request names its field and what would be right', () => {
  test.each([
    [
      { brief: { topic: 'Bees', durationSeconds: 32_400 } },
      'InvalidInput:durationSeconds',
      '“durationSeconds” must be at most 1,800.',
    ],
    [
      { brief: { topic: 'Bees', durationSeconds: 3 } },
      'InvalidInput:durationSeconds',
      '“durationSeconds” must be at least 10.',
    ],
    [
      { brief: { topic: 'Bees', durationSeconds: 'abc' } },
      'InvalidInput:durationSeconds',
      '“durationSeconds” must be a number.',
    ],
    [{ brief: { topic: '   ' } }, 'InvalidInput:topic', '“topic” must not be empty.'],
    [{ brief: { topic: 'x'.repeat(1_000_000) } }, 'InvalidInput:topic', '“topic” is longer than 2,000 characters.'],
    [{ brief: {} }, 'InvalidInput:topic', '“topic” is missing.'],
    [{ brief: { topic: 'Bees', fps: 30 } }, 'InvalidInput:fps', '“fps” is not known here.'],
    [{ preset: 'demo' }, 'InvalidInput:preset', '“preset” must be sample.'],
    [{ render: { frameRate: 0 } }, 'InvalidInput:frameRate', '“frameRate” must be 24, 25, 30, 50, 60.'],
    [{ render: { resolution: { width: 0, height: 0 } } }, 'InvalidInput:width', '“width” must be at least 320.'],
    [{ brief: { topic: 'Bees', keyPoints: ['fine', ''] } }, 'InvalidInput:keyPoints', '“keyPoints” must not be empty.'],
    ['not a request', 'InvalidInput:input', '“input” must be an object.'],
  ])('%j', (request, code, message) => {
    expect(refused(request)).toEqual({ code, message });
  });
});
