import { useAllJobs } from '../stores/jobs-store.ts';
import { HomeFirstRun } from './home-first-run.tsx';
import { HomeRecent } from './home-recent.tsx';

/** One invitation while there is nothing; the newest films after that. */
export function Home() {
  const jobs = useAllJobs();
  if (!jobs) return null;
  return jobs.length === 0 ? <HomeFirstRun /> : <HomeRecent jobs={jobs} />;
}
