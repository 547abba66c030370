import { makeStyles, mergeClasses, tokens } from '@fluentui/react-components';
import { ErrorCircleFilled } from '@fluentui/react-icons/svg/error-circle';
import { PauseCircleFilled } from '@fluentui/react-icons/svg/pause-circle';
import { WarningFilled } from '@fluentui/react-icons/svg/warning';
import type { ReactNode } from 'react';

const useStyles = makeStyles({
  root: {
    display: 'grid',
    gridTemplateColumns: '18px minmax(0, 1fr)',
    columnGap: '18px',
    padding: '20px 24px 20px 22px',
    border: `1px solid ${tokens.colorNeutralStroke2}`,
    borderRadius: tokens.borderRadiusXLarge,
    backgroundColor: tokens.colorNeutralBackground2,
  },
  danger: {
    border: `1px solid ${tokens.colorStatusDangerBorder1}`,
    backgroundColor: tokens.colorStatusDangerBackground1,
  },
  warning: {
    border: `1px solid ${tokens.colorStatusWarningBorder1}`,
    backgroundColor: tokens.colorStatusWarningBackground1,
  },
  compact: { columnGap: '10px', padding: '14px 16px' },
  dangerIcon: { marginTop: '2px', color: tokens.colorStatusDangerForeground1 },
  quietIcon: { marginTop: '2px', color: tokens.colorStatusWarningForeground1 },
  title: {
    fontSize: tokens.fontSizeBase400,
    lineHeight: tokens.lineHeightBase400,
    fontWeight: 600,
    letterSpacing: '-0.008em',
    userSelect: 'text',
    overflowWrap: 'anywhere',
  },
  titleCompact: { fontSize: tokens.fontSizeBase300, lineHeight: tokens.lineHeightBase300 },
  body: {
    marginTop: '4px',
    maxWidth: '620px',
    fontSize: tokens.fontSizeBase300,
    lineHeight: tokens.lineHeightBase300,
    color: tokens.colorNeutralForeground2,
    userSelect: 'text',
    overflowWrap: 'anywhere',
  },
});

const icons = { danger: ErrorCircleFilled, warning: WarningFilled, quiet: PauseCircleFilled };

interface NoticeCardProps {
  tone: 'danger' | 'warning' | 'quiet';
  title: string;
  body: string;
  isCompact?: boolean | undefined;
  children?: ReactNode;
}

/** One card for everything that stopped: what happened, what to do, and the buttons for it. */
export function NoticeCard({ tone, title, body, isCompact = false, children }: NoticeCardProps) {
  const styles = useStyles();
  const Icon = icons[tone];
  const surface = { danger: styles.danger, warning: styles.warning, quiet: undefined }[tone];
  return (
    <div className={mergeClasses(styles.root, surface, isCompact && styles.compact)}>
      <Icon className={tone === 'danger' ? styles.dangerIcon : styles.quietIcon} fontSize={18} aria-hidden="true" />
      <div>
        <h2 className={mergeClasses(styles.title, isCompact && styles.titleCompact)}>{title}</h2>
        <p className={styles.body}>{body}</p>
        {children}
      </div>
    </div>
  );
}
