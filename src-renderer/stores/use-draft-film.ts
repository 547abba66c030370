import { useEffect, useState } from 'react';
import type { Failure } from '../../src-shared/failure.ts';
import type { DraftFilm } from '../../src-shared/ipc.ts';
import type { JobRequestInput } from '../../src-shared/job.ts';
import { call } from '../studio-client.ts';
import { failureOf } from './failure-of.ts';

/** Typing counts as paused after this long; with the drawing of it the film follows within 150 ms. */
const pauseMs = 110;

interface DraftAnswer {
  film?: DraftFilm;
  failure?: Failure;
}

const nothing: DraftAnswer = {};

/** The film that a request would make, asked for anew whenever typing pauses. The last good one stays meanwhile. */
export function useDraftFilm(request: JobRequestInput | undefined): DraftAnswer {
  const [answer, setAnswer] = useState<DraftAnswer>({});
  const asked = request && JSON.stringify(request);
  useEffect(() => {
    if (!asked) return;
    let isNewest = true;
    const ask = () =>
      call('film.draft', JSON.parse(asked) as JobRequestInput).then(
        (film) => isNewest && setAnswer({ film }),
        (error: unknown) => isNewest && setAnswer(({ film }) => ({ ...(film && { film }), failure: failureOf(error) })),
      );
    const timer = setTimeout(() => void ask(), pauseMs);
    return () => {
      isNewest = false;
      clearTimeout(timer);
    };
  }, [asked]);
  return asked ? answer : nothing;
}
