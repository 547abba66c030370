import { MenuItem, MenuList } from '@fluentui/react-components';
import { ArrowDownloadRegular } from '@fluentui/react-icons/svg/arrow-download';
import { ArrowClockwiseRegular } from '@fluentui/react-icons/svg/arrow-clockwise';
import { DeleteRegular } from '@fluentui/react-icons/svg/delete';
import { DocumentTextRegular } from '@fluentui/react-icons/svg/document-text';
import { FolderOpenRegular } from '@fluentui/react-icons/svg/folder-open';
import { OpenRegular } from '@fluentui/react-icons/svg/open';
import { RenameRegular } from '@fluentui/react-icons/svg/rename';
import { isTerminal, type Job } from '../../src-shared/job.ts';
import { openFolder, retryJob } from '../stores/job-actions.ts';
import { goTo, useRoute } from '../stores/route-store.ts';
import { call } from '../studio-client.ts';
import { texts } from '../texts.ts';

interface JobMenuProps {
  job: Job;
  run: (work: () => Promise<unknown>) => Promise<void>;
  /** Told where the diagnostics were saved. */
  onSaved: (path: string) => void;
  onRename: () => void;
  onDelete: () => void;
}

/** What can be done with a job, in its context menu and behind "More". */
export function JobMenu({ job, run, onSaved, onRename, onDelete }: JobMenuProps) {
  const isOwnPage = useRoute(({ route }) => route.page === 'job' && route.jobId === job.jobId);
  const hasEnded = isTerminal(job.status);
  const download = async (): Promise<void> => {
    const saved = await call('jobs.saveBundle', { jobId: job.jobId });
    if (saved) onSaved(saved.path);
  };
  return (
    <MenuList>
      {!isOwnPage && (
        <MenuItem icon={<OpenRegular />} onClick={() => goTo({ page: 'job', jobId: job.jobId })}>
          {texts.jobs.open}
        </MenuItem>
      )}
      {job.output && !isOwnPage && (
        <MenuItem icon={<FolderOpenRegular />} onClick={() => void run(() => openFolder(job.jobId))}>
          {texts.success.openFolder}
        </MenuItem>
      )}
      {(hasEnded || job.status === 'Interrupted') && (
        <MenuItem icon={<ArrowClockwiseRegular />} onClick={() => void run(() => retryJob(job.jobId))}>
          {texts.failure.retryJob}
        </MenuItem>
      )}
      <MenuItem icon={<ArrowDownloadRegular />} onClick={() => void run(download)}>
        {texts.bundle.download}
      </MenuItem>
      <MenuItem icon={<DocumentTextRegular />} onClick={() => goTo({ page: 'job', jobId: job.jobId, tab: 'logs' })}>
        {texts.log.show}
      </MenuItem>
      <MenuItem icon={<RenameRegular />} secondaryContent="F2" onClick={onRename}>
        {texts.jobs.rename}
      </MenuItem>
      {job.status !== 'Running' && (
        <MenuItem icon={<DeleteRegular />} onClick={onDelete}>
          {texts.jobs.delete}
        </MenuItem>
      )}
    </MenuList>
  );
}
