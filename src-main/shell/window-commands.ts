import type { WindowCommand } from '../../src-shared/ipc.ts';

/** What the main process tells the window to do. Told while no window listens, it waits for the next one. */
export interface WindowCommands {
  send(command: WindowCommand): void;
  listen(signal: AbortSignal): AsyncGenerator<WindowCommand, void, undefined>;
}

const maxWaiting = 20;

export function createWindowCommands(): WindowCommands {
  const waiting: WindowCommand[] = [];
  let wake = (): void => undefined;
  return {
    send(command) {
      waiting.push(command);
      if (waiting.length > maxWaiting) waiting.shift();
      wake();
    },
    async *listen(signal) {
      signal.addEventListener('abort', () => wake(), { once: true });
      while (!signal.aborted) {
        const command = waiting.shift();
        if (command) yield command;
        else await new Promise<void>((resolve) => (wake = resolve));
      }
    },
  };
}
