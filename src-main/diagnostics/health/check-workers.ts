import type { CheckResult } from '../../../src-shared/health.ts';
import { awakeMs } from '../../runtime/awake-time.ts';
import { knownWorkers } from '../../runtime/worker-register.ts';
import { workersCheck } from './recovery.ts';

/** The longest single piece of work without a sign of life, a long scene's narration, takes a quarter of it. */
const longestQuietSeconds = 120;

/** Worker threads draw, speak and compose; one that hangs keeps all that waits behind it. */
export function checkWorkers(nowMs = awakeMs()): CheckResult {
  const workers = knownWorkers().map(({ name, quietSinceMs, deathCount }) => ({
    name,
    quietSeconds: quietSinceMs === undefined ? 0 : Math.round((nowMs - quietSinceMs) / 1000),
    deathCount,
  }));
  const hanging = workers.find(({ quietSeconds }) => quietSeconds > longestQuietSeconds);
  const data = { workers };
  if (!hanging)
    return { name: workersCheck, status: 'Healthy', finding: 'Drawing, speaking and music have their threads.', data };
  return {
    name: workersCheck,
    status: 'Unhealthy',
    finding: `The thread “${hanging.name}” has given no sign of life for ${hanging.quietSeconds} s.`,
    remedy: 'Restart the worker threads in the System Check: what they work on is done once more.',
    data,
  };
}
