import { makeStyles } from '@fluentui/react-components';
import { useEffect, useState } from 'react';
import { texts } from '../texts.ts';
import { ProgressRing } from './progress-ring.tsx';
import { useRowStyles } from './row-styles.ts';

const useStyles = makeStyles({
  root: { display: 'flex', alignItems: 'center', columnGap: '8px', whiteSpace: 'nowrap' },
});

const ringSeconds = 60;

/** Counts down to the moment that the provider named; gone once it has come. */
export function RetryWait({ until }: { until: string }) {
  const styles = useStyles();
  const rows = useRowStyles();
  const [now, setNow] = useState(() => Date.now());
  const leftSeconds = Math.ceil((Date.parse(until) - now) / 1000);
  const isOver = leftSeconds <= 0;
  useEffect(() => {
    if (isOver) return;
    const timer = setInterval(() => setNow(Date.now()), 1000);
    return () => clearInterval(timer);
  }, [isOver]);
  if (isOver) return null;
  return (
    <span className={`${styles.root} ${rows.hint}`}>
      <ProgressRing percent={Math.min(100, (leftSeconds / ringSeconds) * 100)} sizePx={14} />
      {texts.analysis.bestIn(leftSeconds)}
    </span>
  );
}
