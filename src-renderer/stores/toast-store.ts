import { create } from 'zustand';
import type { Job } from '../../src-shared/job.ts';
import { useDrawer } from './drawer-store.ts';
import { useRoute } from './route-store.ts';

/** Jobs that ended where the user was not looking. */
export const useToasts = create<{ ended: Job[] }>(() => ({ ended: [] }));

const shownMs = 8000;

export function tellEnded(job: Job): void {
  // The films of a batch are told on its page, not one by one.
  if (job.status === 'Canceled' || job.batchId !== undefined || isInSight(job.jobId)) return;
  useToasts.setState(({ ended }) => ({
    ended: [...ended.filter((other) => other.jobId !== job.jobId), job].slice(-3),
  }));
  setTimeout(() => dismissToast(job.jobId), shownMs);
}

export const dismissToast = (jobId: string): void =>
  useToasts.setState(({ ended }) => ({ ended: ended.filter((job) => job.jobId !== jobId) }));

function isInSight(jobId: string): boolean {
  const { route } = useRoute.getState();
  const drawer = useDrawer.getState();
  return (route.page === 'job' && route.jobId === jobId) || (drawer.isOpen && drawer.jobId === jobId);
}
