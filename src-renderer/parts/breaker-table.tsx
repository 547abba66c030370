import { Button, makeStyles, mergeClasses, tokens } from '@fluentui/react-components';
import { failureArgument, failureFamily } from '../../src-shared/failure.ts';
import { failureTexts } from '../../src-shared/failure-texts.ts';
import type { BreakerState, ResilienceUpdate } from '../../src-shared/resilience.ts';
import { timeOfDay } from '../figures.ts';
import { call } from '../studio-client.ts';
import { useAction } from '../stores/use-action.ts';
import { useNow } from '../stores/use-now.ts';
import { texts } from '../texts.ts';
import { ErrorCard } from './error-card.tsx';
import { HealthLabel, type HealthIcon } from './health-label.tsx';
import { secondsUntil } from './provider-health.ts';
import { ProgressRing } from './progress-ring.tsx';
import { useRowStyles } from './row-styles.ts';

const columns = '170px 104px 136px minmax(0, 1fr) minmax(0, 250px) 82px';
const narrow = '150px 96px 64px minmax(0, 1fr) minmax(0, 190px) 82px';

const useStyles = makeStyles({
  row: {
    display: 'grid',
    gridTemplateColumns: columns,
    alignItems: 'center',
    columnGap: '12px',
    minHeight: '43px',
    borderBottom: `1px solid ${tokens.colorNeutralStroke3}`,
    fontSize: tokens.fontSizeBase300,
    '@container page (max-width: 1100px)': { gridTemplateColumns: narrow },
  },
  columns: { minHeight: 0, padding: '0 0 8px', borderBottom: `1px solid ${tokens.colorNeutralStroke2}` },
  name: { fontWeight: 500 },
  inARow: { display: 'flex', alignItems: 'center', columnGap: '10px', fontVariantNumeric: 'tabular-nums' },
  marks: { display: 'flex', columnGap: '2px', '@container page (max-width: 1100px)': { display: 'none' } },
  mark: { width: '7px', height: '10px', borderRadius: '2px', backgroundColor: tokens.colorNeutralBackground6 },
  marked: { backgroundColor: tokens.colorNeutralForeground3 },
  next: { display: 'flex', alignItems: 'center', columnGap: '8px', minWidth: 0 },
  soon: { fontWeight: 600, fontVariantNumeric: 'tabular-nums' },
  end: { justifySelf: 'end' },
  note: { maxWidth: '620px', marginTop: '16px' },
});

const words = texts.resilience;
const mostMarks = 10;

const looks: Record<BreakerState['state'], HealthIcon> = { Closed: 'healthy', Open: 'open', HalfOpen: 'halfOpen' };
const rank: Record<BreakerState['state'], number> = { Open: 0, HalfOpen: 1, Closed: 2 };

interface BreakerTableProps {
  update: ResilienceUpdate;
  /** Failures in a row that open one. */
  threshold: number;
  /** Good probes that close one. */
  probesNeeded: number;
  /** Milliseconds that one stays open. */
  breakMs: number;
}

/** Every breaker, the troubled ones first, with what happens next. */
export function BreakerTable({ update, threshold, probesNeeded, breakMs }: BreakerTableProps) {
  const styles = useStyles();
  const rows = useRowStyles();
  const { run, isBusy, failure } = useAction();
  const nowMs = useNow(update.circuitBreakers.some(({ state }) => state === 'Open'));
  const sorted = update.circuitBreakers.toSorted(
    (one, other) => rank[one.state] - rank[other.state] || other.failureCount - one.failureCount,
  );
  const press = (name: 'resilience.reset' | 'resilience.isolate', breaker: string) =>
    void run(() => call(name, { name: breaker }));
  return (
    <>
      <div className={mergeClasses(styles.row, styles.columns, rows.label)} aria-hidden="true">
        {words.columns.map((column) => (
          <span key={column}>{column}</span>
        ))}
      </div>
      <ul aria-label={words.breakers}>
        {sorted.map((breaker) => (
          <li key={breaker.name} className={styles.row} aria-label={breaker.name}>
            <span className={mergeClasses(styles.name, rows.oneLine)}>{breaker.name}</span>
            <HealthLabel icon={looks[breaker.state]} words={words.states[breaker.state]} />
            <InARow count={breaker.failureCount} threshold={threshold} />
            <span className={mergeClasses(rows.meta, rows.oneLine)}>{lastFailureOf(breaker, update)}</span>
            {breaker.state === 'HalfOpen' ? (
              <span className={rows.text}>{words.probing(update.goodProbes[breaker.name] ?? 0, probesNeeded)}</span>
            ) : (
              <Next breaker={breaker} nowMs={nowMs} breakMs={breakMs} />
            )}
            <span className={styles.end}>
              {breaker.state === 'Closed' ? (
                <Button
                  size="small"
                  appearance="subtle"
                  disabledFocusable={isBusy}
                  aria-label={words.isolateOf(breaker.name)}
                  title={words.isolateHint}
                  onClick={() => press('resilience.isolate', breaker.name)}
                >
                  {words.isolate}
                </Button>
              ) : (
                <Button
                  size="small"
                  disabledFocusable={isBusy}
                  aria-label={words.resetOf(breaker.name)}
                  onClick={() => press('resilience.reset', breaker.name)}
                >
                  {words.reset}
                </Button>
              )}
            </span>
          </li>
        ))}
      </ul>
      {failure && <ErrorCard failure={failure} isCompact />}
      <p className={`${rows.meta} ${styles.note}`}>{sorted.length === 0 ? words.noBreakers : words.breakersNote}</p>
    </>
  );
}

function InARow({ count, threshold }: { count: number; threshold: number }) {
  const styles = useStyles();
  const rows = useRowStyles();
  return (
    <span className={`${styles.inARow} ${rows.hint}`}>
      {threshold <= mostMarks && (
        <span className={styles.marks} aria-hidden="true">
          {Array.from({ length: threshold }, (_, index) => (
            <span key={index} className={mergeClasses(styles.mark, index < count && styles.marked)} />
          ))}
        </span>
      )}
      {words.ofThreshold(count, threshold)}
    </span>
  );
}

function Next({ breaker, nowMs, breakMs }: { breaker: BreakerState; nowMs: number; breakMs: number }) {
  const styles = useStyles();
  const rows = useRowStyles();
  if (breaker.state === 'Closed') return <span />;
  const seconds = secondsUntil(breaker, nowMs);
  if (seconds === undefined) return <span className={rows.text}>{words.held}</span>;
  return (
    <span className={styles.next}>
      <ProgressRing percent={Math.min(100, 100 - (seconds * 100_000) / Math.max(1, breakMs))} />
      <span className={styles.soon} role="timer">
        {words.triesAgain(seconds)}
      </span>
    </span>
  );
}

function lastFailureOf({ name, lastFailure }: BreakerState, { metrics }: ResilienceUpdate): string {
  const lastError = metrics.providers.find((one) => one.name === name)?.lastError;
  const failedAt = lastFailure ?? lastError?.timestamp;
  if (failedAt === undefined) return words.none;
  if (!lastError) return timeOfDay(failedAt);
  const said = failureTexts[failureFamily(lastError.code)].message(failureArgument(lastError.code));
  return `${timeOfDay(failedAt)}, ${said.replace(/\.$/, '')}`;
}
