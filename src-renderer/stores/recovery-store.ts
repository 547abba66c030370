import { create } from 'zustand';
import type { RecoveredJob } from '../../src-shared/job.ts';
import { call } from '../studio-client.ts';

/** Videos that an earlier studio was making when it crashed or was killed; told once. */
export const useRecovery = create<{ jobs: RecoveredJob[] }>(() => ({ jobs: [] }));

export const loadRecovery = async (): Promise<void> => useRecovery.setState({ jobs: await call('app.recovered') });

export const dismissRecovery = (): void => useRecovery.setState({ jobs: [] });
