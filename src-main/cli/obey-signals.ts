import type { Studio } from '../studio.ts';
import type { CommandFrame } from './command-frame.ts';

/** The first Ctrl+C cancels the work, a second one does not wait for it; an orderly end leaves it to be resumed. */
export function obeySignals(frame: CommandFrame, studio: Studio, cancel: () => Promise<unknown>) {
  let isCanceling = false;
  let isStopping = false;
  const onInterrupt = () => {
    if (isCanceling) process.exit(130);
    isCanceling = true;
    frame.terminal.complain('Canceling …');
    // It may have ended in this very moment, which is an end as well.
    cancel().catch(() => undefined);
  };
  const onTerminate = () => {
    isStopping = true;
    void studio.close();
  };
  process.on('SIGINT', onInterrupt).on('SIGTERM', onTerminate);
  return {
    isStopping: () => isStopping,
    release: () => void process.off('SIGINT', onInterrupt).off('SIGTERM', onTerminate),
  };
}
