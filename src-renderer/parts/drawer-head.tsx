import {
  Button,
  makeStyles,
  Menu,
  MenuItem,
  MenuList,
  MenuPopover,
  MenuTrigger,
  tokens,
  Tooltip,
} from '@fluentui/react-components';
import { DismissRegular } from '@fluentui/react-icons/svg/dismiss';
import { closeDrawer, showInDrawer } from '../stores/drawer-store.ts';
import { useAllJobs, useJob } from '../stores/jobs-store.ts';
import { texts } from '../texts.ts';
import { useRowStyles } from './row-styles.ts';
import { StateIcon } from './state-icon.tsx';

const useStyles = makeStyles({
  root: { padding: '12px 12px 6px 20px' },
  row: { display: 'flex', alignItems: 'center', minHeight: '28px', columnGap: '8px' },
  title: { flexGrow: 1, fontSize: tokens.fontSizeBase300, lineHeight: tokens.lineHeightBase300, fontWeight: 600 },
  name: { marginTop: '2px' },
});

const switchLimit = 12;

/** Name of the region, the job that it shows, and the way to the others under way. */
export function DrawerHead({ shownJobId }: { shownJobId: string | undefined }) {
  const styles = useStyles();
  const rows = useRowStyles();
  const shown = useJob(shownJobId);
  const others = (useAllJobs() ?? []).filter(
    (job) => job.jobId !== shownJobId && (job.status === 'Running' || job.status === 'Queued'),
  );
  return (
    <div className={styles.root}>
      <div className={styles.row}>
        <h2 className={styles.title}>{texts.drawer.title}</h2>
        {others.length > 0 && (
          <Menu>
            <MenuTrigger disableButtonEnhancement>
              <Button size="small" appearance="subtle">
                {texts.drawer.others(others.length)}
              </Button>
            </MenuTrigger>
            <MenuPopover>
              <MenuList aria-label={texts.drawer.switchJob}>
                {others.slice(0, switchLimit).map((job) => (
                  <MenuItem
                    key={job.jobId}
                    icon={<StateIcon state={job.status} percent={job.percent} />}
                    onClick={() => showInDrawer(job.jobId)}
                  >
                    {job.title}
                  </MenuItem>
                ))}
              </MenuList>
            </MenuPopover>
          </Menu>
        )}
        <Tooltip content={texts.withKeys(texts.drawer.close, 'J')} relationship="label">
          <Button appearance="subtle" icon={<DismissRegular />} aria-label={texts.drawer.close} onClick={closeDrawer} />
        </Tooltip>
      </div>
      {shown && (
        <p className={`${rows.hint} ${rows.oneLine} ${styles.name}`} title={shown.title} dir="auto">
          {shown.title}
        </p>
      )}
    </div>
  );
}
