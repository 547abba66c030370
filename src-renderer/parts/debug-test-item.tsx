import { Button, Input, makeStyles, tokens } from '@fluentui/react-components';
import { useState } from 'react';
import type { TestedItem } from '../../src-shared/batch-debug.ts';
import { call } from '../studio-client.ts';
import { useBatches } from '../stores/batch-store.ts';
import { texts } from '../texts.ts';
import { Choice } from './choice.tsx';
import { ErrorCard } from './error-card.tsx';
import { useRowStyles } from './row-styles.ts';

const useStyles = makeStyles({
  root: { marginTop: '32px', maxWidth: '760px' },
  line: { display: 'flex', alignItems: 'flex-end', flexWrap: 'wrap', gap: '12px', margin: '8px 0 12px' },
  batch: { width: '220px' },
  row: { width: '80px' },
  label: { display: 'flex', flexDirection: 'column', rowGap: '4px', fontSize: tokens.fontSizeBase300 },
  request: { display: 'flex', flexDirection: 'column', rowGap: '6px', marginBottom: '16px' },
  whole: {
    margin: 0,
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

function Outcome({ tested: { provider, requests, failure } }: { tested: TestedItem }) {
  const styles = useStyles();
  const rows = useRowStyles();
  return (
    <>
      {requests.map((request, index) => (
        // The same address may be asked twice.
        <div key={index} className={styles.request}>
          <output className={rows.meta}>
            {texts.debug.testOutcome(
              provider,
              request.status === null ? texts.debug.noAnswer : String(request.status),
              request.response_time_ms,
            )}
          </output>
          {/* Data for whoever looks into it, as it was sent and came. */}
          <Whole title={texts.debug.sent}>{sentWords(request)}</Whole>
          <Whole title={texts.debug.received}>{receivedWords(request)}</Whole>
        </div>
      ))}
      {failure && <ErrorCard failure={failure} isCompact />}
    </>
  );
}

function Whole({ title, children }: { title: string; children: string }) {
  const styles = useStyles();
  const rows = useRowStyles();
  return (
    <>
      <h3 className={rows.label}>{title}</h3>
      <pre className={styles.whole}>{children}</pre>
    </>
  );
}

type TestedRequest = TestedItem['requests'][number];

const sentWords = ({ method, url, request_headers, sent_body }: TestedRequest): string =>
  [`${method} ${url}`, ...headerLines(request_headers), '', laidOut(sent_body ?? '')].join('\n').trimEnd();

const receivedWords = ({ status, response_headers, received_body, error }: TestedRequest): string =>
  [
    ...(status === null ? [] : [String(status)]),
    ...headerLines(response_headers),
    '',
    laidOut(received_body ?? error ?? ''),
  ]
    .join('\n')
    .trim();

/** JSON a value a line, for eyes; anything else as it is. */
function laidOut(body: string): string {
  try {
    return JSON.stringify(JSON.parse(body), undefined, 2);
  } catch {
    return body;
  }
}

const headerLines = (headers: Record<string, string>): string[] =>
  Object.entries(headers).map(([name, value]) => `${name}: ${value}`);
