import { makeStyles, tokens } from '@fluentui/react-components';
import { CheckmarkCircleFilled } from '@fluentui/react-icons/svg/checkmark-circle';
import { CircleRegular } from '@fluentui/react-icons/svg/circle';
import { ClockRegular } from '@fluentui/react-icons/svg/clock';
import { DismissCircleRegular } from '@fluentui/react-icons/svg/dismiss-circle';
import { ErrorCircleFilled } from '@fluentui/react-icons/svg/error-circle';
import { PauseCircleFilled } from '@fluentui/react-icons/svg/pause-circle';
import { SubtractCircleRegular } from '@fluentui/react-icons/svg/subtract-circle';
import { WarningFilled } from '@fluentui/react-icons/svg/warning';
import type { HealthStatus } from '../../src-shared/health.ts';
import type { JobStatus, StepStatus } from '../../src-shared/job.ts';
import { ProgressRing } from './progress-ring.tsx';

type State = JobStatus | StepStatus | HealthStatus;

const useStyles = makeStyles({
  quiet: { color: tokens.colorNeutralForeground3 },
  success: { color: tokens.colorStatusSuccessForeground1 },
  danger: { color: tokens.colorStatusDangerForeground1 },
  warning: { color: tokens.colorStatusWarningForeground1 },
});

const icons = {
  Pending: [CircleRegular, 'quiet'],
  Queued: [ClockRegular, 'quiet'],
  Succeeded: [CheckmarkCircleFilled, 'success'],
  Healthy: [CheckmarkCircleFilled, 'success'],
  Failed: [ErrorCircleFilled, 'danger'],
  Unhealthy: [ErrorCircleFilled, 'danger'],
  Degraded: [WarningFilled, 'warning'],
  Skipped: [SubtractCircleRegular, 'quiet'],
  Canceled: [DismissCircleRegular, 'quiet'],
  Paused: [PauseCircleFilled, 'warning'],
  Interrupted: [PauseCircleFilled, 'warning'],
} as const;

/** The icon of a state. Its word always stands beside it, so it is silent. */
export function StateIcon({ state, percent = 0, sizePx = 18 }: { state: State; percent?: number; sizePx?: number }) {
  const styles = useStyles();
  if (state === 'Running') return <ProgressRing percent={percent} sizePx={sizePx - 2} />;
  const [Icon, tone] = icons[state];
  return <Icon className={styles[tone]} fontSize={sizePx} aria-hidden="true" />;
}
