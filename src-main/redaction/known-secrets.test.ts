import { describe, expect, test } from 'vitest';
import { createRedactor } from './redactor.ts';

const value = 'plain/Wörter+9 = x';
const known = [{ kind: 'openai-key', value }];
const bytes = Buffer.from(value);

describe('a known secret', () => {
  const forms: [string, string][] = [
    ['plain', value],
    ['in capitals', value.toUpperCase()],
    ['JSON', JSON.stringify(value)],
    ['JSON in JSON in JSON', JSON.stringify(JSON.stringify(JSON.stringify({ value })))],
    [
      '\\u escapes',
      Array.from(value, (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`).join(''),
    ],
    ['percent', encodeURIComponent(value)],
    ['percent, small letters', encodeURIComponent(value).toLowerCase()],
    ['percent, every byte', [...bytes].map((byte) => `%${byte.toString(16)}`).join('')],
    ['percent, twice', encodeURIComponent(encodeURIComponent(value))],
    ['percent, partly', encodeURI(value)],
    ['base64', bytes.toString('base64')],
    ['base64 after one byte', Buffer.concat([Buffer.from([200]), bytes, Buffer.from([7, 250])]).toString('base64')],
    ['base64 after two bytes', Buffer.concat([Buffer.from([200, 3]), bytes, Buffer.from([7])]).toString('base64')],
    ['base64url', Buffer.concat([bytes, Buffer.from([250, 251])]).toString('base64url')],
    ['base64 of UTF-16', Buffer.from(value, 'utf16le').toString('base64')],
    ['hex', bytes.toString('hex')],
    ['hex in capitals', bytes.toString('hex').toUpperCase()],
    ['UTF-16 read as bytes', value.split('').join('\0')],
    ['HTML', value.replaceAll('=', '&#61;').replaceAll('/', '&#x2F;')],
    ['split by a line break', `${value.slice(0, 9)}\n    ${value.slice(9)}`],
  ];

  test.each(forms)('is found as %s', (_, form) => {
    const { text } = createRedactor({ known }).redactText(`before ${form} after`);
    expect(text).toMatch(/^before (?:["\\{value:]*|\w{1,2})\[REDACTED:openai-key#1\](?:["\\}]*|={1,2}) after$/);
  });

  test('leaves no character of its base64 inside longer base64', () => {
    const { text } = createRedactor({ known }).redactText(Buffer.from(`\u0001\u0002${value}\u0003`).toString('base64'));
    expect(text).toMatch(/^.{0,2}\[REDACTED:openai-key#1\].{0,2}$/);
  });

  test('stands in front of every rule', () => {
    const redactor = createRedactor({ known: [{ kind: 'pexels-key', value: 'hunter2hunter2' }] });
    expect(redactor.redactText('password=hunter2hunter2').text).toBe('password=[REDACTED:pexels-key#1]');
  });

  test('too short to be told from words is left to the rules', () => {
    expect(
      createRedactor({
        known: [
          { kind: 'x', value: 'a' },
          { kind: 'x', value: '' },
        ],
      }).redactText('a cat').text,
    ).toBe('a cat');
  });
});

describe('this computer', () => {
  const redactor = createRedactor({
    userName: 'Zoë.Miller',
    homeFolder: 'D:\\Profiles\\zmiller',
    hostName: 'ZOES-STUDIO',
  });
  test.each([
    ['D:\\Profiles\\zmiller\\Videos\\a.mp4', '[REDACTED:home-folder#1]\\Videos\\a.mp4'],
    ['"D:\\\\Profiles\\\\zmiller\\\\a.mp4"', '"[REDACTED:home-folder#1]\\\\a.mp4"'],
    ['D%3A%5CProfiles%5Czmiller%5Ca.mp4', '[REDACTED:home-folder#1]%5Ca.mp4'],
    ['logged in as zoë.miller on zoes-studio', 'logged in as [REDACTED:user-name#2] on [REDACTED:host-name#3]'],
    ['zoes-studios are others', 'zoes-studios are others'],
  ])('%s', (text, expected) => {
    expect(redactor.redactText(text).text).toBe(expected);
  });

  test('a user called root or max takes no words out of the log', () => {
    const text = 'root cause: max 3 tries, /root/x, /home/max/x';
    expect(createRedactor({ userName: 'root', homeFolder: '/root' }).redactText(text).text).toBe(
      text.replace('/home/max', '/home/[REDACTED:user-name#1]'),
    );
    expect(createRedactor({ userName: 'max', homeFolder: '/home/max' }).redactText(text).text).toBe(
      'root cause: max 3 tries, /root/x, [REDACTED:home-folder#1]/x',
    );
  });
});
