import { create } from 'zustand';

/** The place beside the page that a page may fill with a panel of its own. */
export const useSideSlot = create<{ element: HTMLElement | null }>(() => ({ element: null }));

export const setSideSlot = (element: HTMLElement | null): void => useSideSlot.setState({ element });
