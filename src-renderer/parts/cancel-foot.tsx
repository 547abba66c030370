import { Button, makeStyles, tokens } from '@fluentui/react-components';
import { useState, type ReactNode } from 'react';
import type { Job } from '../../src-shared/job.ts';
import { cancelJob } from '../stores/job-actions.ts';
import { useAction } from '../stores/use-action.ts';
import { texts } from '../texts.ts';
import { ErrorCard } from './error-card.tsx';
import { focusOnShow } from './focus-on-show.ts';

const useStyles = makeStyles({
  question: { fontSize: tokens.fontSizeBase300, fontWeight: 500 },
  kept: { fontSize: tokens.fontSizeBase200, lineHeight: '18px', color: tokens.colorNeutralForeground3 },
  buttons: { display: 'flex', gap: '8px', marginTop: '10px' },
  row: { display: 'flex', alignItems: 'center', justifyContent: 'space-between' },
});

/** Scenes whose pictures are drawn; said before the user stops the film. */
function scenesDone(job: Job): number {
  const drawing = job.steps.find((step) => step.name === 'broll');
  if (!drawing?.items) return 0;
  return drawing.status === 'Succeeded' ? drawing.items.total : Math.max(0, drawing.items.done - 1);
}

interface CancelFootProps {
  job: Job;
  detailsButton: ReactNode;
}

/** Cancel asks in its own place, with what is kept, and gives the focus back. */
export function CancelFoot({ job, detailsButton }: CancelFootProps) {
  const styles = useStyles();
  const { run, isBusy, failure } = useAction();
  // Each button takes the focus where the other one gave way.
  const [question, setQuestion] = useState<'unasked' | 'asked' | 'declined'>('unasked');
  if (question !== 'asked')
    return (
      <div className={styles.row}>
        <Button {...(question === 'declined' && { ref: focusOnShow })} onClick={() => setQuestion('asked')}>
          {texts.drawer.cancel}
        </Button>
        {detailsButton}
      </div>
    );
  return (
    <section aria-label={texts.drawer.stopTitle}>
      <p className={styles.question}>{texts.drawer.stopTitle}</p>
      <p className={styles.kept}>{texts.drawer.stopKept(scenesDone(job))}</p>
      <div className={styles.buttons}>
        <Button disabledFocusable={isBusy} onClick={() => void run(() => cancelJob(job.jobId))}>
          {isBusy ? texts.drawer.stopping : texts.drawer.stop}
        </Button>
        <Button ref={focusOnShow} appearance="subtle" onClick={() => setQuestion('declined')}>
          {texts.drawer.keepGoing}
        </Button>
      </div>
      {failure && <ErrorCard failure={failure} jobId={job.jobId} isCompact />}
    </section>
  );
}
