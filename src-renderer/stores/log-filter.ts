import { useEffect, useState } from 'react';
import type { LogFilter } from '../../src-shared/log.ts';
import type { LogWishes } from '../parts/log-filters.tsx';

const slowMs = 1000;
const typingMs = 250;

/** What the controls say, as the main process wants it. */
export const filterOf = ({ level, text, isSlowOnly }: LogWishes): LogFilter => ({
  ...(level !== 'debug' && { level }),
  ...(text.trim() !== '' && { text: text.trim() }),
  ...(isSlowOnly && { slowMs }),
});

/** A text once its typing has come to rest. */
export function useSettled(text: string): string {
  const [settled, setSettled] = useState(text);
  useEffect(() => {
    const timer = setTimeout(() => setSettled(text), typingMs);
    return () => clearTimeout(timer);
  }, [text]);
  return settled;
}
