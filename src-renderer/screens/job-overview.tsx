import { makeStyles } from '@fluentui/react-components';
import type { FilmState } from '../../src-shared/ipc.ts';
import type { Job } from '../../src-shared/job.ts';
import { failureButtons } from '../parts/failure-buttons.ts';
import { stripScenes } from '../parts/film-images.ts';
import { JobFailureCard } from '../parts/job-failure-card.tsx';
import { unfinishedStep } from '../parts/job-words.ts';
import { useRowStyles } from '../parts/row-styles.ts';
import { SceneStrip } from '../parts/scene-strip.tsx';
import { StepTimeline } from '../parts/step-timeline.tsx';
import { StepList } from '../parts/step-list.tsx';
import type { LiveJob } from '../stores/fold-job-event.ts';
import { texts } from '../texts.ts';

const useStyles = makeStyles({
  columns: {
    display: 'grid',
    gridTemplateColumns: 'minmax(0, 1fr) 284px',
    columnGap: '36px',
    rowGap: '28px',
    '@media (max-width: 1099px)': { gridTemplateColumns: 'minmax(0, 1fr) 240px', columnGap: '28px' },
    // The drawer beside it shows the steps already.
    '@container page (max-width: 960px)': { gridTemplateColumns: 'minmax(0, 1fr)' },
  },
  main: { display: 'flex', flexDirection: 'column', rowGap: '12px', minWidth: 0 },
  kept: { display: 'flex', justifyContent: 'space-between', margin: '14px 0 8px' },
  steps: { '@container page (max-width: 960px)': { display: 'none' } },
  list: { marginTop: '12px' },
  timeline: { marginTop: '20px', maxWidth: '620px' },
});

interface JobOverviewProps {
  job: Job;
  film: FilmState | undefined;
  at: LiveJob['at'];
}

/** What happened, why, what to do; then what is kept. */
export function JobOverview({ job, film, at }: JobOverviewProps) {
  const styles = useStyles();
  const rows = useRowStyles();
  const strip = stripScenes(job, film, at);
  const step = unfinishedStep(job);
  const canRetryStep = failureButtons(job).includes('retryStep');
  const drawn = strip.filter((scene) => scene.imageUrl).length;
  return (
    <div className={styles.columns}>
      <div className={styles.main}>
        <JobFailureCard job={job} />
        {strip.length > 0 && (
          <section aria-label={texts.job.kept}>
            <div className={styles.kept}>
              <h2 className={rows.label}>{texts.job.kept}</h2>
              <span className={rows.hint}>{texts.job.keptScenes(drawn, strip.length)}</span>
            </div>
            <SceneStrip scenes={strip} heightPx={84} />
          </section>
        )}
        <div className={styles.timeline}>
          <StepTimeline job={job} />
        </div>
      </div>
      <div className={styles.steps}>
        <h2 className={rows.label}>{texts.step.list}</h2>
        <div className={styles.list}>
          <StepList job={job} />
        </div>
        {canRetryStep && step && <p className={rows.hint}>{texts.job.retryStepNote(step)}</p>}
      </div>
    </div>
  );
}
