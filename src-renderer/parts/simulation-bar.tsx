import { Button, makeStyles, tokens } from '@fluentui/react-components';
import { BeakerFilled } from '@fluentui/react-icons/svg/beaker';
import { useResilience } from '../stores/resilience-store.ts';
import { changeSetting } from '../stores/settings-store.ts';
import { useAction } from '../stores/use-action.ts';
import { texts } from '../texts.ts';

const useStyles = makeStyles({
  root: {
    display: 'flex',
    alignItems: 'center',
    columnGap: '10px',
    padding: '6px 12px 6px 16px',
    backgroundColor: tokens.colorStatusDangerBackground1,
    borderBottom: `1px solid ${tokens.colorStatusDangerBorder1}`,
    fontSize: tokens.fontSizeBase300,
    lineHeight: tokens.lineHeightBase300,
    fontWeight: 600,
  },
  icon: { color: tokens.colorStatusDangerForeground1, flexShrink: 0 },
  words: { flexGrow: 1, minWidth: 0 },
});

/** Nobody may take a simulated failure for a real one, so this stands over every page and cannot be closed. */
export function SimulationBar() {
  const styles = useStyles();
  const isSimulating = useResilience((state) => state.update?.isSimulating) ?? false;
  const { run, isBusy } = useAction();
  if (!isSimulating) return null;
  return (
    <output className={styles.root}>
      <BeakerFilled className={styles.icon} fontSize={18} aria-hidden="true" />
      <span className={styles.words}>{texts.banners.simulating}</span>
      <Button
        size="small"
        disabledFocusable={isBusy}
        onClick={() => void run(() => changeSetting('testing.simulateFailures', null))}
      >
        {texts.banners.stopSimulating}
      </Button>
    </output>
  );
}
