import { Button, makeStyles, tokens } from '@fluentui/react-components';
import { ArrowDownloadRegular } from '@fluentui/react-icons/svg/arrow-download';
import { useEffect, useState } from 'react';
import type { HourFigures, ResilienceMetrics } from '../../src-shared/resilience.ts';
import { AnswerTimes } from '../parts/answer-times.tsx';
import { BreakerTable } from '../parts/breaker-table.tsx';
import { DayChart } from '../parts/day-chart.tsx';
import { ErrorCard } from '../parts/error-card.tsx';
import { useRowStyles } from '../parts/row-styles.ts';
import { useResilience } from '../stores/resilience-store.ts';
import { useSettings } from '../stores/settings-store.ts';
import { useAction } from '../stores/use-action.ts';
import { call } from '../studio-client.ts';
import { texts } from '../texts.ts';

const useStyles = makeStyles({
  figures: {
    display: 'grid',
    gridTemplateColumns: 'repeat(3, minmax(0, 1fr))',
    marginBottom: '28px',
  },
  figure: {
    display: 'grid',
    gridTemplateColumns: 'minmax(0, 1fr) auto',
    gap: '8px 16px',
    padding: '0 32px',
    borderLeft: `1px solid ${tokens.colorNeutralStroke2}`,
    ':first-child': { paddingLeft: 0, borderLeft: 'none' },
    ':last-child': { paddingRight: 0 },
    '@container page (max-width: 1100px)': { gridTemplateColumns: 'minmax(0, 1fr)', padding: '0 20px' },
  },
  number: {
    fontSize: '28px',
    lineHeight: '36px',
    fontWeight: 600,
    letterSpacing: '-0.03em',
    fontVariantNumeric: 'tabular-nums',
  },
  head: { display: 'flex', alignItems: 'center', columnGap: '16px', marginBottom: '12px' },
  title: { flexGrow: 1 },
  times: { marginTop: '32px' },
});

const words = texts.resilience;

/** How providers fail and how that is mended: figures with their last day, breakers, answer times. */
export function DiagnosticsResilience() {
  const styles = useStyles();
  const rows = useRowStyles();
  const update = useResilience((state) => state.update);
  const settings = useSettings((state) => state.settings);
  const { run, isBusy, failure } = useAction();
  const [hours, setHours] = useState<HourFigures[]>([]);
  useEffect(() => {
    call('resilience.day').then(setHours, () => undefined);
  }, [update]);
  if (!update || !settings) return null;
  const { circuitBreaker, retry } = settings.resilience;
  const { metrics } = update;
  return (
    <>
      <div className={styles.figures}>
        <Figures metrics={metrics} hours={hours} mostTries={retry.maxRetryAttempts + 1} />
      </div>
      <section aria-label={words.breakers}>
        <div className={styles.head}>
          <h2 className={`${rows.sectionTitle} ${styles.title}`}>{words.breakers}</h2>
          <span className={rows.hint}>{words.counts(metrics.circuitBreakers)}</span>
          <Button
            size="small"
            icon={<ArrowDownloadRegular />}
            disabledFocusable={isBusy}
            onClick={() => void run(() => call('resilience.export'))}
          >
            {words.export}
          </Button>
        </div>
        {failure && <ErrorCard failure={failure} isCompact />}
        <BreakerTable
          update={update}
          threshold={circuitBreaker.failureThreshold}
          probesNeeded={circuitBreaker.successThreshold}
          breakMs={circuitBreaker.breakDuration}
        />
      </section>
      {metrics.providers.length > 0 && (
        <section className={styles.times} aria-label={words.times}>
          <div className={styles.head}>
            <h2 className={rows.sectionTitle}>{words.times}</h2>
          </div>
          <AnswerTimes providers={metrics.providers} />
        </section>
      )}
    </>
  );
}

interface FiguresProps {
  metrics: ResilienceMetrics;
  hours: readonly HourFigures[];
  mostTries: number;
}

function Figures({ metrics, hours, mostTries }: FiguresProps) {
  const { retries, fallbacks, recoveryRate } = metrics;
  const calls = retries.averageAttempts;
  return (
    <>
      <Figure
        label={words.retries}
        value={words.figure(retries.total)}
        note={words.retriesNote(retries.successful, retries.failed)}
        values={hours.map((hour) => hour.retries)}
        kind="bars"
      />
      <Figure
        label={words.tries}
        value={words.figure(calls)}
        note={words.triesNote(mostTries)}
        values={hours.map((hour) => hour.triesPerCall)}
        kind="line"
      />
      <Figure
        label={words.fallbacks}
        value={words.figure(fallbacks.total)}
        note={words.fallbacksNote(fallbacks.successful, fallbacks.failed, recoveryRate)}
        values={hours.map((hour) => hour.fallbacks)}
        kind="bars"
      />
    </>
  );
}

interface FigureProps {
  label: string;
  value: string;
  note: string;
  values: readonly (number | null)[];
  kind: 'bars' | 'line';
}

function Figure({ label, value, note, values, kind }: FigureProps) {
  const styles = useStyles();
  const rows = useRowStyles();
  return (
    <div className={styles.figure}>
      <div>
        <p className={rows.label}>{label}</p>
        <p className={styles.number}>{value}</p>
        <p className={rows.hint}>{note}</p>
      </div>
      <DayChart values={values} kind={kind} label={words.chart(label, values)} />
    </div>
  );
}
