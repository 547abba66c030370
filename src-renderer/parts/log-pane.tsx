import { makeStyles, tokens } from '@fluentui/react-components';
import type { LiveJob } from '../stores/fold-job-event.ts';
import { texts } from '../texts.ts';
import { useRowStyles } from './row-styles.ts';

const useStyles = makeStyles({
  root: {
    marginTop: '8px',
    paddingTop: '12px',
    borderTop: `1px solid ${tokens.colorNeutralStroke2}`,
    userSelect: 'text',
  },
  line: {
    fontFamily: tokens.fontFamilyMonospace,
    fontSize: tokens.fontSizeBase100,
    lineHeight: '17px',
    color: tokens.colorNeutralForeground2,
    overflowWrap: 'anywhere',
    whiteSpace: 'pre-wrap',
    contentVisibility: 'auto',
    containIntrinsicSize: 'auto 17px',
  },
  warn: { color: tokens.colorStatusWarningForeground1 },
  error: { color: tokens.colorStatusDangerForeground1 },
  info: {},
  debug: { color: tokens.colorNeutralForeground3 },
});

/** What was logged for the job, its last lines; how many came before is said. */
export function LogPane({ live }: { live: LiveJob | undefined }) {
  const styles = useStyles();
  const rows = useRowStyles();
  const lines = live?.log ?? [];
  return (
    <section className={styles.root} aria-label={texts.drawer.logTitle}>
      {lines.length === 0 && <p className={rows.hint}>{texts.drawer.logEmpty}</p>}
      {live && live.hiddenLogCount > 0 && <p className={rows.hint}>{texts.drawer.logHidden(live.hiddenLogCount)}</p>}
      {lines.map((line) => (
        <p key={line.seq} className={`${styles.line} ${styles[line.level]}`}>
          {line.message}
        </p>
      ))}
    </section>
  );
}
