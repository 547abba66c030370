import { Button, Input, Link, makeStyles, tokens } from '@fluentui/react-components';
import { useEffect, useState } from 'react';
import {
  usualCleanupDays,
  debugMinutes,
  type DebugFile,
  type DebugLog,
  type DebugStatus,
} from '../../src-shared/batch-debug.ts';
import { ago, size } from '../figures.ts';
import { Choice } from '../parts/choice.tsx';
import { DebugSummary } from '../parts/debug-summary.tsx';
import { DebugTestItem } from '../parts/debug-test-item.tsx';
import { ErrorCard } from '../parts/error-card.tsx';
import { useRowStyles } from '../parts/row-styles.ts';
import { useDebugStatus } from '../stores/debug-store.ts';
import { openHelp } from '../stores/help-store.ts';
import { useJobs } from '../stores/jobs-store.ts';
import { useAction } from '../stores/use-action.ts';
import { call } from '../studio-client.ts';
import { texts } from '../texts.ts';

const useStyles = makeStyles({
  head: { display: 'flex', alignItems: 'flex-end', flexWrap: 'wrap', gap: '12px', marginBottom: '8px' },
  state: { flexGrow: 1, minWidth: '240px', fontSize: tokens.fontSizeBase300, fontVariantNumeric: 'tabular-nums' },
  minutes: { width: '150px' },
  section: { marginTop: '28px' },
  row: {
    display: 'flex',
    alignItems: 'center',
    columnGap: '12px',
    minHeight: '44px',
    borderBottom: `1px solid ${tokens.colorNeutralStroke3}`,
  },
  name: { flexGrow: 1, minWidth: 0, fontSize: tokens.fontSizeBase300, fontWeight: 500 },
  clean: { display: 'flex', alignItems: 'flex-end', flexWrap: 'wrap', gap: '12px', marginTop: '16px' },
  days: { width: '90px' },
  link: { fontSize: 'inherit', lineHeight: 'inherit' },
  more: { marginTop: '8px' },
  label: { display: 'flex', flexDirection: 'column', rowGap: '4px', fontSize: tokens.fontSizeBase300 },
});

type Run = (work: () => Promise<unknown>) => Promise<void>;

/** Debug sessions: switched on for a while, looked through, cleaned up. */
export function DiagnosticsBatchDebug() {
  const styles = useStyles();
  const { run, failure } = useAction();
  const { status, setStatus } = useDebugStatus();
  const [shown, setShown] = useState<DebugLog>();
  const titleOf = useTitles();
  if (!status) return null;
  return (
    <>
      <Recording status={status} setStatus={setStatus} run={run} />
      {failure && (
        <div className={styles.section}>
          <ErrorCard failure={failure} />
        </div>
      )}
      <Sessions files={status.files} run={run} onShow={setShown} />
      {shown && <DebugSummary log={shown} title={titleOf(shown.job_id)} run={run} />}
      <DebugTestItem run={run} />
    </>
  );
}

/** What a job is called; its ID once it is deleted. */
function useTitles(): (jobId: string) => string {
  const jobs = useJobs((state) => state.jobs);
  return (jobId) => jobs?.find((job) => job.jobId === jobId)?.title ?? jobId;
}

const choices = [debugMinutes.least, 15, debugMinutes.usual, 60, debugMinutes.most];

