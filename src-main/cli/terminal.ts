/** Where a command writes: answers to standard output, progress and complaints to standard error. */
export interface Terminal {
  answer(text: string): void;
  complain(text: string): void;
  /** Replaces the line before on a terminal. Elsewhere nothing. */
  liveLine(text: string): void;
  /** Whether standard error is a terminal, where a line may change. */
  readonly isLive: boolean;
  exit(code: number): void;
}

export function createTerminal(): Terminal {
  const { stdout, stderr } = process;
  for (const stream of [stdout, stderr]) {
    // `aura jobs list | head -1` closes the pipe early, which is no error.
    stream.on('error', (error: NodeJS.ErrnoException) => {
      if (error.code !== 'EPIPE') throw error;
    });
  }
  let hasLiveLine = false;
  const clearLine = (): string => (hasLiveLine ? '\r\u001b[K' : '');
  return {
    answer: (text) => void stdout.write(`${text}\n`),
    complain(text) {
      stderr.write(`${clearLine()}${text}\n`);
      hasLiveLine = false;
    },
    liveLine(text) {
      if (!stderr.isTTY) return;
      stderr.write(`\r\u001b[K${text.slice(0, stderr.columns - 1)}`);
      hasLiveLine = text !== '';
    },
    isLive: stderr.isTTY,
    exit(code) {
      stderr.write(clearLine());
      // A pipe may still hold what was answered.
      const isGone = stdout.destroyed || stdout.writableEnded;
      if (isGone) process.exit(code);
      stdout.write('', () => process.exit(code));
      setTimeout(() => process.exit(code), 1000).unref();
    },
  };
}

/** Text from outside for a terminal: what steers it, or breaks the line, is shown and not obeyed. */
export const printable = (text: string): string =>
  // oxlint-disable-next-line no-control-regex -- control characters are what this is about
  text.replace(/[\u0000-\u001f\u007f-\u009f\u2028\u2029\u202a-\u202e\u2066-\u2069]/g, ' ');
