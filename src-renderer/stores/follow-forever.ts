import { call, StudioCallError } from '../studio-client.ts';
import { useConnection } from './connection-store.ts';

const pauseMs = 1000;

/** Runs a subscription again and again until the signal aborts; tells the window when the studio stops answering. */
export async function followForever(signal: AbortSignal, subscribe: () => Promise<void>): Promise<void> {
  while (!signal.aborted) {
    try {
      await subscribe();
    } catch (error) {
      if (error instanceof StudioCallError && error.failure.code.startsWith('NotFound')) return;
      await checkConnection();
    }
    if (!signal.aborted) await new Promise((resolve) => setTimeout(resolve, pauseMs));
  }
}

async function checkConnection(): Promise<void> {
  const isLost = await call('app.info').then(
    () => false,
    () => true,
  );
  useConnection.setState({ isLost });
}
