import { create } from 'zustand';

/** A wish to play a job's film, until its player takes it up. */
export const usePlayWish = create<{ jobId: string | undefined }>(() => ({ jobId: undefined }));

export const requestPlay = (jobId: string): void => usePlayWish.setState({ jobId });
export const takePlayWish = (): void => usePlayWish.setState({ jobId: undefined });
