/** Where a command writes: answers to standard output, progress and complaints to standard error. */
export interface Terminal {
  answer(text: string): void;
  complain(text: string): void;
  /** Replaces what it said before on a terminal, one line or several. Elsewhere nothing. */
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
  let liveCount = 0;
  /** Back to where the live lines begin, and all of them away. */
  const clearLine = (): string =>
    liveCount === 0 ? '' : `\r${liveCount > 1 ? `\u001b[${liveCount - 1}A` : ''}\u001b[J`;
  return {
    answer: (text) => void stdout.write(`${text}\n`),
    complain(text) {
      stderr.write(`${clearLine()}${text}\n`);
      liveCount = 0;
    },
    liveLine(text) {
      if (!stderr.isTTY) return;
      const lines = text === '' ? [] : text.split('\n').slice(0, Math.max(1, stderr.rows - 1));
      stderr.write(`${clearLine()}${lines.map((line) => line.slice(0, stderr.columns - 1)).join('\n')}`);
      liveCount = lines.length;
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
