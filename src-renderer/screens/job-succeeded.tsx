import { Button, makeStyles } from '@fluentui/react-components';
import { FolderOpenRegular } from '@fluentui/react-icons/svg/folder-open';
import type { FilmState } from '../../src-shared/ipc.ts';
import type { Job } from '../../src-shared/job.ts';
import { dimensions, fileName, shortPath, size } from '../figures.ts';
import { ErrorCard } from '../parts/error-card.tsx';
import { JobTitle } from '../parts/job-title.tsx';
import { makingWords, secondsTaken } from '../parts/job-words.ts';
import { NoticeCard } from '../parts/notice-card.tsx';
import { Player } from '../parts/player.tsx';
import { Receipt } from '../parts/receipt.tsx';
import { useRowStyles } from '../parts/row-styles.ts';
import { StateLabel } from '../parts/state-label.tsx';
import { openFolder, retryJob, retryStep } from '../stores/job-actions.ts';
import { useAction } from '../stores/use-action.ts';
import { texts } from '../texts.ts';

const useStyles = makeStyles({
  title: { marginTop: '20px' },
  facts: { display: 'flex', flexWrap: 'wrap', alignItems: 'center', columnGap: '14px' },
  receipts: { display: 'flex', flexDirection: 'column', rowGap: '8px' },
  gone: { marginTop: '16px', maxWidth: '760px' },
});

function Facts({ job }: { job: Job }) {
  const styles = useStyles();
  const { output } = job;
  const taken = secondsTaken(job);
  return (
    <div className={styles.facts}>
      <StateLabel job={job} words={taken === undefined ? texts.job.status.Succeeded : texts.job.succeededIn(taken)} />
      {output && (
        <span title={output.videoPath}>
          {texts.joined(
            dimensions(output.width, output.height),
            texts.settings.frames(Math.round(output.frameRate)),
            size(output.sizeBytes),
            ...makingWords(output),
            shortPath(output.videoPath),
          )}
        </span>
      )}
    </div>
  );
}

function Replaced({ job, run }: { job: Job; run: (work: () => Promise<unknown>) => Promise<void> }) {
  const styles = useStyles();
  const rows = useRowStyles();
  // What has a receipt is a warning too, with the same reason.
  const warnings = job.warnings.filter((warning) => !job.degradations.some(({ reason }) => warning.includes(reason)));
  return (
    <>
      {job.degradations.length > 0 && (
        <section className={styles.receipts} aria-label={texts.receipt.heading}>
          <h2 className={rows.label}>{texts.receipt.heading}</h2>
          {job.degradations.map((degradation) => (
            <Receipt
              key={`${degradation.step} ${degradation.replaced}`}
              degradation={degradation}
              onRedo={() => void run(() => retryStep(job.jobId, degradation.redoStep ?? degradation.step))}
            />
          ))}
        </section>
      )}
      {warnings.length > 0 && (
        <section className={styles.receipts} aria-label={texts.receipt.warnings}>
          <h2 className={rows.label}>{texts.receipt.warnings}</h2>
          {warnings.map((warning) => (
            <p key={warning} className={rows.hint}>
              {warning}
            </p>
          ))}
        </section>
      )}
    </>
  );
}

/** The finished film: player, facts read from the file, and what was replaced on the way. */
export function JobSucceeded({ job, film }: { job: Job; film: FilmState | undefined }) {
  const styles = useStyles();
  const rows = useRowStyles();
  const { run, failure } = useAction();
  const folderButton = (
    <Button icon={<FolderOpenRegular />} onClick={() => void run(() => openFolder(job.jobId))}>
      {texts.success.openFolder}
    </Button>
  );
  const title = (
    <div className={styles.title}>
      <JobTitle job={job} actions={folderButton}>
        <Facts job={job} />
        {job.output?.creditsPath && (
          <p className={rows.hint} title={job.output.creditsPath}>
            {texts.success.credits(fileName(job.output.creditsPath))}
          </p>
        )}
      </JobTitle>
      {failure && <ErrorCard failure={failure} jobId={job.jobId} />}
    </div>
  );
  if (film?.videoUrl)
    return (
      <Player job={job} film={{ ...film, videoUrl: film.videoUrl }} side={<Replaced job={job} run={run} />}>
        {title}
      </Player>
    );
  return (
    <>
      {title}
      {film?.isFileMissing && (
        <div className={styles.gone}>
          <NoticeCard tone="quiet" title={texts.job.fileMissing} body={texts.job.fileMissingNext}>
            <Button appearance="primary" onClick={() => void run(() => retryJob(job.jobId))}>
              {texts.failure.retryJob}
            </Button>
          </NoticeCard>
        </div>
      )}
    </>
  );
}
