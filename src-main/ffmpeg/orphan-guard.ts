import { spawn } from 'node:child_process';
import { accessSync, constants, readSync } from 'node:fs';
import { isMainThread } from 'node:worker_threads';
import { setTimeout as sleep } from 'node:timers/promises';
import { workerScript } from '../runtime/app-files.ts';
import { reapOrphans } from './child-records.ts';
import { plainEnvironment } from './plain-environment.ts';

/**
 * How a child ends with us, kill -9 of ours included. 'kernel' costs nothing: on Linux the parent-death signal of
 * setpriv; on Windows the job object into which libuv puts every child that is not detached
 * (https://github.com/libuv/libuv/blob/v1.x/src/win/process.c, KILL_ON_JOB_CLOSE). Elsewhere a second process of ours
 * waits for the end of a pipe, and ends what is written down as running.
 */
export type OrphanGuard = 'kernel' | 'supervisor';

export const setprivPath =
  process.platform === 'linux' ? ['/usr/bin/setpriv', '/bin/setpriv'].find(isProgram) : undefined;

export const guardOfPlatform: OrphanGuard =
  setprivPath !== undefined || process.platform === 'win32' ? 'kernel' : 'supervisor';

/** The packaged app runs no script: it is told by this switch what it is to be. */
export const endOrphansSwitch = 'end-orphans';

const guarded = new Set<string>();

/** Starts the second process where there is none yet. It ends by itself after us. */
export function startSupervisor(recordFolder: string): void {
  // The threads of this process share what the first one has started.
  if (!isMainThread || guarded.has(recordFolder)) return;
  guarded.add(recordFolder);
  const { command, args, env } = supervisorCommand(recordFolder);
  const child = spawn(command, args, {
    env: { ...plainEnvironment(), ...env },
    stdio: ['pipe', 'ignore', 'ignore'],
    // Ctrl+C in the terminal is for us; it stays to clean up.
    detached: true,
  });
  // Should it not start or be ended, the next FFmpeg starts another.
  const forget = () => guarded.delete(recordFolder);
  child.once('error', forget).once('exit', forget);
  child.stdin.on('error', () => {});
  child.unref();
  (child.stdin as unknown as { unref(): void }).unref();
}

function supervisorCommand(recordFolder: string): { command: string; args: string[]; env: NodeJS.ProcessEnv } {
  const isPackaged = process.versions['electron'] !== undefined && !(process as { defaultApp?: boolean }).defaultApp;
  return {
    command: process.execPath,
    // It opens no page, and as root Electron starts without a sandbox or not at all.
    args: isPackaged
      ? [`--${endOrphansSwitch}=${recordFolder}`, '--no-sandbox']
      : [workerScript('end-orphans'), recordFolder],
    env: isPackaged ? {} : { ELECTRON_RUN_AS_NODE: '1' },
  };
}

const rounds = 10;
const betweenRoundsMs = 200;

/** The second process's whole work: waits until the first is gone, then ends what that has left running. */
export async function endOrphansOf(recordFolder: string): Promise<void> {
  waitForEndOfInput();
  // More than once: for a moment the dead process may still be listed as alive.
  for (let round = 0; round < rounds; round++) {
    await reapOrphans(recordFolder);
    await sleep(betweenRoundsMs);
  }
}

/** Blocks, so that nothing else of Electron starts up in the meantime. */
function waitForEndOfInput(): void {
  const byte = Buffer.alloc(1);
  for (;;) {
    try {
      if (readSync(0, byte) === 0) return;
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EAGAIN') return;
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, betweenRoundsMs);
    }
  }
}

function isProgram(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
