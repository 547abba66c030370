import { Button } from '@fluentui/react-components';
import { ArrowClockwiseRegular } from '@fluentui/react-icons/svg/arrow-clockwise';
import type { FailureButton } from '../../src-shared/failure-texts.ts';
import type { Job } from '../../src-shared/job.ts';
import { finishWithStandIns, retryJob, retryStep } from '../stores/job-actions.ts';
import { goTo } from '../stores/route-store.ts';
import { useAction } from '../stores/use-action.ts';
import { texts } from '../texts.ts';
import { ErrorCard } from './error-card.tsx';
import { InterruptedCard } from './interrupted-card.tsx';
import { failureButtons } from './failure-buttons.ts';
import { unfinishedStep } from './job-words.ts';
import { NoticeCard } from './notice-card.tsx';
import { useRowStyles } from './row-styles.ts';
import { settingsTarget } from './settings-target.ts';

const icons: Partial<Record<FailureButton, typeof ArrowClockwiseRegular>> = {
  retryStep: ArrowClockwiseRegular,
};

function press(button: FailureButton, job: Job): Promise<void> | void {
  switch (button) {
    case 'retryStep':
      return retryStep(job.jobId, unfinishedStep(job) ?? 'preflight');
    case 'finishWithStandIns':
      return finishWithStandIns(job.jobId, unfinishedStep(job) ?? 'preflight');
    case 'retryJob':
      return retryJob(job.jobId);
    case 'openSettings':
      return goTo(settingsTarget(job.errors.at(-1)));
    case 'runSystemCheck':
      return goTo({ page: 'diagnostics', tab: 'system-check' });
  }
}

interface JobFailureCardProps {
  job: Job;
  isCompact?: boolean;
}

/** Why a job stands still, and the buttons that help: failed, canceled, interrupted or paused. */
export function JobFailureCard({ job, isCompact = false }: JobFailureCardProps) {
  return job.canResume ? (
    <InterruptedCard job={job} isCompact={isCompact} />
  ) : (
    <StoppedCard job={job} isCompact={isCompact} />
  );
}

function StoppedCard({ job, isCompact }: Required<JobFailureCardProps>) {
  const { run, isBusy, failure } = useAction();
  const rows = useRowStyles();
  const buttons = failureButtons(job).map((button, index) => {
    const Icon = icons[button];
    return (
      <Button
        key={button}
        appearance={index === 0 ? 'primary' : 'outline'}
        disabledFocusable={isBusy}
        onClick={() => void run(async () => press(button, job))}
        {...(Icon && { icon: <Icon /> })}
      >
        {texts.failure[button]}
      </Button>
    );
  });
  const error = job.status === 'Failed' ? job.errors.at(-1) : undefined;
  return (
    <>
      {error ? (
        <ErrorCard failure={error} jobId={job.jobId} isCompact={isCompact}>
          {buttons}
        </ErrorCard>
      ) : (
        <NoticeCard tone="quiet" title={texts.job.canceledTitle} body={texts.job.canceledBody} isCompact={isCompact}>
          <div className={rows.buttons}>{buttons}</div>
        </NoticeCard>
      )}
      {failure && <ErrorCard failure={failure} jobId={job.jobId} isCompact={isCompact} />}
    </>
  );
}
