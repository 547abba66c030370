import { useEffect, useState } from 'react';

/** The time, anew each second while `isTicking`: for countdowns. */
export function useNow(isTicking: boolean): number {
  const [nowMs, setNowMs] = useState(() => Date.now());
  useEffect(() => {
    if (!isTicking) return;
    const timer = setInterval(() => setNowMs(Date.now()), 250);
    return () => clearInterval(timer);
  }, [isTicking]);
  return nowMs;
}
