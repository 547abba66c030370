import { makeStyles, tokens } from '@fluentui/react-components';
import { useEffect, useRef, type ReactNode } from 'react';
import type { FilmState } from '../../src-shared/ipc.ts';
import type { Job } from '../../src-shared/job.ts';
import { takePlayWish, usePlayWish } from '../stores/play-store.ts';
import { texts } from '../texts.ts';
import { chapterAt, playerChapters } from './chapters.ts';
import { ChapterList } from './chapter-list.tsx';
import { Frame } from './frame.tsx';
import { PlayerControls } from './player-controls.tsx';
import { usePlayerKeys } from './use-player-keys.ts';
import { useVideo, type VideoControls } from './use-video.ts';

const useStyles = makeStyles({
  root: {
    display: 'grid',
    gridTemplateColumns: 'minmax(0, 1fr) 284px',
    columnGap: '36px',
    '@media (max-width: 1099px)': { gridTemplateColumns: 'minmax(0, 1fr) 240px', columnGap: '28px' },
    // The drawer beside it leaves too little for two columns.
    '@container page (max-width: 960px)': { gridTemplateColumns: 'minmax(0, 1fr)', rowGap: '28px' },
  },
  video: { display: 'block', width: '100%', height: '100%', backgroundColor: '#05070c' },
  side: { display: 'flex', flexDirection: 'column', rowGap: '24px', minWidth: 0 },
  broken: { marginTop: '8px', fontSize: tokens.fontSizeBase300, color: tokens.colorStatusDangerForeground1 },
});

interface PlayerProps {
  job: Job;
  film: FilmState & { videoUrl: string };
  /** Under the player: title and facts. */
  children: ReactNode;
  /** Under the chapters. */
  side: ReactNode;
}

/** The finished film: frame, controls, chapters. */
export function Player({ job, film, children, side }: PlayerProps) {
  const styles = useStyles();
  const videoRef = useRef<HTMLVideoElement>(null);
  const root = useRef<HTMLDivElement>(null);
  const video = useVideo(videoRef);
  const chapters = playerChapters(job, film);
  usePlayerKeys(video, chapters);
  usePlayWishes(job.jobId, video);
  useEffect(() => focusPlay(root.current), []);
  const durationSeconds = job.output?.durationSeconds ?? 0;
  return (
    <div ref={root} className={styles.root}>
      <div>
        <Frame
          width={film.width}
          height={film.height}
          reservedPx={252}
          media={
            <video
              ref={videoRef}
              className={styles.video}
              src={film.videoUrl}
              poster={film.scenes[0]?.imageUrl}
              preload="auto"
              crossOrigin="anonymous"
              aria-label={texts.player.label}
              onClick={video.toggle}
              onDoubleClick={video.toggleFullScreen}
            >
              <track
                kind="captions"
                src={film.captionsUrl}
                srcLang={job.brief.language}
                label={texts.player.captions}
              />
            </video>
          }
        />
        <PlayerControls
          video={video}
          chapters={chapters}
          durationSeconds={durationSeconds}
          canCaption={film.captionsUrl !== undefined}
        />
        {video.isBroken && (
          <p className={styles.broken} role="alert">
            {texts.player.cannotPlay}
          </p>
        )}
        {children}
      </div>
      <div className={styles.side}>
        <ChapterList chapters={chapters} current={chapterAt(chapters, video.positionSeconds)} onSeek={video.seek} />
        {side}
      </div>
    </div>
  );
}

/** Play has the focus, unless the user is at work in another region. */
function focusPlay(root: HTMLElement | null): void {
  const { activeElement } = document;
  const isElsewhere = activeElement?.closest('[data-region="drawer"], [data-region="help"]');
  if (!isElsewhere) root?.querySelector<HTMLElement>('[data-player-play]')?.focus({ preventScroll: true });
}

function usePlayWishes(jobId: string, video: VideoControls): void {
  const isWished = usePlayWish((state) => state.jobId === jobId);
  useEffect(() => {
    if (!isWished) return;
    takePlayWish();
    if (!video.isPlaying) video.toggle();
  }, [isWished, video]);
}
