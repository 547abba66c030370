import { create } from 'zustand';
import type { SystemCheck } from '../../src-shared/health.ts';
import { call, stream } from '../studio-client.ts';
import { followForever } from './follow-forever.ts';

/** The studio's last look at its own health; undefined before the first. */
export const useHealth = create<{ result: SystemCheck | undefined }>(() => ({ result: undefined }));

export const checkHealth = async (): Promise<void> => useHealth.setState({ result: await call('system.check') });

export const followHealth = (signal: AbortSignal): Promise<void> =>
  followForever(signal, async () => {
    for await (const result of stream('health.watch', undefined, { signal })) useHealth.setState({ result });
  });
