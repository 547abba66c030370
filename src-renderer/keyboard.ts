import type { Page } from './stores/route-store.ts';

export type AppCommand =
  | { kind: 'go'; page: Page }
  | { kind: 'toggle-drawer' }
  | { kind: 'close' }
  | { kind: 'next-region' }
  | { kind: 'submit' };

export interface Keys {
  key: string;
  ctrlKey: boolean;
  metaKey: boolean;
  shiftKey: boolean;
  altKey: boolean;
}

const pagesByDigit: Record<string, Page> = {
  1: 'home',
  2: 'create',
  3: 'jobs',
  4: 'batch',
  5: 'diagnostics',
  6: 'settings',
};

/** What a key press asks of the whole window. On macOS Cmd stands for Ctrl; F6 and Esc are as everywhere. */
export function appCommand(keys: Keys, isMac: boolean): AppCommand | undefined {
  if (keys.key === 'F6') return { kind: 'next-region' };
  if (keys.key === 'Escape') return { kind: 'close' };
  const hasModifier = isMac ? keys.metaKey && !keys.ctrlKey : keys.ctrlKey && !keys.metaKey;
  if (!hasModifier || keys.altKey || keys.shiftKey) return undefined;
  const page = pagesByDigit[keys.key];
  if (page) return { kind: 'go', page };
  switch (keys.key.toLowerCase()) {
    case ',':
      return { kind: 'go', page: 'settings' };
    case 'n':
      return { kind: 'go', page: 'create' };
    case 'j':
      return { kind: 'toggle-drawer' };
    case 'enter':
      return { kind: 'submit' };
    default:
      return undefined;
  }
}

export type PlayerCommand =
  | 'toggle'
  | 'back'
  | 'forward'
  | 'previous-chapter'
  | 'next-chapter'
  | 'captions'
  | 'full-screen';

/** What a key press asks of the player. */
export function playerCommand(keys: Keys): PlayerCommand | undefined {
  if (keys.ctrlKey || keys.metaKey || keys.altKey) return undefined;
  switch (keys.key) {
    case ' ':
      return 'toggle';
    case 'ArrowLeft':
      return keys.shiftKey ? 'previous-chapter' : 'back';
    case 'ArrowRight':
      return keys.shiftKey ? 'next-chapter' : 'forward';
    case 'c':
    case 'C':
      return 'captions';
    case 'f':
    case 'F':
      return 'full-screen';
    default:
      return undefined;
  }
}
