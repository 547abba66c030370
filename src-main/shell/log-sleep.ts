import { powerMonitor } from 'electron';
import { log } from '../logging/log.ts';

/** Says why for hours nothing happened. Nothing else has to know: limits count the time awake. */
export function logSleep(): void {
  powerMonitor.on('suspend', () => log.info('The computer goes to sleep'));
  powerMonitor.on('resume', () => log.info('The computer is awake again'));
}
