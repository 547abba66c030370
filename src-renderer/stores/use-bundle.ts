import { useCallback, useState } from 'react';
import type { BundlePreview, SavedBundle } from '../../src-shared/diagnostics.ts';
import type { Failure } from '../../src-shared/failure.ts';
import type { Job } from '../../src-shared/job.ts';
import { call } from '../studio-client.ts';
import { useAction } from './use-action.ts';
import { useLoaded } from './use-loaded.ts';

/** A job's diagnostics on their way to a ZIP: what is in it, what the user leaves out, where it was saved. */
export interface BundleWork {
  preview: BundlePreview | undefined;
  previewFailure: Failure | undefined;
  leftOut: ReadonlySet<string>;
  setIncluded: (fileName: string, isIncluded: boolean) => void;
  saved: SavedBundle | undefined;
  hasExpired: boolean;
  isBusy: boolean;
  failure: Failure | undefined;
  /** Asks where to; nothing happens when the user thinks better of it. */
  download: () => Promise<void>;
  saveAgain: () => Promise<void>;
  show: () => Promise<void>;
}

export function useBundle(job: Job): BundleWork {
  const { jobId } = job;
  const { data: preview, failure: previewFailure } = useLoaded(`${jobId} ${job.status}`, () =>
    call('jobs.bundlePreview', { jobId }),
  );
  const { run, isBusy, failure } = useAction();
  const [leftOut, setLeftOut] = useState<ReadonlySet<string>>(new Set());
  const [saved, setSaved] = useState<SavedBundle>();
  const [hasExpired, setExpired] = useState(false);
  const setIncluded = useCallback((fileName: string, isIncluded: boolean) => {
    setLeftOut((before) => {
      const after = new Set(before);
      if (isIncluded) after.delete(fileName);
      else after.add(fileName);
      return after;
    });
    // What was saved is not what is ticked any more.
    setSaved(undefined);
  }, []);
  const take = (answer: SavedBundle | undefined): void => {
    if (!answer) return;
    setSaved(answer);
    setExpired(false);
  };
  return {
    preview,
    previewFailure,
    leftOut,
    setIncluded,
    saved,
    hasExpired,
    isBusy,
    failure,
    download: () => run(async () => take(await call('jobs.saveBundle', { jobId, leaveOut: [...leftOut] }))),
    saveAgain: () =>
      run(async () => {
        if (!saved) return;
        // Past its day it is gone, which is no fault: a new one is a button away.
        if (Date.parse(saved.bundle.expiresAt) <= Date.now()) return (setSaved(undefined), setExpired(true));
        take(await call('bundles.saveAgain', { bundleId: saved.bundle.bundleId }));
      }),
    show: () => run(async () => saved && call('app.showSaved', { path: saved.path })),
  };
}
