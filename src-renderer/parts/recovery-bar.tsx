import { Button, makeStyles, tokens } from '@fluentui/react-components';
import { DismissRegular } from '@fluentui/react-icons/svg/dismiss';
import { PauseCircleFilled } from '@fluentui/react-icons/svg/pause-circle';
import { saveBundle, showJob } from '../stores/job-actions.ts';
import { dismissRecovery, useRecovery } from '../stores/recovery-store.ts';
import { useAction } from '../stores/use-action.ts';
import { texts } from '../texts.ts';

const useStyles = makeStyles({
  root: {
    display: 'flex',
    alignItems: 'center',
    columnGap: '8px',
    padding: '6px 8px 6px 16px',
    // Quiet: it may stand right below a warning, and is none itself.
    backgroundColor: tokens.colorNeutralBackground2,
    borderBottom: `1px solid ${tokens.colorNeutralStroke2}`,
    fontSize: tokens.fontSizeBase300,
    lineHeight: tokens.lineHeightBase300,
  },
  icon: { color: tokens.colorStatusWarningForeground1, flexShrink: 0 },
  words: { flexGrow: 1, minWidth: 0, userSelect: 'text', overflowWrap: 'anywhere' },
});

/** After a crash: what was being made, whether it goes on, and what may be sent to those who can mend the crash. */
export function RecoveryBar() {
  const styles = useStyles();
  const { run, isBusy, failure } = useAction();
  const [job, ...others] = useRecovery((state) => state.jobs);
  if (!job) return null;
  return (
    <section className={styles.root} aria-label={texts.recovery.label}>
      <PauseCircleFilled className={styles.icon} fontSize={18} aria-hidden="true" />
      <p className={styles.words} dir="auto">
        {failure?.message ?? texts.recovery.words(job.title, others.length, job.goesOn)}
      </p>
      <Button size="small" disabledFocusable={isBusy} onClick={() => void run(() => saveBundle(job.jobId))}>
        {texts.recovery.diagnostics}
      </Button>
      <Button size="small" onClick={() => showJob(job.jobId)}>
        {job.goesOn ? texts.recovery.open : texts.recovery.decide}
      </Button>
      <Button
        size="small"
        appearance="subtle"
        icon={<DismissRegular />}
        aria-label={texts.toast.dismiss}
        onClick={dismissRecovery}
      />
    </section>
  );
}
