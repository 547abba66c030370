import { Button, makeStyles, tokens, Tooltip } from '@fluentui/react-components';
import { ClosedCaptionFilled, ClosedCaptionRegular } from '@fluentui/react-icons/svg/closed-caption';
import { FullScreenMaximizeRegular } from '@fluentui/react-icons/svg/full-screen-maximize';
import { PauseFilled } from '@fluentui/react-icons/svg/pause';
import { PlayFilled } from '@fluentui/react-icons/svg/play';
import { Speaker2Regular } from '@fluentui/react-icons/svg/speaker';
import { SpeakerMuteRegular } from '@fluentui/react-icons/svg/speaker-mute';
import { clock } from '../figures.ts';
import { texts } from '../texts.ts';
import type { PlayerChapter } from './chapters.ts';
import { Scrubber } from './scrubber.tsx';
import type { VideoControls } from './use-video.ts';

const useStyles = makeStyles({
  root: { display: 'flex', alignItems: 'center', columnGap: '12px', marginTop: '13px' },
  time: {
    minWidth: '66px',
    fontSize: tokens.fontSizeBase200,
    fontVariantNumeric: 'tabular-nums',
    whiteSpace: 'nowrap',
    color: tokens.colorNeutralForeground2,
  },
  icons: { display: 'flex' },
});

interface PlayerControlsProps {
  video: VideoControls;
  chapters: PlayerChapter[];
  durationSeconds: number;
  canCaption: boolean;
}

const withKey = (label: string, key: string) => `${label} (${key})`;

/** Play, position, captions, sound, full screen. */
export function PlayerControls({ video, chapters, durationSeconds, canCaption }: PlayerControlsProps) {
  const styles = useStyles();
  return (
    <div className={styles.root}>
      <Button
        appearance="primary"
        data-player-play
        icon={video.isPlaying ? <PauseFilled /> : <PlayFilled />}
        onClick={video.toggle}
      >
        {video.isPlaying ? texts.player.pause : texts.player.play}
      </Button>
      <span className={styles.time}>
        {clock(video.positionSeconds)} / {clock(durationSeconds)}
      </span>
      <Scrubber
        chapters={chapters}
        positionSeconds={video.positionSeconds}
        durationSeconds={durationSeconds}
        onSeek={video.seek}
      />
      <div className={styles.icons}>
        {canCaption && (
          <Tooltip content={withKey(texts.player.captions, 'C')} relationship="description">
            <Button
              appearance="subtle"
              icon={video.hasCaptions ? <ClosedCaptionFilled /> : <ClosedCaptionRegular />}
              aria-label={texts.player.captions}
              aria-pressed={video.hasCaptions}
              onClick={video.toggleCaptions}
            />
          </Tooltip>
        )}
        <Button
          appearance="subtle"
          icon={video.isMuted ? <SpeakerMuteRegular /> : <Speaker2Regular />}
          aria-label={video.isMuted ? texts.player.unmute : texts.player.mute}
          onClick={video.toggleMute}
        />
        <Tooltip content={withKey(texts.player.fullScreen, 'F')} relationship="description">
          <Button
            appearance="subtle"
            icon={<FullScreenMaximizeRegular />}
            aria-label={texts.player.fullScreen}
            onClick={video.toggleFullScreen}
          />
        </Tooltip>
      </div>
    </div>
  );
}
