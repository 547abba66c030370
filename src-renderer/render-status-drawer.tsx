import { Button, makeStyles, tokens } from '@fluentui/react-components';
import { ChevronDownRegular } from '@fluentui/react-icons/svg/chevron-down';
import { ChevronRightRegular } from '@fluentui/react-icons/svg/chevron-right';
import { useState, type ReactNode } from 'react';
import { isTerminal, type Job, type StepName } from '../src-shared/job.ts';
import { percent } from './figures.ts';
import { Announcer } from './parts/announcer.tsx';
import { CancelFoot } from './parts/cancel-foot.tsx';
import { DrawerHead } from './parts/drawer-head.tsx';
import { ErrorCard } from './parts/error-card.tsx';
import { JobFailureCard } from './parts/job-failure-card.tsx';
import { timeLeftWords } from './parts/job-words.ts';
import { LogPane } from './parts/log-pane.tsx';
import { ProgressLine } from './parts/progress-line.tsx';
import { useRowStyles } from './parts/row-styles.ts';
import { StallCard } from './parts/stall-card.tsx';
import { StateLabel } from './parts/state-label.tsx';
import { StepList } from './parts/step-list.tsx';
import { SuccessCard } from './parts/success-card.tsx';
import { useDrawer } from './stores/drawer-store.ts';
import { sidePanelStyle } from './parts/side-panel-style.ts';
import { retryStep } from './stores/job-actions.ts';
import { useFollowedJob, useJob } from './stores/jobs-store.ts';
import { useAction } from './stores/use-action.ts';
import { texts } from './texts.ts';

const useStyles = makeStyles({
  root: { ...sidePanelStyle, width: '344px' },
  figures: { padding: '0 20px 18px', borderBottom: `1px solid ${tokens.colorNeutralStroke2}` },
  percentRow: { display: 'flex', alignItems: 'baseline', justifyContent: 'space-between', columnGap: '8px' },
  percent: {
    fontSize: tokens.fontSizeHero800,
    lineHeight: tokens.lineHeightHero800,
    fontWeight: 600,
    letterSpacing: '-0.035em',
    fontVariantNumeric: 'tabular-nums',
    whiteSpace: 'nowrap',
  },
  left: { fontSize: '14px', color: tokens.colorNeutralForeground2, fontVariantNumeric: 'tabular-nums' },
  bar: { marginTop: '12px' },
  body: { flexGrow: 1, minHeight: 0, overflowY: 'auto', padding: '18px 20px 20px' },
  card: { marginBottom: '20px' },
  foot: { padding: '14px 20px', borderTop: `1px solid ${tokens.colorNeutralStroke2}` },
});

function DrawerFigures({ job }: { job: Job }) {
  const styles = useStyles();
  return (
    <div className={styles.figures}>
      <div className={styles.percentRow}>
        <span className={styles.percent}>{percent(job.percent)}</span>
        <span className={styles.left}>
          {job.status === 'Running' ? (
            timeLeftWords(job)
          ) : (
            <StateLabel job={job} words={texts.job.status[job.status]} />
          )}
        </span>
      </div>
      <ProgressLine
        key={`${job.jobId} ${job.startedUtc}`}
        value={job.percent}
        label={texts.drawer.progress}
        className={styles.bar}
      />
    </div>
  );
}

function DetailsButton({ isOpen, onToggle }: { isOpen: boolean; onToggle: () => void }) {
  return (
    <Button
      appearance="transparent"
      icon={isOpen ? <ChevronDownRegular /> : <ChevronRightRegular />}
      iconPosition="after"
      aria-expanded={isOpen}
      onClick={onToggle}
    >
      {texts.drawer.technicalDetails}
    </Button>
  );
}

/** What is being made and how far it is; opens by itself when a job is created and pushes the page. */
export function RenderStatusDrawer() {
  const styles = useStyles();
  const jobId = useDrawer((state) => state.jobId);
  const live = useFollowedJob(jobId);
  const job = useJob(jobId);
  const [isDetailsOpen, setDetailsOpen] = useState(false);
  const details = <DetailsButton isOpen={isDetailsOpen} onToggle={() => setDetailsOpen(!isDetailsOpen)} />;
  return (
    <aside className={styles.root} aria-label={texts.drawer.title} data-region="drawer" tabIndex={-1}>
      <DrawerHead shownJobId={jobId} />
      {job && <DrawerFigures job={job} />}
      <div className={styles.body}>
        {job ? <DrawerBody job={job} /> : <NothingYet />}
        {job && job.status !== 'Failed' && isDetailsOpen && <LogPane live={live} />}
      </div>
      {job && job.status !== 'Failed' && <DrawerFoot job={job} details={details} />}
      <Announcer job={job} />
    </aside>
  );
}

function DrawerBody({ job }: { job: Job }) {
  const styles = useStyles();
  const { run, failure } = useAction();
  const canRedo = isTerminal(job.status);
  const redo = (step: StepName) => void run(() => retryStep(job.jobId, step));
  const hasStopped =
    job.status !== 'Succeeded' && (isTerminal(job.status) || job.status === 'Interrupted' || job.status === 'Paused');
  return (
    <>
      {job.status === 'Succeeded' && <SuccessCard job={job} />}
      {job.question && (
        <div className={styles.card}>
          <StallCard jobId={job.jobId} question={job.question} />
        </div>
      )}
      {hasStopped && (
        <div className={styles.card}>
          <JobFailureCard job={job} isCompact />
        </div>
      )}
      <StepList job={job} hasReceipts onRedo={canRedo ? redo : undefined} />
      {failure && <ErrorCard failure={failure} jobId={job.jobId} isCompact />}
    </>
  );
}

function DrawerFoot({ job, details }: { job: Job; details: ReactNode }) {
  const styles = useStyles();
  const canCancel = job.status === 'Running' || job.status === 'Queued';
  return (
    <div className={styles.foot}>
      {canCancel ? <CancelFoot key={job.jobId} job={job} detailsButton={details} /> : details}
    </div>
  );
}

function NothingYet() {
  const rows = useRowStyles();
  return <p className={rows.meta}>{texts.drawer.empty}</p>;
}
