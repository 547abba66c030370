import { Button, makeStyles } from '@fluentui/react-components';
import { StethoscopeRegular } from '@fluentui/react-icons/svg/stethoscope';
import type { FilmState } from '../../src-shared/ipc.ts';
import type { Job } from '../../src-shared/job.ts';
import { JobTitle } from '../parts/job-title.tsx';
import { secondsTaken } from '../parts/job-words.ts';
import { PageTabs } from '../parts/page-tabs.tsx';
import { StateLabel } from '../parts/state-label.tsx';
import { closeDrawer } from '../stores/drawer-store.ts';
import type { LiveJob } from '../stores/fold-job-event.ts';
import { goTo, type JobTab } from '../stores/route-store.ts';
import { texts } from '../texts.ts';
import { JobDiagnostics } from './job-diagnostics.tsx';
import { JobLogs } from './job-logs.tsx';
import { JobOverview } from './job-overview.tsx';

const useStyles = makeStyles({
  facts: { display: 'flex', flexWrap: 'wrap', alignItems: 'center', columnGap: '10px' },
});

const tabs = (['overview', 'diagnostics', 'logs'] as const).map((tab) => [tab, texts.jobTabs[tab]] as const);

interface JobFailedProps {
  job: Job;
  film: FilmState | undefined;
  at: LiveJob['at'];
  tab: JobTab;
  /** The line of the log that is to be looked at. */
  logLine: number | undefined;
}

/** A job with its tabs: what happened; why, and what to send; what was written down. */
export function JobFailed({ job, film, at, tab, logLine }: JobFailedProps) {
  const styles = useStyles();
  const taken = secondsTaken(job);
  const choose = (chosen: JobTab): void => {
    // The bundle takes the place beside the page.
    if (chosen === 'diagnostics') closeDrawer();
    goTo({ page: 'job', jobId: job.jobId, tab: chosen });
  };
  const analyze = job.status === 'Failed' && tab === 'overview' && (
    <Button appearance="subtle" icon={<StethoscopeRegular />} onClick={() => choose('diagnostics')}>
      {texts.analysis.analyze}
    </Button>
  );
  return (
    <>
      <JobTitle job={job} actions={analyze}>
        <span className={styles.facts}>
          <StateLabel job={job} />
          {job.endedUtc && taken !== undefined && texts.time.endedAfter(job.endedUtc, taken)}
        </span>
      </JobTitle>
      <PageTabs label={texts.jobTabs.label} tabs={tabs} selected={tab} onSelect={choose} />
      {tab === 'diagnostics' ? (
        <JobDiagnostics job={job} />
      ) : tab === 'logs' ? (
        <JobLogs key={job.status} job={job} line={logLine} />
      ) : (
        <JobOverview job={job} film={film} at={at} />
      )}
    </>
  );
}
