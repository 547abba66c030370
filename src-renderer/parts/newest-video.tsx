import { Button, makeStyles, tokens } from '@fluentui/react-components';
import { FolderOpenRegular } from '@fluentui/react-icons/svg/folder-open';
import { PlayFilled } from '@fluentui/react-icons/svg/play';
import type { Job } from '../../src-shared/job.ts';
import { ago } from '../figures.ts';
import { openFolder } from '../stores/job-actions.ts';
import { requestPlay } from '../stores/play-store.ts';
import { goTo } from '../stores/route-store.ts';
import { useFilm } from '../stores/use-film.ts';
import { texts } from '../texts.ts';
import { Frame } from './frame.tsx';
import { lengthWords, sizeWords } from './job-words.ts';
import { useRowStyles } from './row-styles.ts';
import { focusOnShow } from './focus-on-show.ts';

const useStyles = makeStyles({
  foot: { display: 'flex', alignItems: 'center', columnGap: '8px', marginTop: '14px' },
  words: { flexGrow: 1, minWidth: 0 },
  title: { fontSize: tokens.fontSizeBase300, lineHeight: tokens.lineHeightBase300, fontWeight: 500 },
});

interface NewestVideoProps {
  job: Job;
  run: (work: () => Promise<unknown>) => Promise<void>;
}

/** The newest film, large, with Play and Open folder. */
export function NewestVideo({ job, run }: NewestVideoProps) {
  const styles = useStyles();
  const rows = useRowStyles();
  const film = useFilm(job);
  const open = () => goTo({ page: 'job', jobId: job.jobId });
  const play = () => {
    open();
    requestPlay(job.jobId);
  };
  return (
    <>
      <Frame
        width={16}
        height={9}
        reservedPx={300}
        imageUrl={film?.scenes[0]?.imageUrl}
        alt={texts.scene.frameAlt(0, job.title)}
      />
      <div className={styles.foot}>
        <div className={styles.words}>
          <h2 className={`${styles.title} ${rows.oneLine}`} title={job.title} dir="auto">
            {job.title}
          </h2>
          <p className={rows.meta}>
            {texts.joined(lengthWords(job), ago(job.endedUtc ?? job.createdUtc), sizeWords(job))}
          </p>
        </div>
        <Button appearance="primary" icon={<PlayFilled />} ref={focusOnShow} onClick={play}>
          {texts.success.play}
        </Button>
        <Button icon={<FolderOpenRegular />} onClick={() => void run(() => openFolder(job.jobId))}>
          {texts.success.openFolder}
        </Button>
      </div>
    </>
  );
}
