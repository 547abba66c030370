import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { resolve } from 'node:path';
import { ffmpegsOf, type Profile } from './launch.ts';

const script = resolve(import.meta.dirname, '..', 'out', 'main', 'aura.js');

export interface AuraRun {
  child: ChildProcess;
  /** What it has said on standard error so far: a line a step. */
  said: () => string;
  ended: Promise<{ exitCode: number | null; answer: string }>;
}

/** Starts the command line as a process group of its own, as a terminal does. */
export function startAura(profile: Profile, args: string[], env: NodeJS.ProcessEnv = {}): AuraRun {
  const child = spawn(process.execPath, [script, ...args], {
    detached: true,
    env: {
      ...process.env,
      AURA_DATA_DIR: profile.dataFolder,
      XDG_VIDEOS_DIR: profile.videosFolder,
      TMPDIR: profile.temporaryFolder,
      ...env,
    },
  });
  const output: string[] = [];
  const said: string[] = [];
  child.stdout.setEncoding('utf8').on('data', (text: string) => output.push(text));
  child.stderr.setEncoding('utf8').on('data', (text: string) => said.push(text));
  const ended = once(child, 'close').then(() => ({ exitCode: child.exitCode, answer: output.join('') }));
  return { child, said: () => said.join(''), ended };
}

/** Runs a command to its end and reads its JSON; throws with what it said when it fails. */
export async function askAura<T>(profile: Profile, args: string[]): Promise<T> {
  const run = startAura(profile, ['--json', ...args]);
  const { exitCode, answer } = await run.ended;
  if (exitCode !== 0) throw new Error(`aura ${args.join(' ')} ended with ${exitCode}: ${answer}${run.said()}`);
  return JSON.parse(answer) as T;
}

/** kill -9 of the app alone, or in the same moment of all that it has started. */
export async function killAura(run: AuraRun, what: 'main' | 'group', profile: Profile): Promise<void> {
  const { pid } = run.child;
  if (pid === undefined || run.child.exitCode !== null) return;
  const children = what === 'group' ? await ffmpegsOf(profile) : [];
  signal(what === 'group' ? -pid : pid, 'SIGKILL');
  for (const ffmpeg of children) signal(ffmpeg, 'SIGKILL');
  await run.ended;
}

/** What has ended meanwhile needs none. */
export function signal(pid: number, name: NodeJS.Signals): void {
  try {
    process.kill(pid, name);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
  }
}
