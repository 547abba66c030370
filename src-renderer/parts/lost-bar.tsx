import { makeStyles, tokens } from '@fluentui/react-components';
import { ErrorCircleFilled } from '@fluentui/react-icons/svg/error-circle';
import { useConnection } from '../stores/connection-store.ts';
import { texts } from '../texts.ts';

const useStyles = makeStyles({
  root: {
    display: 'flex',
    alignItems: 'center',
    columnGap: '8px',
    padding: '8px 16px',
    backgroundColor: tokens.colorStatusDangerBackground1,
    borderBottom: `1px solid ${tokens.colorStatusDangerBorder1}`,
    fontSize: tokens.fontSizeBase300,
    userSelect: 'text',
  },
  icon: { color: tokens.colorStatusDangerForeground1, flexShrink: 0 },
});

/** One bar under the title bar while the main process does not answer. */
export function LostBar() {
  const styles = useStyles();
  const isLost = useConnection((state) => state.isLost);
  if (!isLost) return null;
  return (
    <div className={styles.root} role="alert">
      <ErrorCircleFilled className={styles.icon} fontSize={18} aria-hidden="true" />
      {texts.lost}
    </div>
  );
}
