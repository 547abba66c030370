import { useEffect, useRef, useState } from 'react';
import type { Job } from '../../src-shared/job.ts';
import { announcementFor, type Announcement } from './announcements.ts';
import { useRowStyles } from './row-styles.ts';

/** Tells screen readers how the job is doing; failures at once, the rest when they have time. */
export function Announcer({ job }: { job: Job | undefined }) {
  const rows = useRowStyles();
  const before = useRef<Job>(undefined);
  const [said, setSaid] = useState<Announcement>();
  useEffect(() => {
    const announcement = job && announcementFor(before.current, job);
    before.current = job;
    if (announcement) setSaid(announcement);
  }, [job]);
  return (
    <div className={rows.hidden}>
      <div aria-live="polite">{said && !said.isAssertive ? said.text : ''}</div>
      <div aria-live="assertive">{said?.isAssertive ? said.text : ''}</div>
    </div>
  );
}
