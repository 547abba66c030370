import { Button, makeStyles, tokens } from '@fluentui/react-components';
import { useState } from 'react';
import type { DebugAction, DebugLog } from '../../src-shared/batch-debug.ts';
import { applyAdvice } from '../stores/debug-store.ts';
import { texts } from '../texts.ts';
import { DebugChart, SuccessRate } from './debug-chart.tsx';
import { useRowStyles } from './row-styles.ts';

const useStyles = makeStyles({
  root: { display: 'flex', flexDirection: 'column', rowGap: '12px', marginTop: '32px', maxWidth: '760px' },
  list: { display: 'flex', flexDirection: 'column', rowGap: '6px' },
  advice: {
    display: 'flex',
    alignItems: 'center',
    columnGap: '12px',
    fontSize: tokens.fontSizeBase300,
    maxWidth: '620px',
  },
  words: {
    fontSize: tokens.fontSizeBase300,
    lineHeight: tokens.lineHeightBase300,
    userSelect: 'text',
    overflowWrap: 'anywhere',
  },
});

interface DebugSummaryProps {
  log: DebugLog;
  title: string;
  run: (work: () => Promise<unknown>) => Promise<void>;
}

/** What a job's requests came to, and what to change. */
export function DebugSummary({ log, title, run }: DebugSummaryProps) {
  const styles = useStyles();
  const rows = useRowStyles();
  const { environment, failure_patterns, status_code_breakdown, recommendations } = log;
  return (
    <section className={styles.root} aria-label={texts.debug.summaryOf(title)}>
      <h2 className={rows.sectionTitle}>{texts.debug.summaryOf(title)}</h2>
      <p className={rows.meta}>
        {texts.debug.successRate(log.success_rate_percent, log.successful_requests, log.total_requests)}
      </p>
      <SuccessRate log={log} />
      {log.request_timings.length > 0 && <DebugChart log={log} />}
      <p className={rows.meta}>
        {texts.joined(
          ...Object.entries(status_code_breakdown).map(([code, number]) => texts.debug.status(code, number)),
        )}
      </p>
      {environment.providers.map(({ provider, endpoint, latency_ms, clock_skew_ms }) => (
        <p key={provider} className={rows.hint}>
          {texts.debug.environment(provider, endpoint, latency_ms, clock_skew_ms)}
        </p>
      ))}
      {recommendations.length > 0 && (
        <>
          <h3 className={rows.label}>{texts.debug.advice}</h3>
          <ul className={styles.list} aria-label={texts.debug.advice}>
            {recommendations.map((words) => (
              <li key={words} className={styles.words}>
                {words}
              </li>
            ))}
          </ul>
          {log.actions.map((action) => (
            <ApplyButton key={action.title} action={action} run={run} />
          ))}
        </>
      )}
      {failure_patterns.length > 0 && (
        <>
          <h3 className={rows.label}>{texts.debug.patterns}</h3>
          <ul className={styles.list} aria-label={texts.debug.patterns}>
            {failure_patterns.map(({ id, code, body }, index) => (
              // The same item may fail twice alike.
              <li key={index} className={styles.words}>
                {texts.joined(id, code, body)}
              </li>
            ))}
          </ul>
        </>
      )}
    </section>
  );
}

function ApplyButton({ action, run }: { action: DebugAction; run: DebugSummaryProps['run'] }) {
  const styles = useStyles();
  const rows = useRowStyles();
  const [isApplied, setApplied] = useState(false);
  const apply = async (): Promise<void> => {
    await applyAdvice(action);
    setApplied(true);
  };
  return (
    <div className={styles.advice}>
      <Button aria-label={texts.debug.applyOf(action.title)} onClick={() => void run(apply)}>
        {texts.debug.apply}
      </Button>
      <output className={rows.hint}>{isApplied ? texts.debug.applied(action.title) : action.title}</output>
    </div>
  );
}
