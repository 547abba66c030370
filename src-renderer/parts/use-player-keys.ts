import { useEffect, useEffectEvent } from 'react';
import { playerCommand } from '../keyboard.ts';
import { chapterTarget, type PlayerChapter } from './chapters.ts';
import type { VideoControls } from './use-video.ts';

const stepSeconds = 5;

/** Parts that use these keys for themselves. */
const ownArrows = 'input, textarea, select, [role="menu"], [role="tablist"], [role="listbox"], [contenteditable]';
const ownSpace = 'button, a, summary';

/** The player's keys, anywhere on its page. */
export function usePlayerKeys(video: VideoControls, chapters: PlayerChapter[]): void {
  const onKeyDown = useEffectEvent((event: KeyboardEvent) => {
    const command = playerCommand(event);
    const target = event.target instanceof Element ? event.target : undefined;
    if (!command || event.defaultPrevented || target?.closest(ownArrows)) return;
    if (command === 'toggle' && target?.closest(ownSpace)) return;
    event.preventDefault();
    const seekChapter = (direction: 'previous' | 'next') => {
      const startSeconds = chapterTarget(chapters, video.positionSeconds, direction);
      if (startSeconds !== undefined) video.seek(startSeconds);
    };
    switch (command) {
      case 'toggle':
        return video.toggle();
      case 'back':
        return video.seek(video.positionSeconds - stepSeconds);
      case 'forward':
        return video.seek(video.positionSeconds + stepSeconds);
      case 'previous-chapter':
        return seekChapter('previous');
      case 'next-chapter':
        return seekChapter('next');
      case 'captions':
        return video.toggleCaptions();
      case 'full-screen':
        return video.toggleFullScreen();
    }
  });
  useEffect(() => {
    const listen = (event: KeyboardEvent) => onKeyDown(event);
    window.addEventListener('keydown', listen);
    return () => window.removeEventListener('keydown', listen);
  }, []);
}
