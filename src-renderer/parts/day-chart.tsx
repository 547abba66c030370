import { makeStyles, tokens } from '@fluentui/react-components';
import { texts } from '../texts.ts';
import { useRowStyles } from './row-styles.ts';

const useStyles = makeStyles({
  root: { width: '168px', alignSelf: 'end', '@container page (max-width: 1100px)': { width: '100%' } },
  svg: { display: 'block', width: '100%', height: '40px', overflow: 'visible' },
  bar: { fill: tokens.colorNeutralBackground6 },
  highest: { fill: tokens.colorCompoundBrandBackground },
  line: {
    fill: 'none',
    stroke: tokens.colorCompoundBrandStroke,
    strokeWidth: '2px',
    vectorEffect: 'non-scaling-stroke',
  },
  axis: {
    display: 'flex',
    justifyContent: 'space-between',
    marginTop: '6px',
    fontSize: tokens.fontSizeBase100,
    lineHeight: tokens.lineHeightBase100,
  },
});

const height = 40;
const step = 7;

interface DayChartProps {
  /** One value an hour, oldest first; null where there was nothing to count. */
  values: readonly (number | null)[];
  kind: 'bars' | 'line';
  /** What the picture says, for those who do not see it. */
  label: string;
}

/** Twenty-four hours beside a figure: quiet bars with the highest in the accent, or a line. */
export function DayChart({ values, kind, label }: DayChartProps) {
  const styles = useStyles();
  const rows = useRowStyles();
  const most = Math.max(0, ...values.map((value) => value ?? 0));
  return (
    <figure className={styles.root} aria-label={label}>
      <svg
        className={styles.svg}
        viewBox={`0 0 ${values.length * step} ${height}`}
        preserveAspectRatio="none"
        aria-hidden="true"
      >
        {kind === 'line' ? (
          <polyline className={styles.line} points={pointsOf(values, most)} />
        ) : (
          values.map((value, index) => {
            const tall = most === 0 ? 2 : Math.max(2, ((value ?? 0) / most) * height);
            const isHighest = most > 0 && values.indexOf(most) === index;
            return (
              <rect
                key={index}
                className={isHighest ? styles.highest : styles.bar}
                x={index * step}
                y={height - tall}
                width={step - 2}
                height={tall}
                rx={1}
              />
            );
          })
        )}
      </svg>
      <div className={`${styles.axis} ${rows.hint}`} aria-hidden="true">
        <span>{texts.resilience.dayAgo}</span>
        <span>{texts.resilience.now}</span>
      </div>
    </figure>
  );
}

/** Hours without a call keep the height of the hour before. */
function pointsOf(values: readonly (number | null)[], most: number): string {
  let last = 1;
  return values
    .map((value, index) => {
      last = value ?? last;
      // One try a call is the floor.
      const part = most <= 1 ? 0 : (last - 1) / (most - 1);
      return `${index * step + step / 2},${(height - 3 - part * (height - 8)).toFixed(1)}`;
    })
    .join(' ');
}
