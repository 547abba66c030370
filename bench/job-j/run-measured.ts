import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdir, readFile } from 'node:fs/promises';

export interface Measured {
  /** User and system, of the command and all its children, those among them that nobody waited for. */
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
  const seconds = new Map<number, number>();
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
        void memoryOf(child.pid ?? 0, seconds).then((now) => (peakMebibytes = Math.max(peakMebibytes, now)));
      }, 200)
    : undefined;
  const [exitCode] = (await once(child, 'close')) as [number | null];
  clearInterval(watch);
  if (exitCode !== 0 && exitCode !== null) throw new Error(`${command.join(' ')} ended with ${exitCode}: ${said}`);
  const [user = NaN, system = NaN, wallSeconds = NaN] = (figures.trim().split('\n').at(-1) ?? '')
    .split(' ')
    .map(Number);
  // A browser kills its own children: their time is in no total, only in what was seen of them while they lived.
  const seen = [...seconds.values()].reduce((sum, each) => sum + each, 0);
  return { cpuSeconds: Math.max(user + system, seen), wallSeconds, peakMebibytes, stdout, exitCode };
}

const ticksPerSecond = 100;

/** MiB resident, of a process and all below it; notes the processor time of each. */
async function memoryOf(pid: number, seconds: Map<number, number>): Promise<number> {
  const read = (path: string) => readFile(`/proc/${pid}/${path}`, 'utf8').catch(() => '');
  const stat = await read('stat');
  // After the name, which may hold anything: user and system are the 12th and 13th field.
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  if (stat) seconds.set(pid, (Number(fields[11]) + Number(fields[12])) / ticksPerSecond);
  const pages = Number((await read('statm')).split(' ')[1]) || 0;
  const threads = await readdir(`/proc/${pid}/task`).catch(() => []);
  // A child belongs to the thread that started it.
  const children = (await Promise.all(threads.map((thread) => read(`task/${thread}/children`)))).join(' ');
  const below = await Promise.all(
    children
      .split(' ')
      .filter(Boolean)
      .map((child) => memoryOf(Number(child), seconds)),
  );
  return (pages * 4096) / 2 ** 20 + below.reduce((sum, mebibytes) => sum + mebibytes, 0);
}
