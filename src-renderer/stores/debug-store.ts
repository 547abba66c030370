import { useEffect, useState } from 'react';
import type { DebugAction, DebugStatus } from '../../src-shared/batch-debug.ts';
import { call } from '../studio-client.ts';

const lookEveryMs = 2000;

/** Whether requests are recorded, looked at again and again: the terminal may switch it too. */
export function useDebugStatus(): { status: DebugStatus | undefined; setStatus: (status: DebugStatus) => void } {
  const [status, setStatus] = useState<DebugStatus>();
  useEffect(() => {
    let isGone = false;
    const look = () =>
      call('debug.status').then(
        (now) => isGone || setStatus(now),
        () => undefined,
      );
    void look();
    const timer = setInterval(() => void look(), lookEveryMs);
    return () => {
      isGone = true;
      clearInterval(timer);
    };
  }, []);
  return { status, setStatus };
}

/** The advice, as the provider's own settings. */
export async function applyAdvice({ provider, connection }: DebugAction): Promise<void> {
  const changes = Object.entries(connection).map(([key, value]) => ({
    path: `providers.${provider}.connection.${key}`,
    value: value as string | number,
  }));
  await call('settings.change', { changes });
}
