import { Button, Field, Input, makeStyles, tokens } from '@fluentui/react-components';
import { useState, type FormEvent } from 'react';
import type { TraceLine } from '../../src-shared/diagnostics.ts';
import { ErrorCard } from '../parts/error-card.tsx';
import { useRowStyles } from '../parts/row-styles.ts';
import { goTo } from '../stores/route-store.ts';
import { useAfter } from '../stores/use-after.ts';
import { useLoaded } from '../stores/use-loaded.ts';
import { call } from '../studio-client.ts';
import { texts } from '../texts.ts';

const useStyles = makeStyles({
  root: { padding: '28px 32px 40px', '@media (max-width: 1099px)': { padding: '24px 28px 32px' } },
  form: { display: 'flex', alignItems: 'flex-end', columnGap: '8px', margin: '16px 0 20px', maxWidth: '560px' },
  field: { flexGrow: 1 },
  list: { marginTop: '12px', borderTop: `1px solid ${tokens.colorNeutralStroke2}` },
  row: {
    display: 'grid',
    gridTemplateColumns: '76px 72px 88px minmax(0, 1fr)',
    columnGap: '16px',
    padding: '5px 8px',
    borderBottom: `1px solid ${tokens.colorNeutralStroke3}`,
    fontSize: tokens.fontSizeBase200,
    lineHeight: '18px',
  },
  at: { textAlign: 'right', fontVariantNumeric: 'tabular-nums', color: tokens.colorNeutralForeground3 },
  source: { fontWeight: 500 },
  step: { color: tokens.colorNeutralForeground3 },
  words: { overflowWrap: 'anywhere', userSelect: 'text', color: tokens.colorNeutralForeground2 },
});

/** Everything that happened under one correlation ID: one line of time, from the click to the file. */
export function Trace({ correlationId }: { correlationId: string | undefined }) {
  const styles = useStyles();
  const rows = useRowStyles();
  const [typed, setTyped] = useState(correlationId ?? '');
  const show = (event: FormEvent) => {
    event.preventDefault();
    if (typed.trim() !== '') goTo({ page: 'trace', correlationId: typed.trim() });
  };
  return (
    <div className={styles.root}>
      <h1 className={rows.pageTitle}>{texts.trace.title}</h1>
      <form className={styles.form} onSubmit={show}>
        <Field className={styles.field} label={texts.trace.label}>
          <Input value={typed} maxLength={128} onChange={(_, { value }) => setTyped(value)} />
        </Field>
        <Button type="submit" appearance="primary">
          {texts.trace.show}
        </Button>
      </form>
      {correlationId ? (
        <TraceLines key={correlationId} correlationId={correlationId} />
      ) : (
        <p className={rows.meta}>{texts.trace.hint}</p>
      )}
    </div>
  );
}

function TraceLines({ correlationId }: { correlationId: string }) {
  const styles = useStyles();
  const rows = useRowStyles();
  const { data: lines, failure } = useLoaded(correlationId, () => call('trace.get', { correlationId }));
  const isSlow = useAfter(300);
  if (failure) return <ErrorCard failure={failure} />;
  if (!lines) return isSlow ? <p className={rows.meta}>{texts.trace.loading}</p> : null;
  const [first, last] = [lines[0], lines.at(-1)];
  const began = first ? Date.parse(first.timestamp) : 0;
  const seconds = last ? (Date.parse(last.timestamp) - began) / 1000 : 0;
  return (
    <>
      <p className={rows.meta}>{texts.trace.facts(lines.length, seconds)}</p>
      <ol className={styles.list} aria-label={texts.trace.of(correlationId)}>
        {lines.map((line, index) => (
          <TraceRow key={index} line={line} atSeconds={(Date.parse(line.timestamp) - began) / 1000} />
        ))}
      </ol>
    </>
  );
}

function TraceRow({ line, atSeconds }: { line: TraceLine; atSeconds: number }) {
  const styles = useStyles();
  return (
    <li className={styles.row}>
      <time className={styles.at} dateTime={line.timestamp} title={line.timestamp}>
        {texts.trace.at(atSeconds)}
      </time>
      <span className={styles.source}>{texts.trace.sources[line.source]}</span>
      <span className={styles.step}>{line.step}</span>
      <span className={styles.words} dir="auto">
        {line.text}
      </span>
    </li>
  );
}
