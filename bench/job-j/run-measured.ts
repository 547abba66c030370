import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdir, readFile } from 'node:fs/promises';

export interface Measured {
  /** User and system, of the command and all its children that have ended. */
  cpuSeconds: number;
  wallSeconds: number;
  /** Of all its processes together, their resident sets added up; 0 where there is no /proc. */
  peakMebibytes: number;
  stdout: string;
  exitCode: number | null;
}

interface Options {
  /** Called with each line of its output; what it returns `true` for ends the whole group by kill -9. */
  onLine?: (line: string) => boolean | void;
  watchesMemory?: boolean;
}

/** Runs a command in a process group of its own; bash counts the time of its children too. */
export async function runMeasured(command: readonly string[], options: Options = {}): Promise<Measured> {
  const script = 'TIMEFORMAT="%U %S %R"; time "$@" 2>&3';
  const child = spawn('bash', ['-c', script, 'timed', ...command], {
    detached: true,
    stdio: ['ignore', 'pipe', 'pipe', 'pipe'],
  });
  let [stdout, figures, said, peakMebibytes] = ['', '', '', 0];
  let rest = '';
  const kill = () => child.pid !== undefined && process.kill(-child.pid, 'SIGKILL');
  child.stdout?.setEncoding('utf8').on('data', (text: string) => {
    stdout += text;
    const lines = (rest + text).split('\n');
    rest = lines.pop() ?? '';
    if (options.onLine && lines.some((line) => options.onLine?.(line) === true)) kill();
  });
  child.stderr?.setEncoding('utf8').on('data', (text: string) => (figures += text));
  child.stdio[3]?.on('data', (text: Buffer) => (said = (said + text.toString()).slice(-4000)));
  const watch = options.watchesMemory
    ? setInterval(() => {
        void memoryOf(child.pid ?? 0).then((mebibytes) => (peakMebibytes = Math.max(peakMebibytes, mebibytes)));
      }, 200)
    : undefined;
  const [exitCode] = (await once(child, 'close')) as [number | null];
  clearInterval(watch);
  if (exitCode !== 0 && exitCode !== null) throw new Error(`${command.join(' ')} ended with ${exitCode}: ${said}`);
  const [user = NaN, system = NaN, wallSeconds = NaN] = (figures.trim().split('\n').at(-1) ?? '')
    .split(' ')
    .map(Number);
  return { cpuSeconds: user + system, wallSeconds, peakMebibytes, stdout, exitCode };
}

/** MiB resident, of a process and all below it. */
async function memoryOf(pid: number): Promise<number> {
  const read = (path: string) => readFile(`/proc/${pid}/${path}`, 'utf8').catch(() => '');
  const pages = Number((await read('statm')).split(' ')[1]) || 0;
  const threads = await readdir(`/proc/${pid}/task`).catch(() => []);
  // A child belongs to the thread that started it.
  const children = (await Promise.all(threads.map((thread) => read(`task/${thread}/children`)))).join(' ');
  const below = await Promise.all(
    children
      .split(' ')
      .filter(Boolean)
      .map((child) => memoryOf(Number(child))),
  );
  return (pages * 4096) / 2 ** 20 + below.reduce((sum, mebibytes) => sum + mebibytes, 0);
}
