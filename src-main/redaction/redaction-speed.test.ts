import { describe, expect, test } from 'vitest';
import { createRedactor } from './redactor.ts';

// Whole in no file, or a scanner takes the test for a leak.
const [begins, ends] = ['BEGIN', 'END'];

const redactor = createRedactor({
  known: [{ kind: 'x', value: 'aaaaaaaaab' }],
  userName: 'jdoe42',
  homeFolder: '/home/jdoe42',
});

/** Processor time, not the clock: other work on the machine must not fail the test. */
function cpuMs(text: string): number {
  const before = process.cpuUsage();
  redactor.redactText(text);
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1_000;
}

const fill = (part: string, length: number): string => part.repeat(Math.ceil(length / part.length)).slice(0, length);

/** What invites a search to start over at every step. */
const hostile = [
  'a',
  '=',
  '"',
  '\\"',
  "password='",
  'password=',
  '"password":[',
  'secrets:{',
  'api key ',
  `-----${begins} RSA PRIVATE KEY-----\n`,
  `-----${ends} RSA PRIVATE KEY-----\n`,
  '://',
  'https://a:b',
  'a@',
  'a@b.',
  '1 ',
  '1.2.3.',
  '+1 (',
  'a::b:',
  '%25',
  '%2541',
  '&amp;',
  '?key=',
  '#token=',
  'Bearer a',
  'eyJhbGciOiJIUzI1NiJ9.',
  'sk-',
  'xoxb-1-',
  'curl -u ',
  '/home/a b',
  'C:\\Users\\a b ',
  '<password>',
  'password: |\n  ',
  'Cookie: a=b; ',
  'Authorization: Digest ',
  'Digest username=',
  '("password","',
  'DE89 3704 ',
  'aaaaaaaaa\n',
  '\0',
  '\u001b[',
  '[REDACTED:a#1]',
  'cGFzc3dvcmQ9aHVudGVyMg',
  'ssh-rsa AAAA',
  '{"a":"{\\"b\\":',
  'aZ9',
  '"Cookie: a=api_key=%22x\', token:',
  'Cookie: a\\n',
  'key key curl -u a:x-api-key:\\n',
  'api_key=%2522',
  '[REDACTED:a#1] key=aB3dE5gH7 ',
  'login("a", ',
  'client("',
  ', password) ',
  ' -u a -p a1B2c3',
  'echo a | sudo -s ',
  'invalid key ',
  'a:b1c2d3@h ',
  'net use \\\\a b ',
  'password,token\n',
  'insert (password,',
  'password: [a, ',
  'mysql zip curl 7z ',
  'login a/b1c2d3 ',
  '$6$a1',
  'db:5432:a:b:c1 ',
  'mnemonic: abandon abandon ',
  '1234 is your ',
  'jwt.sign(a, ',
  'data:image/png;base64,aZ9',
  'PASSWORD, "',
  'password: str = ',
  'code=a&',
  'a1=b2',
];

describe('the time a text takes', () => {
  cpuMs(hostile.join('\n'));

  test.each(hostile)('grows no faster than a text of nothing but %j', (part) => {
    const small = Math.max(cpuMs(fill(part, 32_768)), 8);
    const large = cpuMs(fill(part, 262_144));
    // Eight times the text; quadratic growth would be 64 times the time.
    expect(large / small).toBeLessThan(32);
  });

  test.each(hostile)('128 KiB of nothing but %j take less than 250 ms', (part) => {
    const text = fill(part, 131_072);
    let best = Infinity;
    // A neighbour on the same core slows one run, not five.
    for (let run = 0; run < 5 && best >= 250; run++) best = Math.min(best, cpuMs(text));
    expect(best).toBeLessThan(250);
  });

  test('5 MB of ordinary log a second, even on a slow core', () => {
    const line = (index: number): string =>
      `{"timestamp":"2026-11-22T01:02:03.456Z","level":"info","message":"segment ${index} rendered","jobId":"J-ABCDEFGH2345","correlationId":"3f1f0a52-6a9f-4c1e-9d49-0a0c7f4f2a11","durationMs":${index * 7}}\nframe=${index} fps=30 q=28.0 size=1024KiB time=00:00:08.00 bitrate=1048.6kbits/s speed=2.01x`;
    const log = Array.from({ length: 20_000 }, (_, index) => line(index)).join('\n');
    cpuMs(log.slice(0, 1_000_000));
    const bytesPerMs = log.length / cpuMs(log);
    expect(bytesPerMs).toBeGreaterThan(5_000);
  });
});
