import { Button, makeStyles, tokens } from '@fluentui/react-components';
import { useEffect, useRef, useState } from 'react';
import type { DebugAction, DebugLog } from '../../src-shared/batch-debug.ts';
import { applyAdvice } from '../stores/debug-store.ts';
import { texts } from '../texts.ts';
import { DebugChart, SuccessRate } from './debug-chart.tsx';
import { useRowStyles } from './row-styles.ts';

const useStyles = makeStyles({
  root: { display: 'flex', flexDirection: 'column', rowGap: '12px', marginTop: '32px', maxWidth: '760px' },
  part: { marginTop: '12px' },
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
  const section = useRef<HTMLElement>(null);
  // It may lie below the fold, under a long list of sessions.
  useEffect(() => section.current?.scrollIntoView({ block: 'start' }), [log]);
  const { environment, failure_patterns, recommendations } = log;
  return (
    <section ref={section} className={styles.root} aria-label={texts.debug.summaryOf(title)}>
      <h2 className={rows.sectionTitle}>{texts.debug.summaryOf(title)}</h2>
      <p className={rows.meta}>
        {texts.debug.successRate(log.success_rate_percent, log.successful_requests, log.total_requests)}
      </p>
      <SuccessRate log={log} />
      {log.request_timings.length > 0 && <DebugChart log={log} />}
      {environment.providers.map((provider) => (
        <p key={provider.provider} className={rows.hint}>
          {texts.debug.environment(provider)}
        </p>
      ))}
      {recommendations.length > 0 && (
        <>
          <h3 className={`${rows.label} ${styles.part}`}>{texts.debug.advice}</h3>
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
          <h3 className={`${rows.label} ${styles.part}`}>{texts.debug.patterns}</h3>
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
  const [takeBack, setTakeBack] = useState<() => Promise<void>>();
  const apply = async (): Promise<void> => {
    const undo = await applyAdvice(action);
    setTakeBack(() => undo);
  };
  const undo = async (): Promise<void> => {
    await takeBack?.();
    setTakeBack(undefined);
  };
  const { applyOf, undoOf } = texts.debug;
  return (
    <div className={styles.advice}>
      <Button
        aria-label={takeBack ? undoOf(action.title) : applyOf(action.title)}
        onClick={() => void run(takeBack ? undo : apply)}
      >
        {takeBack ? texts.debug.undo : texts.debug.apply}
      </Button>
      <output className={rows.hint}>{takeBack ? texts.debug.applied(action.title) : action.title}</output>
    </div>
  );
}
