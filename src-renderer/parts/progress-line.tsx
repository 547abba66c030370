import { makeStyles, mergeClasses, tokens } from '@fluentui/react-components';
import { useState } from 'react';

interface ProgressLineProps {
  /** 0 to 100. */
  value: number;
  label: string;
  /** Kept for screen readers where the eye needs no bar. */
  isHidden?: boolean;
  isThin?: boolean;
  className?: string;
}

const useStyles = makeStyles({
  track: {
    height: '4px',
    borderRadius: '2px',
    overflow: 'hidden',
    backgroundColor: tokens.colorNeutralBackground6,
  },
  thin: { height: '2px', borderRadius: '1px' },
  fill: {
    height: '100%',
    borderRadius: 'inherit',
    backgroundColor: tokens.colorCompoundBrandBackground,
    transition: 'transform 160ms linear',
  },
  hidden: { position: 'absolute', width: '1px', height: '1px', clipPath: 'inset(50%)' },
});

/** A bar that glides between events and never goes back. Give it a `key` per run. */
export function ProgressLine({ value, label, isHidden, isThin, className }: ProgressLineProps) {
  const styles = useStyles();
  const [highest, setHighest] = useState(Math.min(100, value));
  if (highest < 100 && value > highest) setHighest(Math.min(100, value));
  return (
    <div
      // oxlint-disable-next-line jsx-a11y/prefer-tag-over-role -- the bar of a progress element cannot glide
      role="progressbar"
      aria-label={label}
      aria-valuemin={0}
      aria-valuemax={100}
      aria-valuenow={Math.floor(highest)}
      className={mergeClasses(styles.track, isThin && styles.thin, isHidden && styles.hidden, className)}
    >
      <div className={styles.fill} style={{ transform: `translateX(${highest - 100}%)` }} />
    </div>
  );
}
