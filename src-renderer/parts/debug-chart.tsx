import { makeStyles, mergeClasses, tokens } from '@fluentui/react-components';
import type { DebugLog } from '../../src-shared/batch-debug.ts';
import { texts } from '../texts.ts';

const useStyles = makeStyles({
  chart: { display: 'flex', alignItems: 'flex-end', columnGap: '2px', height: '72px', margin: 0 },
  slot: {
    flexGrow: 1,
    flexBasis: 0,
    maxWidth: '16px',
    display: 'flex',
    flexDirection: 'column',
    justifyContent: 'flex-end',
    height: '100%',
  },
  fine: { backgroundColor: tokens.colorNeutralStrokeAccessible, opacity: 0.55 },
  failed: { backgroundColor: tokens.colorCompoundBrandBackground },
  rate: {
    height: '6px',
    borderRadius: '3px',
    overflow: 'hidden',
    backgroundColor: tokens.colorNeutralBackground6,
    maxWidth: '420px',
  },
  fill: { height: '100%', backgroundColor: tokens.colorCompoundBrandBackground },
});

const slots = 40;

/** Requests over time: grey bars, those that failed in the accent. */
export function DebugChart({ log }: { log: DebugLog }) {
  const styles = useStyles();
  const bars = barsOf(log);
  const most = Math.max(1, ...bars.map(({ fine, failed }) => fine + failed));
  return (
    <div
      // oxlint-disable-next-line jsx-a11y/prefer-tag-over-role -- it is drawn by boxes
      role="img"
      aria-label={texts.debug.chart(log.total_requests, log.failed_requests, log.duration_seconds)}
      className={styles.chart}
    >
      {bars.map(({ fine, failed }, index) => (
        // A slot of time has no other name.
        <div key={index} className={styles.slot}>
          <div className={styles.failed} style={{ height: `${(100 * failed) / most}%` }} />
          <div className={styles.fine} style={{ height: `${(100 * fine) / most}%` }} />
        </div>
      ))}
    </div>
  );
}

/** How many of a hundred succeeded. */
export function SuccessRate({ log }: { log: DebugLog }) {
  const styles = useStyles();
  return (
    <div
      // oxlint-disable-next-line jsx-a11y/prefer-tag-over-role -- a meter cannot be styled alike on all systems
      role="meter"
      aria-label={texts.debug.rateBar}
      aria-valuemin={0}
      aria-valuemax={100}
      aria-valuenow={log.success_rate_percent}
      className={styles.rate}
    >
      <div className={mergeClasses(styles.fill)} style={{ width: `${log.success_rate_percent}%` }} />
    </div>
  );
}

function barsOf({ request_timings }: DebugLog): { fine: number; failed: number }[] {
  const bars = Array.from({ length: slots }, () => ({ fine: 0, failed: 0 }));
  const starts = request_timings.map(({ timestamp }) => Date.parse(timestamp));
  const from = Math.min(...starts);
  const span = Math.max(1, Math.max(...starts) - from);
  for (const [index, { error, status }] of request_timings.entries()) {
    const bar = bars[Math.min(slots - 1, Math.floor((((starts[index] ?? from) - from) / span) * slots))];
    if (!bar) continue;
    if (error !== null || status === null || status >= 400) bar.failed += 1;
    else bar.fine += 1;
  }
  return bars;
}
