import type { Node } from '@takumi-rs/core';

/** CSS in camel case; numbers are design pixels where CSS wants a length. */
export type Style = Record<string, string | number>;

const unitless = new Set(['flexGrow', 'flexShrink', 'fontWeight', 'lineHeight', 'opacity', 'order', 'zIndex']);
const css = (style: Style): Style =>
  Object.fromEntries(
    Object.entries(style).map(([name, value]) => [
      name,
      typeof value === 'number' && !unitless.has(name) ? `${value}px` : value,
    ]),
  );

/** Nothing shrinks: what does not fit must be seen by the measuring, not squeezed into its neighbour. */
const box = (style: Style, children: readonly Node[]): Node => ({
  type: 'container',
  style: css({ display: 'flex', flexShrink: 0, ...style }),
  children: [...children],
});

export const column = (style: Style, children: readonly Node[] = []): Node =>
  box({ flexDirection: 'column', ...style }, children);
export const row = (style: Style, children: readonly Node[] = []): Node =>
  box({ flexDirection: 'row', ...style }, children);
export const layer = (style: Style, children: readonly Node[] = []): Node =>
  column({ position: 'absolute', ...style }, children);

export const textNode = (text: string, style: Style, attributes: { dir: 'ltr' | 'rtl'; lang: string }): Node => ({
  type: 'text',
  text,
  style: css({ flexShrink: 0, ...style }),
  ...attributes,
});

export const imageNode = (src: string, style: Style): Node => ({ type: 'image', src, style: css(style) });
