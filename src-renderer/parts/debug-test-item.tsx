import { Button, Input, makeStyles, tokens } from '@fluentui/react-components';
import { useState } from 'react';
import type { TestedItem } from '../../src-shared/batch-debug.ts';
import { call } from '../studio-client.ts';
import { useBatches } from '../stores/batch-store.ts';
import { texts } from '../texts.ts';
import { Choice } from './choice.tsx';
import { useRowStyles } from './row-styles.ts';

const useStyles = makeStyles({
  root: { marginTop: '32px', maxWidth: '760px' },
  line: { display: 'flex', alignItems: 'flex-end', flexWrap: 'wrap', gap: '12px', margin: '8px 0 12px' },
  batch: { width: '220px' },
  row: { width: '80px' },
  label: { display: 'flex', flexDirection: 'column', rowGap: '4px', fontSize: tokens.fontSizeBase300 },
  whole: {
    padding: '12px',
    borderRadius: tokens.borderRadiusLarge,
    backgroundColor: tokens.colorNeutralBackground3,
    fontFamily: tokens.fontFamilyMonospace,
    fontSize: tokens.fontSizeBase200,
    whiteSpace: 'pre-wrap',
    overflowWrap: 'anywhere',
    userSelect: 'text',
  },
});

/** One row, one provider call: what was sent and what came, redacted. */
export function DebugTestItem({ run }: { run: (work: () => Promise<unknown>) => Promise<void> }) {
  const styles = useStyles();
  const rows = useRowStyles();
  const batches = useBatches((state) => state.batches) ?? [];
  const [chosen, setChosen] = useState<string>();
  const [row, setRow] = useState('1');
  const [tested, setTested] = useState<TestedItem>();
  const batchId = chosen ?? batches[0]?.batchId;
  const test = async (): Promise<void> => {
    setTested(undefined);
    if (batchId) setTested(await call('debug.testItem', { batchId, row: Number(row) }));
  };
  return (
    <section className={styles.root} aria-label={texts.debug.testTitle}>
      <h2 className={rows.sectionTitle}>{texts.debug.testTitle}</h2>
      <p className={rows.hint}>{batchId === undefined ? texts.debug.testNoBatch : texts.debug.testHint}</p>
      {batchId !== undefined && (
        <div className={styles.line}>
          <div className={styles.batch}>
            <Choice
              label={texts.debug.testBatch}
              value={batchId}
              options={Object.fromEntries(batches.map((batch) => [batch.batchId, batch.name]))}
              onChange={setChosen}
            />
          </div>
          <label className={styles.label}>
            {texts.debug.testRow}
            <Input
              className={styles.row}
              type="number"
              min={1}
              value={row}
              onChange={(_, { value }) => setRow(value)}
            />
          </label>
          <Button onClick={() => void run(test)}>{texts.debug.test}</Button>
        </div>
      )}
      {tested && <Outcome tested={tested} />}
    </section>
  );
}

function Outcome({ tested }: { tested: TestedItem }) {
  const styles = useStyles();
  const rows = useRowStyles();
  const last = tested.requests.at(-1);
  return (
    <>
      <output className={rows.meta}>
        {texts.debug.testOutcome(
          tested.provider,
          last?.status === null || last === undefined ? texts.debug.noAnswer : String(last.status),
          last?.response_time_ms ?? 0,
        )}
      </output>
      {/* Data for whoever looks into it, as it was sent and came. */}
      <pre className={styles.whole}>{wordsOf(tested)}</pre>
    </>
  );
}

function wordsOf({ requests, failure }: TestedItem): string {
  const parts = requests.map(({ method, url, request_headers, status, response_headers, body }) =>
    [
      `${method} ${url}`,
      ...Object.entries(request_headers).map(([name, value]) => `${name}: ${value}`),
      '',
      `${status ?? ''}`,
      ...Object.entries(response_headers).map(([name, value]) => `${name}: ${value}`),
      '',
      body ?? '',
    ].join('\n'),
  );
  return [...parts, ...(failure ? [`${failure.code}: ${failure.message}`] : [])].join('\n\n');
}
