import { execFileSync } from 'node:child_process';
import { chmod, readFile, writeFile } from 'node:fs/promises';

/** Every attempt of a program and its children to reach something, over whichever kind of socket. */
const tracing = ['-f', '-qq', '--seccomp-bpf', '-e', 'trace=connect,sendto'];

/** Why nothing can be traced here; undefined when it can. */
export function whyNoTrace(): string | undefined {
  if (process.platform !== 'linux') return 'Only Linux has strace.';
  try {
    execFileSync('strace', [...tracing, '-o', '/dev/null', 'true'], { stdio: 'pipe' });
    return undefined;
  } catch (error) {
    return `strace does not run here: ${String(error)}`;
  }
}

/** Writes a program that becomes another one, watched from its first instruction; what it does goes to a file. */
export async function tracedProgram(path: string, program: string, traceFile: string): Promise<string> {
  // -D: the watched program keeps the process number that it was started under.
  const command = ['exec', 'strace', '-D', ...tracing, '-o', quoted(traceFile), quoted(program), '"$@"'];
  await writeFile(path, `#!/bin/sh\n${command.join(' ')}\n`);
  await chmod(path, 0o755);
  return path;
}

/** The attempts over the Internet's protocols, this computer's own loopback included. */
export async function networkAttempts(traceFile: string): Promise<string[]> {
  const lines = (await readFile(traceFile, 'utf8')).split('\n');
  return lines.filter((line) => /sa_family=AF_INET6?\b/.test(line));
}

const quoted = (text: string): string => `'${text.replaceAll("'", String.raw`'\''`)}'`;
