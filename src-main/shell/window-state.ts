import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { writeFileAtomic } from '../storage/atomic-file.ts';

const Bounds = z.object({ x: z.number(), y: z.number(), width: z.number(), height: z.number() });
type Bounds = z.infer<typeof Bounds>;

/** How the window stood when it was last closed; the theme is kept too, so that its first frame has the right colour. */
const WindowState = z.object({
  bounds: Bounds.optional(),
  isMaximized: z.boolean().default(false),
  theme: z.enum(['system', 'light', 'dark']).default('system'),
});
export type WindowState = z.infer<typeof WindowState>;

export const minimumSize = { width: 940, height: 640 };
const defaultSize = { width: 1280, height: 800 };

/** Read before the first window, and small: waiting for it costs nothing. What cannot be read is as good as new. */
export function readWindowState(path: string): WindowState {
  try {
    return WindowState.parse(JSON.parse(readFileSync(path, 'utf8')));
  } catch {
    return WindowState.parse({});
  }
}

export const saveWindowState = (path: string, state: WindowState): Promise<void> =>
  writeFileAtomic(path, JSON.stringify(state));

/** Where to open: as before if that is still on a screen, else centred and no larger than the screen. */
export function placeWindow(saved: Bounds | undefined, workAreas: readonly Bounds[]): Partial<Bounds> {
  const home = workAreas.find((area) => saved && canBeGrabbed(saved, area));
  const [width, height] = [saved?.width ?? defaultSize.width, saved?.height ?? defaultSize.height];
  const room = home ?? workAreas[0] ?? { width, height };
  const size = {
    width: Math.max(minimumSize.width, Math.min(width, room.width)),
    height: Math.max(minimumSize.height, Math.min(height, room.height)),
  };
  return home && saved ? { x: saved.x, y: saved.y, ...size } : size;
}

/** True when enough of the title bar lies within the area to take the window by it. */
function canBeGrabbed(bounds: Bounds, area: Bounds): boolean {
  const visibleWidth = Math.min(bounds.x + bounds.width, area.x + area.width) - Math.max(bounds.x, area.x);
  return visibleWidth >= 100 && bounds.y >= area.y - 10 && bounds.y <= area.y + area.height - 40;
}