function Recording({
  status,
  setStatus,
  run,
}: {
  status: DebugStatus;
  setStatus: (now: DebugStatus) => void;
  run: Run;
}) {
  const styles = useStyles();
  const rows = useRowStyles();
  const [minutes, setMinutes] = useState<number>(debugMinutes.usual);
  const left = useSecondsLeft(status.expiresAt);
  const words = status.expiresAt ? texts.debug.on(texts.debug.left(left)) : texts.debug.onByEnvironment;
  return (
    <>
      <div className={styles.head}>
        <span className={styles.state}>{status.enabled ? words : texts.debug.off}</span>
        <div className={styles.minutes}>
          <Choice
            label={texts.debug.minutes}
            value={String(minutes)}
            options={Object.fromEntries(choices.map((choice) => [String(choice), texts.debug.minutesOf(choice)]))}
            onChange={(value) => setMinutes(Number(value))}
          />
        </div>
        {status.expiresAt !== undefined && (
          <Button onClick={() => void run(async () => setStatus(await call('debug.disable')))}>
            {texts.debug.disable}
          </Button>
        )}
        <Button
          appearance="primary"
          onClick={() => void run(async () => setStatus(await call('debug.enable', { minutes })))}
        >
          {status.enabled ? texts.debug.extend(minutes) : texts.debug.enable(minutes)}
        </Button>
      </div>
      <p className={rows.hint}>
        {texts.debug.explain}{' '}
        <Link as="button" inline className={styles.link} onClick={() => openHelp('batch-debug')}>
          {texts.debug.help}
        </Link>
      </p>
    </>
  );
}

function useSecondsLeft(expiresAt: string | undefined): number {
  const [now, setNow] = useState(Date.now);
  useEffect(() => {
    if (expiresAt === undefined) return;
    const timer = setInterval(() => setNow(Date.now()), 1000);
    return () => clearInterval(timer);
  }, [expiresAt]);
  return expiresAt === undefined ? 0 : Math.max(0, (Date.parse(expiresAt) - now) / 1000);
}

/** A batch leaves one a film: what stands below must stay in reach. */
const fewSessions = 8;

function Sessions({ files, run, onShow }: { files: DebugFile[]; run: Run; onShow: (log: DebugLog) => void }) {
  const styles = useStyles();
  const rows = useRowStyles();
  const [said, setSaid] = useState('');
  const [isAll, setAll] = useState(false);
  const [days, setDays] = useState(String(usualCleanupDays));
  const titleOf = useTitles();
  const save = async (jobId: string): Promise<void> => {
    const path = await call('debug.saveLog', { jobId });
    if (path !== undefined) setSaid(texts.debug.saved(path));
  };
  const clean = async (): Promise<void> => {
    // An empty field is no number; 0 would take everything.
    const wished = days.trim() === '' ? Number.NaN : Number(days);
    const { deleted, bytesFreed } = await call('debug.cleanup', { days: wished });
    setSaid(texts.debug.cleaned(deleted, bytesFreed));
  };
  return (
    <section className={styles.section} aria-label={texts.debug.sessions}>
      <h2 className={rows.sectionTitle}>{texts.debug.sessions}</h2>
      {files.length === 0 && <p className={rows.meta}>{texts.debug.none}</p>}
      <ul aria-label={texts.debug.sessions}>
        {(isAll ? files : files.slice(0, fewSessions)).map(({ fileName, jobId, createdAt, sizeBytes }) => (
          <li key={fileName} className={styles.row}>
            <span className={`${styles.name} ${rows.oneLine}`}>{titleOf(jobId)}</span>
            <span className={rows.meta}>{texts.joined(ago(createdAt), size(sizeBytes))}</span>
            <Button
              aria-label={texts.debug.viewSummaryOf(titleOf(jobId))}
              onClick={() => void run(async () => onShow(await call('debug.log', { jobId })))}
            >
              {texts.debug.viewSummary}
            </Button>
            <Button
              appearance="subtle"
              aria-label={texts.debug.downloadOf(titleOf(jobId))}
              onClick={() => void run(() => save(jobId))}
            >
              {texts.debug.download}
            </Button>
          </li>
        ))}
      </ul>
      {!isAll && files.length > fewSessions && (
        <Button className={styles.more} appearance="subtle" onClick={() => setAll(true)}>
          {texts.debug.showAll(files.length)}
        </Button>
      )}
      <div className={styles.clean}>
        <label className={styles.label}>
          {texts.debug.cleanupDays}
          <Input
            className={styles.days}
            type="number"
            min={0}
            value={days}
            onChange={(_, { value }) => setDays(value)}
          />
        </label>
        <Button onClick={() => void run(clean)}>{texts.debug.cleanup}</Button>
        <output className={rows.hint}>{said}</output>
      </div>
    </section>
  );
}
