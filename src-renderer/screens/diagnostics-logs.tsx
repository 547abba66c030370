import { makeStyles } from '@fluentui/react-components';
import { useState } from 'react';
import { Choice } from '../parts/choice.tsx';
import { LogFilters, type LogWishes } from '../parts/log-filters.tsx';
import { LogView } from '../parts/log-view.tsx';
import { useJobs } from '../stores/jobs-store.ts';
import { filterOf, useSettled } from '../stores/log-filter.ts';
import { texts } from '../texts.ts';

const useStyles = makeStyles({
  since: { width: '132px' },
  job: { width: '200px' },
});

type Since = keyof typeof texts.log.sinces;

const usual: LogWishes = { level: 'info', text: '', isSlowOnly: false };
const everyJob = 'all';
const mostJobs = 50;

const sinceNow = (choice: Since): { choice: Since; from?: string } =>
  choice === 'all' ? { choice } : { choice, from: new Date(Date.now() - Number(choice) * 60_000).toISOString() };

/** The studio's whole log, narrowed down, live. */
export function DiagnosticsLogs() {
  const styles = useStyles();
  const jobs = useJobs((state) => state.jobs);
  const [wishes, setWishes] = useState(usual);
  // The moment stays when anything else changes: lines must not drop out while one looks at them.
  const [since, setSince] = useState(() => sinceNow('1440'));
  const [jobId, setJobId] = useState(everyJob);
  const text = useSettled(wishes.text);
  const jobNames = Object.fromEntries([
    [everyJob, texts.log.allJobs],
    ...(jobs ?? []).slice(0, mostJobs).map((job) => [job.jobId, job.title] as const),
  ]);
  return (
    <>
      <LogFilters wishes={wishes} onChange={setWishes}>
        <div className={styles.since}>
          <Choice
            label={texts.log.since}
            value={since.choice}
            options={texts.log.sinces}
            onChange={(choice) => setSince(sinceNow(choice))}
          />
        </div>
        <div className={styles.job}>
          <Choice label={texts.log.job} value={jobId} options={jobNames} onChange={setJobId} />
        </div>
      </LogFilters>
      <LogView
        filter={{
          ...filterOf({ ...wishes, text }),
          ...(since.from && { from: since.from }),
          ...(jobId !== everyJob && { jobId }),
        }}
        empty={texts.log.empty}
      />
    </>
  );
}
