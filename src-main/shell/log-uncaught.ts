import { log } from '../logging/log.ts';

/**
 * What nobody caught goes to the log and to standard error. Without this Electron shows a box that waits for a click,
 * also while the app is quitting and also where nobody sits: the app then never ends.
 */
export function logUncaught(): void {
  const report = (kind: string) => (error: unknown) => {
    log.error(kind, { error });
    const told = error instanceof Error ? (error.stack ?? error.message) : String(error);
    process.stderr.write(`${kind}: ${told}\n`);
  };
  process.on('uncaughtException', report('Uncaught exception'));
  process.on('unhandledRejection', report('Unhandled rejection'));
}
