import type { Theme } from '../../src-shared/brief.ts';

/** The colours of one theme. Text colours keep 4.5:1 against every part of the background. */
export interface Palette {
  background: string;
  /** CSS background images for most cards: soft lights in two corners over a gradient. */
  corners: string;
  /** For quotes: one light from above. */
  overhead: string;
  text: string;
  muted: string;
  line: string;
  /** Three accents that never carry meaning alone. */
  accents: readonly [string, string, string];
  /** From and to of the big number and its bar. */
  gradient: readonly [string, string];
  /** What stands on an accent. */
  onAccent: string;
  onDone: string;
  /** A bar of a chart that is not the one worth seeing. */
  quietBar: string;
  /** A step that is still to come. */
  quietStep: string;
  /** Two hex digits: how much light an accented thing sheds around itself. */
  glow: string;
}

const lights = (topRight: string, bottomLeft: string, base: string): string =>
  [
    `radial-gradient(circle at 82% 12%, ${topRight} 0%, ${topRight.slice(0, 7)}00 46%)`,
    `radial-gradient(circle at 8% 96%, ${bottomLeft} 0%, ${bottomLeft.slice(0, 7)}00 44%)`,
    base,
  ].join(', ');
const overhead = (light: string, base: string): string =>
  `radial-gradient(circle at 50% -10%, ${light} 0%, ${light.slice(0, 7)}00 62%), ${base}`;

export const palettes: Record<Theme, Palette> = {
  midnight: {
    background: '#0a0d14',
    corners: lights('#7c8cff59', '#4fd1c53d', 'linear-gradient(160deg, #0d1220 0%, #0a0d14 60%)'),
    overhead: overhead('#7c8cff4d', 'linear-gradient(180deg, #10131f, #0a0d14)'),
    text: '#f4f6fb',
    muted: '#9aa4b8',
    line: 'rgba(255,255,255,0.12)',
    accents: ['#7c8cff', '#4fd1c5', '#ff9f7a'],
    gradient: ['#ff9f7a', '#7c8cff'],
    onAccent: '#ffffff',
    onDone: '#0a0d14',
    quietBar: 'rgba(255,255,255,0.10)',
    quietStep: '#171c2a',
    glow: '66',
  },
  daylight: {
    background: '#f6f5f1',
    corners: lights('#5a67f02e', '#12a39a29', 'linear-gradient(160deg, #fdfcfa 0%, #f3f2ee 70%)'),
    overhead: overhead('#5a67f02b', 'linear-gradient(180deg, #fdfcfa, #f1f0ec)'),
    text: '#151823',
    muted: '#555d70',
    line: 'rgba(21,24,35,0.14)',
    accents: ['#4653dc', '#0b7d75', '#c04d22'],
    gradient: ['#d9592b', '#4653dc'],
    onAccent: '#ffffff',
    onDone: '#ffffff',
    quietBar: 'rgba(21,24,35,0.09)',
    quietStep: '#ffffff',
    glow: '38',
  },
  ember: {
    background: '#150d0b',
    corners: lights('#ff7a4559', '#d1436640', 'linear-gradient(160deg, #23140f 0%, #150d0b 62%)'),
    overhead: overhead('#ff7a4547', 'linear-gradient(180deg, #22130f, #130b09)'),
    text: '#fff6ef',
    muted: '#c4aa9c',
    line: 'rgba(255,232,218,0.15)',
    accents: ['#ff8a5b', '#ffc76e', '#f77fa0'],
    gradient: ['#ffc76e', '#f0577c'],
    onAccent: '#1d0f0a',
    onDone: '#1d0f0a',
    quietBar: 'rgba(255,232,218,0.11)',
    quietStep: '#2a1914',
    glow: '59',
  },
};
