import { Button } from '@fluentui/react-components';
import type { StallAnswer, StallQuestion } from '../../src-shared/job.ts';
import { answerStall } from '../stores/job-actions.ts';
import { useAction } from '../stores/use-action.ts';
import { texts } from '../texts.ts';
import { ErrorCard } from './error-card.tsx';
import { NoticeCard } from './notice-card.tsx';
import { useRowStyles } from './row-styles.ts';

interface StallCardProps {
  jobId: string;
  question: StallQuestion;
}

/** The best answer first: it is the primary button. */
const order: readonly StallAnswer[] = ['again', 'wait', 'cancel'];

/** Something stands still: what, since when, and the three things that one can do about it. */
export function StallCard({ jobId, question }: StallCardProps) {
  const { run, isBusy, failure } = useAction();
  const rows = useRowStyles();
  return (
    <>
      <NoticeCard tone="warning" title={texts.stall.title} body={question.message} isCompact>
        <div className={rows.buttons}>
          {order
            .filter((answer) => question.answers.includes(answer))
            .map((answer, index) => (
              <Button
                key={answer}
                appearance={index === 0 ? 'primary' : 'outline'}
                disabledFocusable={isBusy}
                onClick={() => void run(() => answerStall(jobId, answer))}
              >
                {texts.stall[answer]}
              </Button>
            ))}
        </div>
      </NoticeCard>
      {failure && <ErrorCard failure={failure} jobId={jobId} isCompact />}
    </>
  );
}
