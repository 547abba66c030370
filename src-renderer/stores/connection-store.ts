import { create } from 'zustand';

/** Whether the main process still answers. */
export const useConnection = create<{ isLost: boolean }>(() => ({ isLost: false }));
