import { Switch } from '@fluentui/react-components';
import { useState } from 'react';
import type { Job } from '../../src-shared/job.ts';
import { LogFilters, type LogWishes } from '../parts/log-filters.tsx';
import { LogView } from '../parts/log-view.tsx';
import { filterOf, useSettled } from '../stores/log-filter.ts';
import { texts } from '../texts.ts';

const everything: LogWishes = { level: 'debug', text: '', isSlowOnly: false };

/** What was written down of one job, and around its failure: the very lines of its bundle, numbered as there. */
export function JobLogs({ job, line }: { job: Job; line: number | undefined }) {
  const [wishes, setWishes] = useState(everything);
  const [isJobOnly, setJobOnly] = useState(line === undefined);
  const text = useSettled(wishes.text);
  const { jobId } = job;
  return (
    <>
      <LogFilters wishes={wishes} onChange={setWishes}>
        <Switch label={texts.log.onlyJob} checked={isJobOnly} onChange={(_, { checked }) => setJobOnly(checked)} />
      </LogFilters>
      <LogView
        filter={{ ...filterOf({ ...wishes, text }), bundleOf: jobId, ...(isJobOnly && { jobId }) }}
        empty={texts.log.emptyJob}
        line={line}
      />
    </>
  );
}
