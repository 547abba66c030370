import { describe, expect, test } from 'vitest';
import { appCommand, playerCommand, type Keys } from './keyboard.ts';

const keys = (key: string, held: Partial<Keys> = {}): Keys => ({
  key,
  ctrlKey: false,
  metaKey: false,
  shiftKey: false,
  altKey: false,
  ...held,
});

describe('the window’s keys', () => {
  test.each([
    ['1', { kind: 'go', page: 'home' }],
    ['6', { kind: 'go', page: 'settings' }],
    [',', { kind: 'go', page: 'settings' }],
    ['n', { kind: 'go', page: 'create' }],
    ['J', { kind: 'toggle-drawer' }],
    ['Enter', { kind: 'submit' }],
  ])('Ctrl+%s is Cmd on macOS and nothing alone', (key, command) => {
    expect(appCommand(keys(key, { ctrlKey: true }), false)).toEqual(command);
    expect(appCommand(keys(key, { metaKey: true }), true)).toEqual(command);
    expect(appCommand(keys(key, { ctrlKey: true }), true)).toBeUndefined();
    expect(appCommand(keys(key), false)).toBeUndefined();
  });

  test('F6 and Esc are the same everywhere', () => {
    expect(appCommand(keys('F6'), true)).toEqual({ kind: 'next-region' });
    expect(appCommand(keys('Escape'), true)).toEqual({ kind: 'close' });
  });

  test('Ctrl+Alt, which types characters on many keyboards, is left alone', () => {
    expect(appCommand(keys('1', { ctrlKey: true, altKey: true }), false)).toBeUndefined();
  });
});

describe('the player’s keys', () => {
  test.each([
    [keys(' '), 'toggle'],
    [keys('ArrowLeft'), 'back'],
    [keys('ArrowRight', { shiftKey: true }), 'next-chapter'],
    [keys('c'), 'captions'],
    [keys('F', { shiftKey: true }), 'full-screen'],
    [keys('c', { ctrlKey: true }), undefined],
    [keys('ArrowLeft', { altKey: true }), undefined],
  ])('%j is %s', (pressed, command) => expect(playerCommand(pressed)).toBe(command));
});
