import { Button, makeStyles, tokens } from '@fluentui/react-components';
import { DismissRegular } from '@fluentui/react-icons/svg/dismiss';
import { goTo } from '../stores/route-store.ts';
import { dismissToast, useToasts } from '../stores/toast-store.ts';
import { texts } from '../texts.ts';
import { useRowStyles } from './row-styles.ts';
import { StateLabel } from './state-label.tsx';

const useStyles = makeStyles({
  root: { position: 'fixed', left: '16px', bottom: '16px', display: 'grid', rowGap: '8px', zIndex: 10 },
  toast: {
    display: 'flex',
    alignItems: 'center',
    columnGap: '12px',
    width: '380px',
    padding: '10px 8px 10px 14px',
    borderRadius: tokens.borderRadiusLarge,
    border: `1px solid ${tokens.colorNeutralStroke1}`,
    backgroundColor: tokens.colorNeutralBackground2,
    animationName: { from: { opacity: 0, transform: 'translateY(8px)' }, to: { opacity: 1 } },
    animationDuration: '160ms',
  },
  words: { flexGrow: 1, minWidth: 0 },
  title: { fontSize: tokens.fontSizeBase300, fontWeight: 500 },
});

/** What ended where the user was not looking. */
export function Toasts() {
  const styles = useStyles();
  const rows = useRowStyles();
  const ended = useToasts((state) => state.ended);
  const open = (jobId: string) => {
    dismissToast(jobId);
    goTo({ page: 'job', jobId });
  };
  return (
    <output className={styles.root}>
      {ended.map((job) => (
        <div key={job.jobId} className={styles.toast}>
          <div className={styles.words}>
            <p className={`${styles.title} ${rows.oneLine}`} dir="auto">
              {job.title}
            </p>
            <StateLabel job={job} />
          </div>
          <Button size="small" onClick={() => open(job.jobId)}>
            {texts.toast.open}
          </Button>
          <Button
            size="small"
            appearance="subtle"
            icon={<DismissRegular />}
            aria-label={texts.toast.dismiss}
            onClick={() => dismissToast(job.jobId)}
          />
        </div>
      ))}
    </output>
  );
}
