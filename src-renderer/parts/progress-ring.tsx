import { makeStyles, tokens } from '@fluentui/react-components';

const useStyles = makeStyles({
  track: { stroke: tokens.colorNeutralBackground6 },
  fill: { stroke: tokens.colorCompoundBrandStroke, transition: 'stroke-dashoffset 160ms linear' },
});

const radius = 6.5;
const circumference = 2 * Math.PI * radius;

/** A ring filled by its percent. Decoration: the words beside it say the same. */
export function ProgressRing({ percent, sizePx = 16 }: { percent: number; sizePx?: number }) {
  const styles = useStyles();
  return (
    <svg width={sizePx} height={sizePx} viewBox="0 0 16 16" fill="none" strokeWidth="2.4" aria-hidden="true">
      <circle className={styles.track} cx="8" cy="8" r={radius} />
      <circle
        className={styles.fill}
        cx="8"
        cy="8"
        r={radius}
        strokeLinecap="round"
        strokeDasharray={circumference}
        strokeDashoffset={circumference * (1 - Math.max(4, percent) / 100)}
        transform="rotate(-90 8 8)"
      />
    </svg>
  );
}
