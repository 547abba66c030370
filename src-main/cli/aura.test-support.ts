import { runAura } from './run-aura.ts';

/** Runs a command line in this process and collects what it writes. */
export async function aura(...args: string[]) {
  const answered: string[] = [];
  const complained: string[] = [];
  const exitCode = await runAura(args, {
    answer: (text) => answered.push(text),
    complain: (text) => complained.push(text),
    liveLine: () => undefined,
    isLive: false,
    exit: () => undefined,
  });
  const answer = answered.join('\n');
  return {
    exitCode,
    /** A piece each time that it was written. */
    answered,
    answer,
    complaint: complained.join('\n'),
    json: () => JSON.parse(answer) as Record<string, unknown>,
  };
}
