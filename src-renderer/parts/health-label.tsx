import { makeStyles, mergeClasses, tokens } from '@fluentui/react-components';
import { BeakerRegular } from '@fluentui/react-icons/svg/beaker';
import { CheckmarkCircleFilled } from '@fluentui/react-icons/svg/checkmark-circle';
import { CircleHintRegular } from '@fluentui/react-icons/svg/circle-hint';
import { CloudOffRegular } from '@fluentui/react-icons/svg/cloud-off';
import { ErrorCircleFilled } from '@fluentui/react-icons/svg/error-circle';
import { LockClosedRegular } from '@fluentui/react-icons/svg/lock-closed';
import { PlugDisconnectedRegular } from '@fluentui/react-icons/svg/plug-disconnected';
import { WarningFilled } from '@fluentui/react-icons/svg/warning';
import { useRowStyles } from './row-styles.ts';

const useStyles = makeStyles({
  root: {
    display: 'flex',
    alignItems: 'center',
    columnGap: '6px',
    minWidth: 0,
    fontSize: tokens.fontSizeBase200,
    lineHeight: tokens.lineHeightBase200,
    fontWeight: 500,
    fontVariantNumeric: 'tabular-nums',
  },
  success: { color: tokens.colorStatusSuccessForeground1 },
  danger: { color: tokens.colorStatusDangerForeground1 },
  warning: { color: tokens.colorStatusWarningForeground1 },
  quiet: { color: tokens.colorNeutralForeground3 },
  normal: { color: tokens.colorNeutralForeground2 },
  icon: { flexShrink: 0 },
});

/** Icon, its colour, the colour of its word: grey where it is the normal case. */
const looks = {
  healthy: [CheckmarkCircleFilled, 'success', 'normal'],
  unknown: [CircleHintRegular, 'quiet', 'quiet'],
  lock: [LockClosedRegular, 'quiet', 'quiet'],
  offline: [CloudOffRegular, 'quiet', 'quiet'],
  warning: [WarningFilled, 'warning', 'warning'],
  failed: [ErrorCircleFilled, 'danger', 'danger'],
  open: [PlugDisconnectedRegular, 'danger', 'danger'],
  halfOpen: [BeakerRegular, 'warning', 'warning'],
} as const;
export type HealthIcon = keyof typeof looks;

/** A state by icon and word. */
export function HealthLabel({ icon, words }: { icon: HealthIcon; words: string }) {
  const styles = useStyles();
  const rows = useRowStyles();
  const [Icon, iconTone, wordTone] = looks[icon];
  return (
    <span className={styles.root}>
      <Icon className={mergeClasses(styles.icon, styles[iconTone])} fontSize={16} aria-hidden="true" />
      <span className={mergeClasses(rows.oneLine, styles[wordTone])} title={words}>
        {words}
      </span>
    </span>
  );
}
