const locale = 'en';
const whole = new Intl.NumberFormat(locale, { maximumFractionDigits: 0 });
const oneDecimal = new Intl.NumberFormat(locale, { maximumFractionDigits: 1 });
const clockTime = new Intl.DateTimeFormat(locale, {
  hour: '2-digit',
  minute: '2-digit',
  second: '2-digit',
  hourCycle: 'h23',
});
const weekday = new Intl.DateTimeFormat(locale, { weekday: 'long' });
const dayAndMonth = new Intl.DateTimeFormat(locale, { day: 'numeric', month: 'short' });
const dayMonthYear = new Intl.DateTimeFormat(locale, { day: 'numeric', month: 'short', year: 'numeric' });

export const count = (number: number): string => whole.format(number);

export const counted = (number: number, one: string, many: string): string =>
  `${count(number)} ${number === 1 ? one : many}`;

/** `46 %`; rounds down, so that 100 means done. */
export const percent = (value: number): string => `${Math.floor(Math.min(100, Math.max(0, value)))} %`;

/** `0:18`, `12:05`, `1:02:03`. */
export function clock(totalSeconds: number): string {
  const seconds = Math.max(0, Math.floor(totalSeconds));
  const tail = `${String(Math.floor(seconds / 60) % 60)}:${String(seconds % 60).padStart(2, '0')}`;
  return seconds < 3600 ? tail : `${Math.floor(seconds / 3600)}:${tail.padStart(5, '0')}`;
}

/** What something took or will take: `0.4 s`, `23 s`, `2 min 5 s`, `1 h 4 min`. */
export function span(seconds: number): string {
  if (seconds < 9.95) return `${oneDecimal.format(Math.max(0, seconds))} s`;
  if (seconds < 59.5) return `${Math.round(seconds)} s`;
  const wholeSeconds = Math.round(seconds);
  const [hours, minutes, rest] = [
    Math.floor(wholeSeconds / 3600),
    Math.floor(wholeSeconds / 60) % 60,
    wholeSeconds % 60,
  ];
  if (hours > 0) return minutes ? `${hours} h ${minutes} min` : `${hours} h`;
  return rest && minutes < 10 ? `${minutes} min ${rest} s` : `${minutes} min`;
}

/** An estimate never pretends to the second beyond half a minute: `about 18 s`, `about 40 s`, `about 3 min`. */
export function roughSpan(seconds: number): string {
  if (seconds < 30) return `${Math.max(1, Math.ceil(seconds))} s`;
  if (seconds < 58) return `${Math.ceil(seconds / 5) * 5} s`;
  const minutes = Math.ceil(seconds / 60);
  return minutes < 60 ? `${minutes} min` : `${Math.floor(minutes / 60)} h ${minutes % 60} min`;
}

/** `640 KB`, `31.4 MB`, `412 MB`, `1.2 GB`, in powers of ten as file managers have it. */
export function size(bytes: number): string {
  if (bytes < 1_000_000) return `${count(Math.ceil(bytes / 1000))} KB`;
  const [value, unit] = bytes < 1e9 ? [bytes / 1e6, 'MB'] : [bytes / 1e9, 'GB'];
  return `${value < 100 ? oneDecimal.format(value) : count(value)} ${unit}`;
}

/** A size that is only foreseen: `31 MB`. */
export const roughSize = (bytes: number): string =>
  bytes < 1e9 ? `${count(Math.max(1, Math.round(bytes / 1e6)))} MB` : `${oneDecimal.format(bytes / 1e9)} GB`;

export const dimensions = (width: number, height: number): string => `${width} × ${height}`;

export const timeOfDay = (iso: string): string => clockTime.format(new Date(iso));

/** `just now`, `12 minutes ago`, `Yesterday`, `Thursday`, `4 Mar`, `4 Mar 2025`. */
export function ago(iso: string, now = new Date()): string {
  const then = new Date(iso);
  const minutes = Math.floor((now.getTime() - then.getTime()) / 60_000);
  if (minutes < 1) return 'just now';
  if (minutes < 60) return `${counted(minutes, 'minute', 'minutes')} ago`;
  const days = Math.round((startOfDay(now) - startOfDay(then)) / 86_400_000);
  if (days === 0) return `${counted(Math.floor(minutes / 60), 'hour', 'hours')} ago`;
  if (days === 1) return 'Yesterday';
  if (days < 7) return weekday.format(then);
  return (then.getFullYear() === now.getFullYear() ? dayAndMonth : dayMonthYear).format(then);
}

const startOfDay = (date: Date): number => new Date(date.getFullYear(), date.getMonth(), date.getDate()).getTime();

/** The last folders and the name, as people say a path: `Videos › Aura › three-habits.mp4`. */
export function shortPath(path: string, parts = 3): string {
  return path
    .split(/[\\/]+/)
    .filter(Boolean)
    .slice(-parts)
    .join(' › ');
}

export const fileName = (path: string): string => path.split(/[\\/]/).at(-1) ?? path;

export const scenes = (number: number): string => counted(number, 'scene', 'scenes');

/** `50 seconds`, `2 min 5 s`. */
export const seconds = (number: number): string =>
  number < 100 ? counted(Math.round(number), 'second', 'seconds') : span(Math.round(number));

/** Facts on one line: `0:50 · Yesterday · 31.4 MB`. */
export const joined = (...parts: (string | undefined | false)[]): string => parts.filter(Boolean).join(' · ');

/** `$0`, `$0.0042`, `$1.24`: the cents where there are any, more digits where that would be nothing. */
export const dollars = (usd: number): string => (usd === 0 ? '$0' : `$${usd < 0.1 ? usd.toFixed(4) : usd.toFixed(2)}`);
