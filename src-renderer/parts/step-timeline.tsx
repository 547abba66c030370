import { makeStyles, mergeClasses, tokens } from '@fluentui/react-components';
import type { Job, Step } from '../../src-shared/job.ts';
import { span } from '../figures.ts';
import { texts } from '../texts.ts';
import { useRowStyles } from './row-styles.ts';

const useStyles = makeStyles({
  list: { marginTop: '8px' },
  row: {
    display: 'grid',
    gridTemplateColumns: '84px minmax(0, 1fr) 64px',
    alignItems: 'center',
    columnGap: '12px',
    height: '24px',
    fontSize: tokens.fontSizeBase200,
    color: tokens.colorNeutralForeground2,
  },
  track: { position: 'relative', height: '6px', borderRadius: '3px', backgroundColor: tokens.colorNeutralBackground3 },
  bar: {
    position: 'absolute',
    top: 0,
    bottom: 0,
    minWidth: '4px',
    borderRadius: '3px',
    backgroundColor: tokens.colorNeutralForeground4,
  },
  failed: { backgroundColor: tokens.colorCompoundBrandStroke },
  took: { textAlign: 'right', fontVariantNumeric: 'tabular-nums', color: tokens.colorNeutralForeground3 },
});

interface Stretch {
  step: Step;
  fromSeconds: number;
  tookSeconds: number;
}

function stretchesOf(job: Job): { stretches: Stretch[]; wholeSeconds: number } {
  const began = Date.parse(job.startedUtc ?? job.createdUtc);
  const stretches = job.steps.flatMap((step) => {
    if (step.startedAt === undefined || step.durationMs === undefined) return [];
    const fromSeconds = Math.max(0, (Date.parse(step.startedAt) - began) / 1000);
    return { step, fromSeconds, tookSeconds: step.durationMs / 1000 };
  });
  const wholeSeconds = Math.max(0.001, ...stretches.map(({ fromSeconds, tookSeconds }) => fromSeconds + tookSeconds));
  return { stretches, wholeSeconds };
}

/** When each step ran and how long: grey bars, the one that failed in the accent. Each says the same in words. */
export function StepTimeline({ job }: { job: Job }) {
  const styles = useStyles();
  const rows = useRowStyles();
  const { stretches, wholeSeconds } = stretchesOf(job);
  if (stretches.length === 0) return null;
  return (
    <section aria-label={texts.timeline.title}>
      <h2 className={rows.label}>{texts.timeline.title}</h2>
      <ul className={styles.list}>
        {stretches.map(({ step, fromSeconds, tookSeconds }) => (
          <li key={step.name} className={styles.row}>
            <span className={rows.hidden}>
              {texts.timeline.row(
                texts.step.title(step.name),
                texts.step.status[step.status],
                fromSeconds,
                tookSeconds,
              )}
            </span>
            <span aria-hidden="true">{texts.step.title(step.name)}</span>
            <span className={styles.track} aria-hidden="true">
              <span
                className={mergeClasses(styles.bar, step.status === 'Failed' && styles.failed)}
                style={{
                  left: `${(fromSeconds / wholeSeconds) * 100}%`,
                  width: `${(tookSeconds / wholeSeconds) * 100}%`,
                }}
              />
            </span>
            <span className={styles.took} aria-hidden="true">
              {span(tookSeconds)}
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}
