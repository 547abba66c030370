import { create } from 'zustand';

/** The help page that is open in its panel, by its name in docs/help. */
export const useHelp = create<{ page: string | undefined }>(() => ({ page: undefined }));

export const openHelp = (page: string): void => useHelp.setState({ page });
export const closeHelp = (): void => useHelp.setState({ page: undefined });
