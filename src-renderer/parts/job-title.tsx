import { Button, makeStyles, Menu, MenuPopover, MenuTrigger } from '@fluentui/react-components';
import { MoreHorizontalRegular } from '@fluentui/react-icons/svg/more-horizontal';
import { useState, type ReactNode } from 'react';
import type { Job } from '../../src-shared/job.ts';
import { goTo } from '../stores/route-store.ts';
import { useAction } from '../stores/use-action.ts';
import { texts } from '../texts.ts';
import { DeleteQuestion } from './delete-question.tsx';
import { ErrorCard } from './error-card.tsx';
import { JobMenu } from './job-menu.tsx';
import type { RowMode } from './job-row.tsx';
import { RenameField } from './rename-field.tsx';
import { RetryLinks } from './retry-links.tsx';
import { useRowStyles } from './row-styles.ts';
import { SavedNote } from './saved-note.tsx';

const useStyles = makeStyles({
  root: { display: 'flex', alignItems: 'flex-start', columnGap: '8px' },
  words: { flexGrow: 1, minWidth: 0 },
  facts: { userSelect: 'text', overflowWrap: 'anywhere' },
});

interface JobTitleProps {
  job: Job;
  /** The line under the title. */
  children: ReactNode;
  /** Buttons at the end. */
  actions?: ReactNode;
}

/** A job's title with a line of facts; rename and delete happen in its place. */
export function JobTitle({ job, children, actions }: JobTitleProps) {
  const styles = useStyles();
  const rows = useRowStyles();
  const { run, failure } = useAction();
  const [mode, setMode] = useState<RowMode>('plain');
  const [savedPath, setSavedPath] = useState<string>();
  const close = () => setMode('plain');
  const remove = async (work: () => Promise<unknown>) =>
    run(async () => {
      await work();
      goTo({ page: 'jobs' });
    });
  if (mode === 'renaming') return <RenameField job={job} run={run} onClose={close} />;
  if (mode === 'deleting') return <DeleteQuestion job={job} run={remove} onClose={close} />;
  return (
    <>
      <div className={styles.root}>
        <div className={styles.words}>
          <h1 className={`${rows.pageTitle} ${rows.oneLine}`} title={job.title} dir="auto">
            {job.title}
          </h1>
          <div className={`${rows.meta} ${styles.facts}`}>{children}</div>
          <RetryLinks job={job} />
        </div>
        {actions}
        <Menu>
          <MenuTrigger disableButtonEnhancement>
            <Button appearance="subtle" icon={<MoreHorizontalRegular />} aria-label={texts.jobs.more} />
          </MenuTrigger>
          <MenuPopover>
            <JobMenu
              job={job}
              run={run}
              onSaved={setSavedPath}
              onRename={() => setMode('renaming')}
              onDelete={() => setMode('deleting')}
            />
          </MenuPopover>
        </Menu>
      </div>
      {savedPath && <SavedNote path={savedPath} />}
      {failure && <ErrorCard failure={failure} jobId={job.jobId} />}
    </>
  );
}
