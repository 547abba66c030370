import { commandOptions } from './command-options.ts';
import { isHarmlessValue, isOddWord, isPasswordLike } from './harmless-values.ts';
import { readBare, readQuoted, startsQuoted } from './read-value.ts';
import { report, type Scan } from './scan.ts';

export const commandNames = [...commandOptions.keys()];
const longestCommand = 2_048;
const mostCommands = 6;

/** Passwords behind one-letter options, which mean one only to their own tool. */
export function findCommandSecrets(scan: Scan, name: string, end: number): void {
  const before = scan.text[end - name.length - 1] ?? ' ';
  // In capitals it is a statement of SQL or of a mail server, in small letters a sentence.
  const isStatement = name === name.toUpperCase() && /[A-Z]/.test(name);
  if (isStatement && scan.text.slice(end - name.length, end) !== name) return;
  if (!/^(?:\.exe)?["']?[ \t(]/i.test(scan.text.slice(end, end + 6)) || /[\w-]/.test(before)) return;
  if (end >= scan.commandUntil) {
    scan.commandUntil = end + commandLine(scan.text, end).length;
    scan.commandCount = 0;
  }
  // A command may run another, as `ssh` and `sh -c` do; a line of nothing but commands is none.
  scan.commandCount += 1;
  if (scan.commandCount > mostCommands) return;
  const line = scan.text.slice(end, scan.commandUntil);
  for (const { option, isLogin } of commandOptions.get(name)?.() ?? []) {
    for (const match of line.matchAll(option)) {
      const at = end + match.index + match[0].length;
      const value = startsQuoted(scan.text, at) ? readQuoted(scan.text, at) : readBare(scan.text, at);
      if (!value || value.end > scan.commandUntil + 1) continue;
      const content = scan.text.slice(value.start, value.end);
      if (
        isHarmlessValue(content) ||
        (isLogin &&
          (/^[a-z]+:\/\//.test(content) ||
            !/^[^:\s]*:\S/.test(content) ||
            isHarmlessValue(content.slice(content.indexOf(':') + 1)))) ||
        content.startsWith('-') ||
        (isStatement &&
          (content.includes('/') || !(isPasswordLike(content) || isLastWord(scan.text, value.end, content)))) ||
        (name === 'curl' && !isLogin && !content.includes('='))
      )
        continue;
      report(scan, {
        rule: isLogin ? 'login' : 'password',
        start: value.start,
        end: value.end,
        from: end - name.length,
      });
    }
  }
}

/** `PASS swordfish`, and nothing behind it. */
const isLastWord = (text: string, end: number, content: string): boolean =>
  isOddWord(content) && /^["']?[ \t]*(?:\r?\n|$)/.test(text.slice(end, end + 12));

/** The line of a command, with the lines that a backslash, a caret or a backtick joins to it. */
function commandLine(text: string, start: number): string {
  const slice = text.slice(start, start + longestCommand);
  const end = /(?<![\\^`])\r?\n|[ \t](?:&&|\|\|?|;)[ \t]/.exec(slice);
  return end ? slice.slice(0, end.index) : slice;
}
