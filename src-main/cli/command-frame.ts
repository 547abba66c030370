import type { Command } from 'commander';
import type { Studio } from '../studio.ts';
import type { Terminal } from './terminal.ts';

export const exitCodes = { fine: 0, failed: 1, badUsage: 2, notFound: 3, degraded: 4 } as const;

export interface GlobalOptions {
  isJson: boolean;
  dataFolder: string;
  isOffline: boolean;
  isSafeMode: boolean;
}

/** What every command gets: its options, the studio when it wants one, and where to answer. */
export interface CommandFrame {
  readonly terminal: Terminal;
  exitCode: number;
  /** The job that a failure belongs to. */
  jobId: string | undefined;
  options(command: Command): GlobalOptions;
  /** Opened at the first call and closed when the command has ended. */
  studio(command: Command): Promise<Studio>;
  /** Answers in JSON or in words, as was asked. */
  answer(command: Command, data: unknown, words: () => string): void;
  close(): Promise<void>;
}

export type AddCommands = (program: Command, frame: CommandFrame) => void;
