import { describe, expect, test } from 'vitest';
import { JobRequest } from '../../src-shared/job.ts';
import { emptyDraft, fieldOf, lengthIndex, lengthSteps, requestOf } from './draft.ts';

describe('a draft', () => {
  test('asks for nothing while there is nothing to say', () => {
    expect(requestOf({ ...emptyDraft, topic: '  ' })).toBeUndefined();
    expect(requestOf({ ...emptyDraft, source: 'text', topic: 'x', markdown: '\n' })).toBeUndefined();
  });

  test('from a brief carries each line as a key point, and passes the studio’s own check', () => {
    const request = requestOf({ ...emptyDraft, topic: ' Tea ', keyPoints: 'Warm the pot\n\n  Wait \n', audience: '' });
    expect(request?.brief).toMatchObject({ topic: 'Tea', keyPoints: ['Warm the pot', 'Wait'] });
    expect(request?.brief).not.toHaveProperty('audience');
    expect(JobRequest.safeParse(request).success).toBe(true);
  });

  test.each([
    ['---\ntone: warm\n---\n# Café au lait\n\nText', 'Café au lait'],
    ['## First\n\nText', 'First'],
    ['- one\n- two', 'one'],
    ['---', 'Untitled'],
  ])('from the text %j is called %s, and its words stay as they are', (markdown, title) => {
    const request = requestOf({ ...emptyDraft, source: 'text', markdown });
    expect(request?.ownText).toEqual({ markdown });
    expect(request?.brief?.topic).toBe(title);
    expect(JobRequest.safeParse(request).success).toBe(true);
  });
});

test('the field that was refused is found in whichever way it is named', () => {
  expect(fieldOf('InvalidInput:topic')).toBe('topic');
  expect(fieldOf('InvalidInput:brief.keyPoints[3]')).toBe('keyPoints');
  expect(fieldOf('InvalidInput:ownText.markdown')).toBe('markdown');
  expect(fieldOf('InvalidInput:outputPath')).toBeUndefined();
  expect(fieldOf('OutOfDiskSpace')).toBeUndefined();
});

test('the length slider offers what the studio takes, ever longer, and finds its way back', () => {
  expect([lengthSteps[0], lengthSteps.at(-1)]).toEqual([10, 1800]);
  expect(lengthSteps).toEqual([...new Set(lengthSteps)].toSorted((a, b) => a - b));
  expect(lengthSteps[lengthIndex(45)]).toBe(45);
  expect(lengthSteps[lengthIndex(9999)]).toBe(1800);
});
