import { useEffect, useState } from 'react';
import type { DebugAction, DebugStatus } from '../../src-shared/batch-debug.ts';
import type { Settings } from '../../src-shared/settings.ts';
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

type Connection = Settings['providers'][DebugAction['provider']]['connection'];

/** The advice, as the provider's own settings; resolves with what takes it back. */
export async function applyAdvice({ provider, connection }: DebugAction): Promise<() => Promise<void>> {
  const before = (await call('settings.get')).providers[provider].connection;
  const keys = Object.keys(connection) as (keyof Connection)[];
  const set = async (values: Partial<Connection>): Promise<void> => {
    const changes = keys.map((key) => ({
      path: `providers.${provider}.connection.${key}`,
      value: values[key] ?? null,
    }));
    await call('settings.change', { changes });
  };
  await set(connection as Partial<Connection>);
  return () => set(before);
}
