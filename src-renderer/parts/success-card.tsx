import { Button, makeStyles, tokens } from '@fluentui/react-components';
import { FolderOpenRegular } from '@fluentui/react-icons/svg/folder-open';
import { PlayFilled } from '@fluentui/react-icons/svg/play';
import type { Job } from '../../src-shared/job.ts';
import { clock, dimensions, fileName, size } from '../figures.ts';
import { openFolder } from '../stores/job-actions.ts';
import { requestPlay } from '../stores/play-store.ts';
import { goTo } from '../stores/route-store.ts';
import { useAction } from '../stores/use-action.ts';
import { texts } from '../texts.ts';
import { ErrorCard } from './error-card.tsx';
import { makingWords } from './job-words.ts';
import { useRowStyles } from './row-styles.ts';

const useStyles = makeStyles({
  root: { padding: '0 0 20px' },
  title: { fontSize: tokens.fontSizeBase400, lineHeight: tokens.lineHeightBase400, fontWeight: 600 },
  path: {
    marginTop: '4px',
    fontSize: tokens.fontSizeBase200,
    lineHeight: '18px',
    color: tokens.colorNeutralForeground2,
    overflowWrap: 'anywhere',
    userSelect: 'text',
  },
  facts: { marginTop: '4px' },
});

/** Where the finished film is and what it is; Play and Open folder. */
export function SuccessCard({ job }: { job: Job }) {
  const styles = useStyles();
  const rows = useRowStyles();
  const { run, failure } = useAction();
  const { output } = job;
  if (!output) return null;
  const play = () => {
    goTo({ page: 'job', jobId: job.jobId });
    requestPlay(job.jobId);
  };
  return (
    <section className={styles.root} aria-label={texts.success.title}>
      <h3 className={styles.title}>{texts.success.title}</h3>
      <p className={styles.path}>{output.videoPath}</p>
      <p className={`${rows.hint} ${styles.facts}`}>
        {texts.joined(
          size(output.sizeBytes),
          clock(output.durationSeconds),
          dimensions(output.width, output.height),
          ...makingWords(output),
        )}
      </p>
      {output.creditsPath && (
        <p className={`${rows.hint} ${styles.facts}`} title={output.creditsPath}>
          {texts.success.credits(fileName(output.creditsPath))}
        </p>
      )}
      <div className={rows.buttons}>
        <Button appearance="primary" icon={<PlayFilled />} onClick={play}>
          {texts.success.play}
        </Button>
        <Button icon={<FolderOpenRegular />} onClick={() => void run(() => openFolder(job.jobId))}>
          {texts.success.openFolder}
        </Button>
      </div>
      {failure && <ErrorCard failure={failure} jobId={job.jobId} isCompact />}
    </section>
  );
}
