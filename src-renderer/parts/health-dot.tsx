import { makeStyles, mergeClasses, tokens } from '@fluentui/react-components';
import { useHealth } from '../stores/health-store.ts';

const useStyles = makeStyles({
  dot: {
    display: 'inline-block',
    width: '7px',
    height: '7px',
    marginLeft: '7px',
    borderRadius: '50%',
    verticalAlign: '2px',
    transition: 'opacity 160ms',
    '@media (forced-colors: active)': { backgroundColor: 'Highlight' },
  },
  // Its place is kept, so that no word of the navigation moves when the first look comes in.
  unknown: { opacity: 0 },
  Healthy: { backgroundColor: tokens.colorStatusSuccessForeground1 },
  Degraded: { backgroundColor: tokens.colorStatusWarningForeground1 },
  Unhealthy: { backgroundColor: tokens.colorStatusDangerForeground1 },
});

/** How the studio is, at the word that leads to the page which says more. Silent: the tooltip has it in words. */
export function HealthDot() {
  const styles = useStyles();
  const status = useHealth((state) => state.result?.status);
  return <span className={mergeClasses(styles.dot, styles[status ?? 'unknown'])} aria-hidden="true" />;
}
