import { Link, makeStyles, tokens } from '@fluentui/react-components';
import { WarningFilled } from '@fluentui/react-icons/svg/warning';
import type { Degradation } from '../../src-shared/job.ts';
import { texts } from '../texts.ts';

const useStyles = makeStyles({
  root: {
    display: 'grid',
    gridTemplateColumns: '16px 1fr',
    columnGap: '8px',
    padding: '10px 14px 12px 12px',
    borderRadius: tokens.borderRadiusLarge,
    backgroundColor: tokens.colorStatusWarningBackground1,
    fontSize: tokens.fontSizeBase200,
    lineHeight: '18px',
    userSelect: 'text',
    overflowWrap: 'anywhere',
  },
  icon: { color: tokens.colorStatusWarningForeground1, marginTop: '1px' },
  title: { fontWeight: 500, color: tokens.colorNeutralForeground1 },
  reason: { color: tokens.colorNeutralForeground2 },
  redo: { fontSize: tokens.fontSizeBase200, fontWeight: 500, marginTop: '4px', width: 'fit-content' },
});

interface ReceiptProps {
  degradation: Degradation;
  /** Absent while the job runs: nothing can be made again yet. */
  onRedo?: (() => void) | undefined;
}

/** What was replaced, by what, why, and the way to the real thing. */
export function Receipt({ degradation, onRedo }: ReceiptProps) {
  const styles = useStyles();
  const { replaced, replacement, reason, redoStep } = degradation;
  return (
    <div className={styles.root}>
      <WarningFilled className={styles.icon} fontSize={16} aria-hidden="true" />
      <div>
        <p className={styles.title}>{texts.receipt.title(replacement, replaced)}</p>
        <p className={styles.reason}>{reason}</p>
        {redoStep && onRedo && (
          <Link as="button" className={styles.redo} onClick={onRedo}>
            {texts.receipt.redo(redoStep)}
          </Link>
        )}
      </div>
    </div>
  );
}
