import { Link } from '@fluentui/react-components';
import type { Job } from '../../src-shared/job.ts';
import { goTo } from '../stores/route-store.ts';
import { texts } from '../texts.ts';
import { useRowStyles } from './row-styles.ts';

/** A retry and its original point at each other. */
export function RetryLinks({ job }: { job: Job }) {
  const rows = useRowStyles();
  const links = [
    { words: texts.job.retryOf, jobId: job.retryOf },
    { words: texts.job.retriedBy, jobId: job.retriedBy },
  ];
  return links.map(
    ({ words, jobId }) =>
      jobId && (
        <p key={words} className={rows.hint}>
          {words}{' '}
          <Link as="button" inline onClick={() => goTo({ page: 'job', jobId })}>
            {texts.job.openOther}
          </Link>
        </p>
      ),
  );
}
