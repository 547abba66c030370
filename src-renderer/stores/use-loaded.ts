import { useCallback, useEffect, useState } from 'react';
import type { Failure } from '../../src-shared/failure.ts';
import { failureOf } from './failure-of.ts';

interface Loaded<Data> {
  data: Data | undefined;
  failure: Failure | undefined;
  /** Asks once more; what is shown stays until the answer is there. */
  reload: () => void;
}

/** Something the main process knows, asked for whenever `key` changes; an empty key asks for nothing. */
export function useLoaded<Data>(key: string, load: () => Promise<Data>): Loaded<Data> {
  const [answer, setAnswer] = useState<{ key: string; data?: Data; failure?: Failure }>();
  const [round, setRound] = useState(0);
  useEffect(() => {
    if (key === '') return;
    let isWanted = true;
    load().then(
      (data) => isWanted && setAnswer({ key, data }),
      (error: unknown) => isWanted && setAnswer({ key, failure: failureOf(error) }),
    );
    return () => {
      isWanted = false;
    };
    // oxlint-disable-next-line react/exhaustive-deps -- `key` says all that `load` depends on
  }, [key, round]);
  const reload = useCallback(() => setRound((before) => before + 1), []);
  const isOfKey = answer?.key === key;
  return { data: isOfKey ? answer.data : undefined, failure: isOfKey ? answer.failure : undefined, reload };
}
