import { Button } from '@fluentui/react-components';
import { ArrowClockwiseRegular } from '@fluentui/react-icons/svg/arrow-clockwise';
import { PlayRegular } from '@fluentui/react-icons/svg/play';
import { useState } from 'react';
import { isSetAside, type Job } from '../../src-shared/job.ts';
import { deleteJob, resumeJob, retryJob } from '../stores/job-actions.ts';
import { goTo } from '../stores/route-store.ts';
import { useAction } from '../stores/use-action.ts';
import { texts } from '../texts.ts';
import { ErrorCard } from './error-card.tsx';
import { focusOnShow } from './focus-on-show.ts';
import { NoticeCard } from './notice-card.tsx';
import { useRowStyles } from './row-styles.ts';

interface InterruptedCardProps {
  job: Job;
  isCompact: boolean;
}

/** A video that stopped with the studio: go on, begin anew, or let it go. */
export function InterruptedCard({ job, isCompact }: InterruptedCardProps) {
  const { run, isBusy, failure } = useAction();
  const [isDiscarding, setDiscarding] = useState(false);
  return (
    <>
      <NoticeCard
        tone="quiet"
        {...(isDiscarding
          ? { title: texts.interrupted.discardTitle, body: texts.interrupted.discardBody }
          : wordsOf(job))}
        isCompact={isCompact}
      >
        {isDiscarding ? (
          <DiscardButtons
            isBusy={isBusy}
            onDiscard={() => void run(() => discard(job.jobId))}
            onKeep={() => setDiscarding(false)}
          />
        ) : (
          <Choices job={job} isBusy={isBusy} run={run} onDiscard={() => setDiscarding(true)} />
        )}
      </NoticeCard>
      {failure && <ErrorCard failure={failure} jobId={job.jobId} isCompact={isCompact} />}
    </>
  );
}

interface ChoicesProps {
  job: Job;
  isBusy: boolean;
  run: (work: () => Promise<unknown>) => Promise<void>;
  onDiscard: () => void;
}

function Choices({ job, isBusy, run, onDiscard }: ChoicesProps) {
  const rows = useRowStyles();
  return (
    <div className={rows.buttons}>
      <Button
        appearance="primary"
        icon={<PlayRegular />}
        disabledFocusable={isBusy}
        onClick={() => void run(() => resumeJob(job.jobId))}
      >
        {texts.failure.resume}
      </Button>
      <Button
        icon={<ArrowClockwiseRegular />}
        disabledFocusable={isBusy}
        onClick={() => void run(() => retryJob(job.jobId))}
      >
        {texts.interrupted.restart}
      </Button>
      <Button appearance="subtle" disabledFocusable={isBusy} onClick={onDiscard}>
        {texts.interrupted.discard}
      </Button>
    </div>
  );
}

function DiscardButtons(props: { isBusy: boolean; onDiscard: () => void; onKeep: () => void }) {
  const rows = useRowStyles();
  return (
    <div className={rows.buttons}>
      <Button disabledFocusable={props.isBusy} onClick={props.onDiscard}>
        {texts.interrupted.discard}
      </Button>
      <Button appearance="subtle" ref={focusOnShow} onClick={props.onKeep}>
        {texts.interrupted.keep}
      </Button>
    </div>
  );
}

async function discard(jobId: string): Promise<void> {
  await deleteJob(jobId);
  goTo({ page: 'jobs' });
}

function wordsOf(job: Job): { title: string; body: string } {
  if (job.status === 'Paused') return { title: texts.job.pausedTitle, body: texts.job.pausedBody };
  const body = isSetAside(job) ? texts.interrupted.setAsideBody : texts.job.interruptedBody;
  return { title: texts.job.interruptedTitle, body };
}
