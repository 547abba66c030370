import { spawn } from 'node:child_process';

/** Runs a program whose words matter only when it fails; resolves to its standard output. */
export function runQuietly(program, args, options = {}) {
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, { stdio: ['ignore', 'pipe', 'pipe'], ...options });
    const said = { stdout: '', stderr: '' };
    child.stdout.setEncoding('utf8').on('data', (text) => (said.stdout += text));
    child.stderr.setEncoding('utf8').on('data', (text) => (said.stderr += text));
    child.on('error', reject);
    child.on('close', (code, signal) => {
      if (code === 0) return resolve(said.stdout);
      const command = [program, ...args].join(' ');
      reject(new Error(`${command}\nended with ${signal ?? `exit code ${code}`}\n${said.stdout}${said.stderr}`));
    });
  });
}
