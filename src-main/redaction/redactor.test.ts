import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { carriers } from './corpus/carriers.ts';
import { shapeFiller } from './corpus/fill-shape.ts';
import { inventSecrets, seededRandom, type InventedSecret } from './corpus/invented-secrets.ts';
import { createRedactor } from './redactor.ts';

// Whole in no file, or a scanner takes the test for a leak.
const [begins, ends] = ['BEGIN', 'END'];

const lines = (name: string): string[] =>
  readFileSync(new URL(`corpus/${name}`, import.meta.url), 'utf8')
    .trimEnd()
    .split('\n');
const redacted = (text: string): string => createRedactor().redactText(text).text;
const withoutPlaceholders = (text: string): string =>
  text.replaceAll(/\[REDACTED:[a-z-]+#\d+\]/g, '\u0001').replaceAll('\0', '');

/** A stretch of the secret that its surroundings do not hold as well. */
function leakOf(secret: string, output: string, surroundings: string, length = 6): string | undefined {
  const width = Math.min(length, secret.length);
  for (let at = 0; at + width <= secret.length; at += 1) {
    const part = secret.slice(at, at + width);
    if (output.includes(part) && !surroundings.includes(part)) return part;
  }
  return undefined;
}

describe('redactText', () => {
  const isFair = (secret: InventedSecret, kind: string): boolean =>
    secret.standsAlone || !['log prose', 'log cjk'].includes(kind);
  // Seeds 1 to 3 were looked at while the rules were written, 101 to 103 never.
  test.each([1, 101, 102])('no secret stays, nor its head or tail, in any carrier (seed %i)', (seed) => {
    const leaks: string[] = [];
    for (const secret of inventSecrets(seededRandom(seed))) {
      for (const carrier of carriers) {
        if (!isFair(secret, carrier.kind)) continue;
        const output = withoutPlaceholders(redacted(carrier.wrap(secret)));
        const leak = leakOf(secret.value, output, carrier.wrap({ name: secret.name, value: '' }));
        if (leak !== undefined) leaks.push(`${secret.kind} in ${carrier.kind}: ${leak}`);
      }
    }
    expect(leaks).toEqual([]);
  });

  test.each(lines('secret-lines.txt').filter((line) => line.includes('⟦')))('takes out what is marked: %s', (line) => {
    const output = withoutPlaceholders(redacted(line.replaceAll(/[⟦⟧]/g, '')));
    const surroundings = line.replaceAll(/⟦.*?⟧/g, '\u0001');
    for (const [, secret = ''] of line.matchAll(/⟦(.*?)⟧/g))
      expect(leakOf(secret, output, surroundings, 4)).toBeUndefined();
  });

  // Shapes that were written down without sight of the rules, first met here as they stand.
  test.each([3, 4242, 90210])('takes out what fills the blanks of real files, logs and commands (seed %i)', (seed) => {
    const fill = shapeFiller(seededRandom(seed));
    const leaks = lines('secret-shapes.txt').flatMap((shape) => {
      const line = fill(shape);
      const output = withoutPlaceholders(redacted(line.replaceAll(/[⟦⟧]/g, '')));
      const surroundings = line.replaceAll(/⟦.*?⟧/gs, '\u0001');
      return [...line.matchAll(/⟦(.*?)⟧/gs)].flatMap(([, secret = '']) =>
        leakOf(secret, output, surroundings, 4) ? [line] : [],
      );
    });
    expect(leaks).toEqual([]);
  });

  test('leaves each line of a log its own, however it is escaped, and a second look changes nothing', () => {
    const fill = shapeFiller(seededRandom(5));
    const log = [
      ...lines('secret-shapes.txt').map((shape) => fill(shape).replaceAll(/[⟦⟧]/g, '')),
      ...lines('harmless-blind.txt'),
    ]
      .map((line) => `2026-06-12T10:00:00.000Z INFO mux: ${JSON.stringify(line).slice(1, -1)} {"x":1}`)
      .join('\n');
    const once = redacted(log);
    expect(once.split('\n')).toHaveLength(log.split('\n').length);
    expect(redacted(once) === once).toBe(true);
  });

  test('leaves whole what was written down without sight of the rules', () => {
    const changed = lines('harmless-blind.txt').filter((line) => redacted(line) !== line);
    expect(changed).toEqual([]);
  });

  test.each(lines('harmless-lines.txt'))('leaves whole: %s', (line) => {
    expect(redacted(line)).toBe(line);
  });

  test('leaves harmless lines whole in each other’s company too', () => {
    const text = lines('harmless-lines.txt').join('\r\n');
    expect(redacted(text)).toBe(text);
  });

  test('applying it twice changes nothing', () => {
    const texts = [
      ...lines('secret-lines.txt').map((line) => line.replaceAll(/[⟦⟧]/g, '')),
      ...inventSecrets(seededRandom(7)).flatMap((secret) => carriers.map((carrier) => carrier.wrap(secret))),
    ];
    for (const text of texts) {
      const once = redacted(text);
      expect(redacted(once)).toBe(once);
    }
  });

  test('surroundings do not hide a secret: quotes, tabs, line ends, punctuation, other scripts', () => {
    const around = [
      ['"', '"'],
      ["'", "',"],
      ['(', ')'],
      ['<', '>'],
      ['\t', '\t'],
      ['\r\n', '\r\n'],
      ['«', '»'],
      ['。', '。'],
      ['key为', '的'],
      ['=', ';'],
      ['[', '].'],
      ['`', '`!'],
      ['\u00a0', '\u00a0'],
      ['| ', ' |'],
      ['\\n', '\\n'],
      ['\u001b[1m', '\u001b[0m'],
      ['🎬', '🎬'],
      ['%20', '%20'],
      ['\\u0022', '\\u0022'],
      ['&quot;', '&quot;'],
    ];
    for (const secret of inventSecrets(seededRandom(8)).filter(({ standsAlone }) => standsAlone)) {
      for (const [left = '', right = ''] of around) {
        const output = withoutPlaceholders(redacted(`before ${left}${secret.value}${right} after`));
        expect(leakOf(secret.value, output, '', 8), `${secret.kind} in ${left}…${right}`).toBeUndefined();
        expect(output).toContain('after');
      }
    }
  });

  test('header names match in any case and with any blanks', () => {
    const random = seededRandom(9);
    for (const name of ['Authorization', 'Proxy-Authorization', 'X-Api-Key', 'xi-api-key', 'Cookie', 'Set-Cookie']) {
      for (let round = 0; round < 12; round += 1) {
        const cased = name.replaceAll(/[a-z]/gi, (letter) =>
          random() < 0.5 ? letter.toUpperCase() : letter.toLowerCase(),
        );
        const gap = [': ', ':', ' : ', ':\t', ':   ', '="'][Math.floor(random() * 6)]!;
        const value = name.includes('ookie') ? 'sid=Zq81xPw7' : 'Zq81xPw7Lm';
        expect(redacted(`> ${cased}${gap}${value}`)).not.toContain('Zq81');
      }
    }
  });

  test('a token that a line break splits goes whole, and the next record stays', () => {
    for (const secret of inventSecrets(seededRandom(10)).filter(({ kind }) =>
      ['openai', 'google', 'github', 'npm', 'hugging-face', 'elevenlabs', 'stability'].includes(kind),
    )) {
      for (const lineBreak of ['\n', '\r\n', '\n    ', '\\\n']) {
        const at = Math.floor(secret.value.length * 0.6);
        const output = withoutPlaceholders(
          redacted(
            `key ${secret.value.slice(0, at)}${lineBreak}${secret.value.slice(at)}\n2026-11-22T01:02:03Z INFO next`,
          ),
        );
        expect(leakOf(secret.value, output, ''), secret.kind).toBeUndefined();
        expect(output).toContain('2026-11-22T01:02:03Z INFO next');
      }
    }
  });

  test('the same secret keeps its placeholder, plain or encoded', () => {
    const redactor = createRedactor();
    const secret = ['sk', 'Ab3dEf6hIj9kLm2nOp5qRs8t'].join('-');
    const first = redactor.redactText(`OPENAI_API_KEY=${secret}`).text;
    expect(first).toBe('OPENAI_API_KEY=[REDACTED:secret-key#1]');
    expect(redactor.redactText(`{"apiKey":"${secret}"} bob@mail.example`).text).toBe(
      '{"apiKey":"[REDACTED:secret-key#1]"} [REDACTED:email#2]',
    );
  });

  test('numbers that a text brought along are not given again', () => {
    expect(createRedactor().redactText('[REDACTED:email#7] wrote to bob@mail.example').text).toBe(
      '[REDACTED:email#7] wrote to [REDACTED:email#8]',
    );
  });

  test('counts tell how often each rule struck', () => {
    expect(createRedactor().redactText('a@b.example c@d.example 203.0.113.9').counts).toEqual({
      email: 2,
      'ip-address': 1,
    });
  });

  test('a private key goes whole: over lines, in JSON, torn at either end', () => {
    const body = Array.from(
      { length: 8 },
      () => 'MIIEvQIBADANBgkqhkiG9w0BAQEFAASCBKcwggSjAgEAAoIBAQC7VJTUt9Us8cKj',
    ).join('\n');
    const [begin, end] = [`-----${begins} RSA PRIVATE KEY-----`, `-----${ends} RSA PRIVATE KEY-----`];
    const whole = `${begin}\nProc-Type: 4,ENCRYPTED\n\n${body}\n${end}`;
    for (const text of [
      whole,
      JSON.stringify({ pem: whole }),
      JSON.stringify(JSON.stringify({ pem: whole })),
      `${begin}\n${body}`,
      `${body}\n${end}`,
      whole.replaceAll('\n', '\r\n    '),
      whole.replaceAll('\n', '\n2026-11-22 01:02:03 INFO '),
    ]) {
      const output = redacted(`before\n${text}\nafter`);
      expect(output).not.toMatch(/MIIE|VJTU|PRIVATE/);
      expect(output).toMatch(/^before\n/);
      expect(output).toMatch(/\nafter$/);
    }
  });

  test('a private key that is cut off anywhere leaves nothing of itself, and takes no line of the log with it', () => {
    const body = [
      'MIIEvQIBADANBgkqhkiG9w0BAQEFAASCBKcwggSjAgEAAoIBAQC7VJTUt9Us8cKj',
      'Gb3Xq1LmZ0pYt8RkWc5NvHs2uEjQ9aDf4oViJ7xTyUeKw6nBhSgMrPzCl+/dFIO1',
      'w8yQ2sVhLk5Tz9==',
    ];
    const key = [`-----${begins} RSA PRIVATE KEY-----`, ...body, `-----${ends} RSA PRIVATE KEY-----`];
    const forms = [
      key.join('\n'),
      `{"pem":"${key.join('\\n')}"}`,
      `"{\\"pem\\":\\"${key.join('\\\\r\\\\n')}\\"}"`,
      `pem: |\n    ${key.join('\r\n    ')}`,
      key.map((line, at) => `2026-11-26T10:00:0${at}Z INFO ${line}`).join('\n'),
      key.map((line) => `> ${line}`).join('\n'),
    ];
    for (const form of forms) {
      for (let cut = form.indexOf('MIIE') + 6; cut < form.length; cut += 3) {
        const output = withoutPlaceholders(
          redacted(`${form.slice(0, cut)}\n2026-11-26T10:00:09Z INFO OpenAI is asked`),
        );
        expect(leakOf(body.join(''), output, ''), form.slice(0, cut)).toBeUndefined();
        expect(output).toContain('OpenAI is asked');
      }
    }
  });

  test.each([
    ['a table of Markdown', '| name | api key |\n|---|---|\n| prod | ⟦yjRbf1CFSmoHV6pimpKikoe3⟧ |'],
    ['a table of a database', 'name | api_key\n-----+-----\nprod | ⟦yjRbf1CFSmoHV6pimpKikoe3⟧\n(1 row)'],
    [
      'a login to a mail server',
      '334 VXNlcm5hbWU6\r\n⟦Ym9iQHg=⟧\r\n334 UGFzc3dvcmQ6\r\nC: ⟦WERtYkR2NkJj⟧\r\n235 2.7.0 ok',
    ],
  ])('takes out what is marked in %s, and nothing else', (_what, text) => {
    const expected = text.replaceAll(/⟦.*?⟧/g, '⟦⟧');
    const output = redacted(text.replaceAll(/[⟦⟧]/g, ''));
    expect(output.replaceAll(/\[REDACTED:[^\]]*\]/g, '⟦⟧')).toBe(expected);
  });
});
