import { makeStyles, mergeClasses, tokens } from '@fluentui/react-components';
import { texts } from '../texts.ts';
import { useRowStyles } from './row-styles.ts';

const useStyles = makeStyles({
  root: { width: '240px', flexShrink: 0 },
  head: { display: 'flex', justifyContent: 'space-between', columnGap: '12px', marginBottom: '8px' },
  words: { fontSize: tokens.fontSizeBase200, lineHeight: tokens.lineHeightBase200, fontWeight: 500 },
  bar: { display: 'grid', gridTemplateColumns: 'repeat(20, minmax(0, 1fr))', columnGap: '3px', height: '6px' },
  part: { borderRadius: '2px', backgroundColor: tokens.colorNeutralBackground6 },
  // Sure is not good, so it is neither green nor red.
  filled: { backgroundColor: tokens.colorCompoundBrandStroke },
});

const partCount = 20;
const parts = Array.from({ length: partCount }, (_, index) => index);

/** How sure the analysis is: twenty parts, and the band in words. */
export function ConfidenceBar({ confidence }: { confidence: number }) {
  const styles = useStyles();
  const rows = useRowStyles();
  const words = texts.analysis.confidenceWords(confidence);
  // A full bar would say that there is no doubt left.
  const filled = confidence >= 100 ? partCount : Math.min(partCount - 1, Math.round((confidence / 100) * partCount));
  return (
    <div className={styles.root}>
      <div className={styles.head}>
        <span className={rows.label}>{texts.analysis.confidence}</span>
        <span className={styles.words}>{words}</span>
      </div>
      <div className={styles.bar} aria-hidden="true">
        {parts.map((part) => (
          <span key={part} className={mergeClasses(styles.part, part < filled && styles.filled)} />
        ))}
      </div>
    </div>
  );
}
