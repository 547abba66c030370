import { create } from 'zustand';
import { readKept, writeKept } from './kept-state.ts';

interface DrawerState {
  isOpen: boolean;
  /** The job last touched: the one that the drawer shows. */
  jobId: string | undefined;
}

const storageKey = 'drawer';

/** Kept over a reload of the window, which may happen in mid-render. */
export const useDrawer = create<DrawerState>(() => ({
  isOpen: false,
  jobId: undefined,
  ...readKept<DrawerState>(sessionStorage, storageKey),
}));

useDrawer.subscribe((state) => writeKept(sessionStorage, storageKey, state));

export const openDrawer = (jobId: string): void => useDrawer.setState({ isOpen: true, jobId });
export const showInDrawer = (jobId: string): void => useDrawer.setState({ jobId });
export const closeDrawer = (): void => useDrawer.setState({ isOpen: false });
