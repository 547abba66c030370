import { Button, makeStyles, tokens } from '@fluentui/react-components';
import { DismissRegular } from '@fluentui/react-icons/svg/dismiss';
import { WarningFilled } from '@fluentui/react-icons/svg/warning';
import { dismissWarnings, useWarnings } from '../stores/warnings-store.ts';
import { texts } from '../texts.ts';

const useStyles = makeStyles({
  root: {
    display: 'flex',
    alignItems: 'flex-start',
    columnGap: '8px',
    padding: '6px 8px 6px 16px',
    backgroundColor: tokens.colorStatusWarningBackground1,
    borderBottom: `1px solid ${tokens.colorStatusWarningBorder1}`,
    fontSize: tokens.fontSizeBase300,
    lineHeight: tokens.lineHeightBase300,
  },
  icon: { color: tokens.colorStatusWarningForeground1, flexShrink: 0, marginTop: '5px' },
  words: { flexGrow: 1, minWidth: 0, padding: '4px 0', userSelect: 'text', overflowWrap: 'anywhere' },
});

/** One bar under the title bar for what was found damaged at start and mended or set aside. */
export function WarningBar() {
  const styles = useStyles();
  const warnings = useWarnings((state) => state.warnings);
  if (warnings.length === 0) return null;
  return (
    <output className={styles.root}>
      <WarningFilled className={styles.icon} fontSize={18} aria-hidden="true" />
      <div className={styles.words}>
        {warnings.map((warning) => (
          <p key={warning} dir="auto">
            {warning}
          </p>
        ))}
      </div>
      <Button
        size="small"
        appearance="subtle"
        icon={<DismissRegular />}
        aria-label={texts.toast.dismiss}
        onClick={dismissWarnings}
      />
    </output>
  );
}
