import { answerCalls } from '../runtime/answer-calls.ts';
import type { CardRequest } from './card-request.ts';
import { createCardRenderer } from './card-renderer.ts';

const renderer = createCardRenderer();

answerCalls(
  async (request: CardRequest) => new Uint8Array(await (await renderer).render(request)),
  (png) => [png.buffer],
);
