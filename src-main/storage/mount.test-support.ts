import { execFileSync } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import { onTestFinished } from 'vitest';

/** Root may write where nobody may, so folders that cannot be written are real read-only disks. */
export const canMount = process.platform === 'linux' && process.getuid?.() === 0;

/** Lays a small disk over a folder; gone when the test has ended. */
export function mountDisk(folder: string, options = 'size=64m'): void {
  mkdirSync(folder, { recursive: true });
  execFileSync('mount', ['-t', 'tmpfs', '-o', options, 'tmpfs', folder]);
  onTestFinished(() => unmountDisk(folder));
}

export const remountDisk = (folder: string, how: 'ro' | 'rw'): void =>
  void execFileSync('mount', ['-o', `remount,${how}`, folder]);

/** As when a stick is pulled out: also while files on it are open. Does nothing where none is left. */
export function unmountDisk(folder: string): void {
  try {
    execFileSync('umount', ['-l', folder], { stdio: 'ignore' });
  } catch {
    // It was pulled out already.
  }
}
