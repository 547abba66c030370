import { makeStyles, tokens } from '@fluentui/react-components';
import { useRef, type PointerEvent } from 'react';
import { clock } from '../figures.ts';
import { texts } from '../texts.ts';
import type { PlayerChapter } from './chapters.ts';

const useStyles = makeStyles({
  root: {
    position: 'relative',
    display: 'flex',
    alignItems: 'center',
    columnGap: '3px',
    flexGrow: 1,
    minWidth: '80px',
    height: '28px',
    borderRadius: tokens.borderRadiusMedium,
    touchAction: 'none',
  },
  segment: {
    position: 'relative',
    flexBasis: 0,
    height: '4px',
    borderRadius: '2px',
    overflow: 'hidden',
    backgroundColor: tokens.colorNeutralBackground6,
  },
  fill: {
    position: 'absolute',
    inset: 0,
    transformOrigin: 'left',
    backgroundColor: tokens.colorCompoundBrandBackground,
  },
  head: {
    position: 'absolute',
    width: '12px',
    height: '12px',
    marginLeft: '-6px',
    borderRadius: '50%',
    backgroundColor: tokens.colorCompoundBrandBackground,
    pointerEvents: 'none',
  },
});

interface ScrubberProps {
  chapters: PlayerChapter[];
  positionSeconds: number;
  durationSeconds: number;
  onSeek: (seconds: number) => void;
}

const part = (value: number, from: number, to: number): number =>
  to <= from ? 0 : Math.max(0, Math.min(1, (value - from) / (to - from)));

/** Where the film is; chapters show as gaps. */
export function Scrubber({ chapters, positionSeconds, durationSeconds, onSeek }: ScrubberProps) {
  const styles = useStyles();
  const track = useRef<HTMLDivElement>(null);
  const whole = [{ startSeconds: 0, endSeconds: durationSeconds }];
  const segments = chapters.length > 1 ? chapters : whole;
  const seekTo = (event: PointerEvent) => {
    const box = track.current?.getBoundingClientRect();
    if (box) onSeek(part(event.clientX, box.left, box.right) * durationSeconds);
  };
  return (
    <div
      ref={track}
      // oxlint-disable-next-line jsx-a11y/prefer-tag-over-role -- a range input has one track; chapters are gaps in this one
      role="slider"
      tabIndex={0}
      className={styles.root}
      aria-label={texts.player.position}
      aria-valuemin={0}
      aria-valuemax={Math.round(durationSeconds)}
      aria-valuenow={Math.round(positionSeconds)}
      aria-valuetext={texts.player.positionOf(clock(positionSeconds), clock(durationSeconds))}
      onPointerDown={(event) => {
        event.currentTarget.setPointerCapture(event.pointerId);
        seekTo(event);
      }}
      onPointerMove={(event) => event.buttons === 1 && seekTo(event)}
    >
      {segments.map(({ startSeconds, endSeconds }) => (
        <span
          key={startSeconds}
          className={styles.segment}
          style={{ flexGrow: Math.max(0.01, endSeconds - startSeconds) }}
        >
          <span
            className={styles.fill}
            style={{ transform: `scaleX(${part(positionSeconds, startSeconds, endSeconds)})` }}
          />
        </span>
      ))}
      <span className={styles.head} style={{ left: `${part(positionSeconds, 0, durationSeconds) * 100}%` }} />
    </div>
  );
}
