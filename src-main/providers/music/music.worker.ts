import { open } from 'node:fs/promises';
import { answerCalls } from '../../runtime/answer-calls.ts';
import { wavHeader } from '../wav.ts';
import type { ComposeRequest } from './compose-bed.ts';
import { renderBed } from './render-bed.ts';
import { sampleRate } from './voices.ts';

answerCalls<ComposeRequest, undefined>(async (request, onProgress) => {
  const frameCount = Math.round(request.durationSeconds * sampleRate);
  const file = await open(request.outputPath, 'w');
  try {
    await file.write(wavHeader({ channels: 2, sampleRate, frameCount }));
    let written = 0;
    for (const pcm of renderBed(request)) {
      await file.write(new Uint8Array(pcm.buffer));
      written += pcm.length / 2;
      onProgress(written / frameCount);
    }
  } finally {
    await file.close();
  }
  return undefined;
});
