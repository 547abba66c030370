import { Button, Input, makeStyles } from '@fluentui/react-components';
import { useState } from 'react';
import type { Job } from '../../src-shared/job.ts';
import { renameJob } from '../stores/job-actions.ts';
import { texts } from '../texts.ts';
import { focusOnShow } from './focus-on-show.ts';
import { useEscape } from './use-escape.ts';

const useStyles = makeStyles({
  root: { display: 'flex', columnGap: '8px', alignItems: 'center', width: '100%' },
  input: { flexGrow: 1, minWidth: 0 },
});

interface RenameFieldProps {
  job: Job;
  run: (work: () => Promise<unknown>) => Promise<void>;
  onClose: () => void;
}

/** A title that is being changed in its own place: Enter saves, Esc leaves it. */
export function RenameField({ job, run, onClose }: RenameFieldProps) {
  const styles = useStyles();
  const [title, setTitle] = useState(job.title);
  useEscape(onClose);
  const save = () =>
    void run(async () => {
      if (title.trim() && title.trim() !== job.title) await renameJob(job.jobId, title.trim());
      onClose();
    });
  return (
    <form
      className={styles.root}
      onSubmit={(event) => {
        event.preventDefault();
        save();
      }}
    >
      <Input
        className={styles.input}
        aria-label={texts.jobs.newTitle}
        value={title}
        maxLength={200}
        ref={focusOnShow}
        dir="auto"
        onFocus={(event) => event.target.select()}
        onChange={(_, { value }) => setTitle(value)}
      />
      <Button type="submit">{texts.jobs.save}</Button>
      <Button appearance="subtle" onClick={onClose}>
        {texts.jobs.dismiss}
      </Button>
    </form>
  );
}
