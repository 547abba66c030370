import { makeStyles, mergeClasses, tokens } from '@fluentui/react-components';
import type { DebugLog } from '../../src-shared/batch-debug.ts';
import { texts } from '../texts.ts';
import { useRowStyles } from './row-styles.ts';
import { barsOf, seriesOf } from './debug-series.ts';

const useStyles = makeStyles({
  root: { display: 'flex', flexDirection: 'column', rowGap: '6px' },
  chart: { display: 'flex', alignItems: 'flex-end', columnGap: '2px', height: '72px' },
  slot: {
    flexGrow: 1,
    flexBasis: 0,
    display: 'flex',
    flexDirection: 'column',
    justifyContent: 'flex-end',
    height: '100%',
    borderBottom: `1px solid ${tokens.colorNeutralStroke2}`,
  },
  axis: { display: 'flex', justifyContent: 'space-between' },
  legend: { display: 'flex', flexWrap: 'wrap', columnGap: '20px', rowGap: '4px' },
  entry: { display: 'inline-flex', alignItems: 'center', columnGap: '6px' },
  swatch: { width: '10px', height: '10px', borderRadius: '2px', flexShrink: 0 },
  // In forced colours a filled box would vanish.
  forced: { '@media (forced-colors: active)': { forcedColorAdjust: 'none' } },
  good: { backgroundColor: tokens.colorNeutralForeground4 },
  most: { backgroundColor: tokens.colorCompoundBrandBackground },
  second: { backgroundColor: tokens.colorNeutralForeground1 },
  other: { backgroundColor: tokens.colorNeutralForeground3 },
  rate: {
    height: '6px',
    borderRadius: '3px',
    overflow: 'hidden',
    backgroundColor: tokens.colorNeutralBackground6,
    maxWidth: '420px',
  },
  fill: { height: '100%', backgroundColor: tokens.colorCompoundBrandBackground },
});

/** Requests over time by status: grey bars, what failed most in the accent. */
export function DebugChart({ log }: { log: DebugLog }) {
  const styles = useStyles();
  const rows = useRowStyles();
  const series = seriesOf(log);
  const bars = barsOf(log, series);
  const most = Math.max(1, ...bars.map((bar) => bar.reduce((sum, number) => sum + number, 0)));
  const counts = series.map(({ status, total }) => texts.debug.status(status, total));
  return (
    <figure className={styles.root}>
      <div
        // oxlint-disable-next-line jsx-a11y/prefer-tag-over-role -- it is drawn by boxes
        role="img"
        aria-label={texts.debug.chart(log.total_requests, log.duration_seconds, counts)}
        className={styles.chart}
      >
        {bars.map((bar, index) => (
          // A slot of time has no other name.
          <div key={index} className={styles.slot}>
            {series.map(({ status, tone }, at) => (
              <div
                key={status}
                className={mergeClasses(styles.forced, styles[tone])}
                style={{ height: `${(100 * (bar[at] ?? 0)) / most}%` }}
              />
            ))}
          </div>
        ))}
      </div>
      <div className={mergeClasses(styles.axis, rows.hint)} aria-hidden="true">
        <span>{texts.debug.chartStart}</span>
        <span>{texts.debug.chartEnd(log.duration_seconds)}</span>
      </div>
      <ul className={styles.legend} aria-label={texts.debug.statuses}>
        {series.map(({ status, tone }, at) => (
          <li key={status} className={mergeClasses(styles.entry, rows.hint)}>
            <span className={mergeClasses(styles.swatch, styles.forced, styles[tone])} aria-hidden="true" />
            {counts[at]}
          </li>
        ))}
      </ul>
      {log.omitted_requests > 0 && <p className={rows.hint}>{texts.debug.omitted(log.omitted_requests)}</p>}
    </figure>
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
