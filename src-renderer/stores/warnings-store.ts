import { create } from 'zustand';
import { call } from '../studio-client.ts';

/** What the user must be told once at start: a damaged file that was kept aside, settings that are not in use. */
export const useWarnings = create<{ warnings: string[] }>(() => ({ warnings: [] }));

export const loadWarnings = async (): Promise<void> => useWarnings.setState({ warnings: await call('app.warnings') });

export const dismissWarnings = (): void => useWarnings.setState({ warnings: [] });
