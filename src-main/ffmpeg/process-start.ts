import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { promisify } from 'node:util';

const execFileAsync = promisify(execFile);
/** What `ps` and Windows leave of a start time, and how late after it our own clock was read. */
const toleranceMs = 2500;

/** When a process began, as exactly as the platform tells cheaply: a number is given to another process after it. */
export interface ProcessStart {
  startedAtMs: number;
  /** Linux: clock ticks since boot, and which boot. Exact. */
  ticks?: string | undefined;
  bootId?: string | undefined;
}

/** Cheap enough to be asked at every start: reads two small files on Linux and the clock elsewhere. */
export function startOfOwnChild(pid: number): ProcessStart {
  return { startedAtMs: Date.now(), ...(process.platform === 'linux' && linuxStart(pid)) };
}

/** True only if the very process that `start` was taken from still runs under this number. */
export async function isSameProcess(pid: number, start: ProcessStart): Promise<boolean> {
  if (process.platform === 'linux') {
    const now = linuxStart(pid);
    return now.ticks !== undefined && now.ticks === start.ticks && now.bootId === start.bootId;
  }
  const startedAtMs = await (process.platform === 'win32' ? windowsStart(pid) : posixStart(pid));
  return startedAtMs !== undefined && Math.abs(startedAtMs - start.startedAtMs) < toleranceMs;
}

function linuxStart(pid: number): { ticks?: string; bootId?: string } {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'latin1');
    // The name in brackets may hold spaces and brackets itself; `starttime` is field 22, see proc(5).
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    const ticks = fields[19];
    if (fields[0] === 'Z' || ticks === undefined) return {};
    return { ticks, bootId: readFileSync('/proc/sys/kernel/random/boot_id', 'latin1').trim() };
  } catch {
    // It has ended, or /proc is not there.
    return {};
  }
}

async function posixStart(pid: number): Promise<number | undefined> {
  const { stdout } = await execFileAsync('ps', ['-o', 'lstart=', '-p', String(pid)], {
    env: { LC_ALL: 'C', PATH: process.env['PATH'] },
    timeout: 2000,
  }).catch(() => ({ stdout: '' }));
  return parsed(stdout);
}

async function windowsStart(pid: number): Promise<number | undefined> {
  const script = `(Get-Process -Id ${pid}).StartTime.ToUniversalTime().ToString('o')`;
  const { stdout } = await execFileAsync('powershell', ['-NoProfile', '-NonInteractive', '-Command', script], {
    timeout: 10_000,
    windowsHide: true,
  }).catch(() => ({ stdout: '' }));
  return parsed(stdout);
}

function parsed(time: string): number | undefined {
  const startedAtMs = Date.parse(time.trim());
  return Number.isNaN(startedAtMs) ? undefined : startedAtMs;
}
