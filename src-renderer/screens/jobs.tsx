import { Button, makeStyles, Menu, MenuPopover, useArrowNavigationGroup } from '@fluentui/react-components';
import { useState, type ReactNode } from 'react';
import type { Job } from '../../src-shared/job.ts';
import { ErrorCard } from '../parts/error-card.tsx';
import { JobMenu } from '../parts/job-menu.tsx';
import { JobRow, useJobRowStyles, type RowMode } from '../parts/job-row.tsx';
import { useRowStyles } from '../parts/row-styles.ts';
import { SavedNote } from '../parts/saved-note.tsx';
import { createSample } from '../stores/job-actions.ts';
import { useAllJobs } from '../stores/jobs-store.ts';
import { useAction } from '../stores/use-action.ts';
import { texts } from '../texts.ts';

const useStyles = makeStyles({
  root: { padding: '28px 32px 40px', '@media (max-width: 1099px)': { padding: '24px 28px 32px' } },
  head: { display: 'flex', alignItems: 'baseline', columnGap: '16px', marginBottom: '16px' },
  grow: { flexGrow: 1 },
  sample: { marginTop: '16px' },
  failure: { marginBottom: '16px' },
});

/** Where a menu opens: under its button, or at the pointer. */
interface OpenMenu {
  job: Job;
  target: { getBoundingClientRect(): DOMRect };
}

/** Every job, newest first: state, progress or reason, length, time taken. */
export function Jobs() {
  const styles = useStyles();
  const rows = useRowStyles();
  const jobs = useAllJobs();
  const action = useAction();
  const [menu, setMenu] = useState<OpenMenu>();
  const [savedPath, setSavedPath] = useState<string>();
  const [mode, setMode] = useState<{ jobId: string; mode: RowMode }>();
  if (!jobs) return null;
  const queue = jobs.filter((job) => job.status === 'Queued').toReversed();
  const runningCount = jobs.filter((job) => job.status === 'Running').length;
  const setRowMode = (job: Job, next: RowMode) => setMode({ jobId: job.jobId, mode: next });
  return (
    <div className={styles.root}>
      <div className={styles.head}>
        <h1 className={rows.pageTitle}>{texts.jobs.title}</h1>
        <span className={`${rows.meta} ${styles.grow}`}>
          {jobs.length > 0 && texts.jobs.counts(runningCount, queue.length, jobs.length)}
        </span>
      </div>
      {savedPath && <SavedNote path={savedPath} />}
      {action.failure && (
        <div className={styles.failure}>
          <ErrorCard failure={action.failure} />
        </div>
      )}
      {jobs.length === 0 ? (
        <NoJobs run={action.run} />
      ) : (
        <JobTable>
          {jobs.map((job) => (
            <JobRow
              key={job.jobId}
              job={job}
              queuePlace={queue.indexOf(job) + 1}
              mode={mode?.jobId === job.jobId ? mode.mode : 'plain'}
              run={action.run}
              onMode={(next) => setRowMode(job, next)}
              onMenu={(target) => setMenu({ job, target })}
            />
          ))}
        </JobTable>
      )}
      {menu && (
        <Menu
          open
          onOpenChange={(_, { open }) => !open && setMenu(undefined)}
          positioning={{ target: menu.target, position: 'below', align: 'start' }}
        >
          <MenuPopover>
            <JobMenu
              job={menu.job}
              run={action.run}
              onSaved={setSavedPath}
              onRename={() => setRowMode(menu.job, 'renaming')}
              onDelete={() => setRowMode(menu.job, 'deleting')}
            />
          </MenuPopover>
        </Menu>
      )}
    </div>
  );
}

function JobTable({ children }: { children: ReactNode }) {
  const rowStyles = useJobRowStyles();
  const arrows = useArrowNavigationGroup({ axis: 'grid', memorizeCurrent: true });
  const { columns } = texts.jobs;
  return (
    <>
      <div className={`${rowStyles.grid} ${rowStyles.columns}`} aria-hidden="true">
        <span />
        <span>{columns.title}</span>
        <span>{columns.state}</span>
        <span className={rowStyles.reason}>{columns.progress}</span>
        <span className={rowStyles.figure}>{columns.length}</span>
        <span className={rowStyles.figure}>{columns.took}</span>
        <span className={`${rowStyles.figure} ${rowStyles.made}`}>{columns.made}</span>
        <span />
      </div>
      <ul aria-label={texts.jobs.title} {...arrows}>
        {children}
      </ul>
    </>
  );
}

function NoJobs({ run }: { run: (work: () => Promise<unknown>) => Promise<void> }) {
  const styles = useStyles();
  const rows = useRowStyles();
  return (
    <>
      <p className={rows.meta}>{texts.jobs.empty}</p>
      <Button className={styles.sample} appearance="primary" onClick={() => void run(createSample)}>
        {texts.home.createSample}
      </Button>
    </>
  );
}
