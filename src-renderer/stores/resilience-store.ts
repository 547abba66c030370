import { create } from 'zustand';
import type { ResilienceUpdate } from '../../src-shared/resilience.ts';
import { stream } from '../studio-client.ts';
import { followForever } from './follow-forever.ts';

/** How the providers do, as the main process last told; undefined until it has. */
export const useResilience = create<{ update: ResilienceUpdate | undefined }>(() => ({ update: undefined }));

/** Follows it for as long as the window lives. */
export const followResilience = (signal: AbortSignal): Promise<void> =>
  followForever(signal, async () => {
    for await (const update of stream('resilience.watch', undefined, { signal })) useResilience.setState({ update });
  });
