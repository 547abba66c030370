import { useCallback, useRef, useState } from 'react';
import type { Failure } from '../../src-shared/failure.ts';
import { failureOf } from './failure-of.ts';

interface Action {
  /** Runs the work once at a time; what it fails with lands in `failure`. */
  run: (work: () => Promise<unknown>) => Promise<void>;
  isBusy: boolean;
  failure: Failure | undefined;
}

/** Something the user asked for in this region: it runs once at a time, and its failure stays in the region. */
export function useAction(): Action {
  const [failure, setFailure] = useState<Failure>();
  const [isBusy, setBusy] = useState(false);
  const isRunning = useRef(false);
  const run = useCallback(async (work: () => Promise<unknown>) => {
    if (isRunning.current) return;
    isRunning.current = true;
    setBusy(true);
    setFailure(undefined);
    try {
      await work();
    } catch (error) {
      setFailure(failureOf(error));
    } finally {
      isRunning.current = false;
      setBusy(false);
    }
  }, []);
  return { run, isBusy, failure };
}
