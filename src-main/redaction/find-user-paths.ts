import { characterSet, startOfRun } from './characters.ts';
import { isPlaceholder } from './placeholders.ts';
import { report, type Scan } from './scan.ts';

const systemNames = new Set(
  'shared public default all default.migrated linuxbrew user username yourname your_name your-name you name me nobody guest $user %username% index.html runneradmin containeradministrator'.split(
    ' ',
  ),
);
const windowsSystem = /^(?:All Users|Default User)$/i;
const pathCharacters = characterSet(/[^\s"'`<>|()=,;]/);
const longestName = 64;

/** The name in `C:\Users\NAME`, `/home/NAME` and their like; `start` and `end` hold the folder's word. */
export function findUserPath(scan: Scan, start: number, end: number): void {
  const { text } = scan;
  const separator = /^(?:[\\/]{1,16})/.exec(text.slice(end, end + 16))?.[0];
  if (separator === undefined || !/[\\/]/.test(text[start - 1] ?? '')) return;
  if (!isFolderOfUsers(text, start, separator)) return;
  const nameStart = end + separator.length;
  const nameEnd = endOfName(text, nameStart, separator.includes('\\') ? '\\' : '/');
  const name = text.slice(nameStart, nameEnd);
  if (name === '' || systemNames.has(name.toLowerCase()) || windowsSystem.test(name) || isStandIn(name)) return;
  report(scan, { rule: 'user-name', start: nameStart, end: nameEnd, from: start - 1 });
}

const isStandIn = (name: string): boolean => isPlaceholder(name) || /^[<${%[*]/.test(name) || /^\.+$/.test(name);

/** `/v1/users/42` and `https://x.example/home/page` are addresses, not folders. */
function isFolderOfUsers(text: string, start: number, separator: string): boolean {
  const folder = text.slice(start, start + 5);
  const before = text.slice(Math.max(0, start - 96), start);
  if (separator.includes('\\') || before.endsWith('\\')) return true;
  const path = before.slice(startOfRun(before, before.length, pathCharacters));
  if (
    /^(?:https?|wss?):\/\//i.test(path) ||
    /(?:GET|POST|PUT|PATCH|DELETE|HEAD|OPTIONS|href|route|url|path:|Route) ?["'=(]{0,2}\/$/.test(before)
  )
    return false;
  if (/\/Volumes\/[^/\n]{1,40}\/$/.test(before)) return true;
  // In small letters it is mostly a route of some server.
  if (folder.startsWith('users'))
    return /(?:^|[\s"'=(:[])(?:[A-Za-z]:|\/(?:mnt\/)?[a-z])\/$/.test(before) || /^\/?[A-Za-z]:\//.test(path);
  return (
    /^(?:[\w+.-]{0,64}:)?\/{0,3}(?:[A-Za-z]:\/{1,4}|(?:mnt\/|cygdrive\/)?[a-z]\/|(?:var|usr|export|nfs|mnt|data|host|net|private|System|Volumes|rootfs|media|snap|run|srv|localhost|wsl\.localhost|wsl\$)(?:\/[^/]{1,64}){0,4}\/)?$/.test(
      path,
    ) ||
    /[:=,([{]\/{1,4}$/.test(path) ||
    // `/root/../home/` and `../../home/` lead to the same folder.
    /^(?:\/(?:[^/]{1,64}\/){0,8}|(?:\.\.\/){1,8})\.\.\/$/.test(path) ||
    !/[\w.]\/+$/.test(path)
  );
}

/** A name may hold blanks when the path goes on behind them, as in `C:\Users\Jo Doe\Videos`. */
function endOfName(text: string, start: number, separator: string): number {
  if (text.startsWith('[REDACTED:', start)) return start;
  const rest = text.slice(start, start + longestName + 8);
  const whole = (
    separator === '\\'
      ? /^[\p{L}\p{M}\d._'$@+-]+(?: [\p{L}\p{M}\d._'&@+-]+){0,3}(?=\\)/u
      : /^[\p{L}\p{M}\d._'$@+-]+(?: [\p{L}\p{M}\d._'&@+-]+){0,3}(?=\/)/u
  ).exec(rest)?.[0];
  if (whole !== undefined) return start + whole.length;
  const capitals = /^\p{Lu}[\p{L}\p{M}.-]*(?: \p{Lu}[\p{L}\p{M}.-]*){1,2}(?=$|["'`\r\n<])/u.exec(rest)?.[0];
  if (capitals !== undefined) return start + capitals.length;
  const word = /^(?:[\p{L}\p{M}\d_$@+~-]|\.(?=[\p{L}\d])|'(?=\p{L})|%(?=[\dA-F]{2}))+/u.exec(rest)?.[0] ?? '';
  return start + word.length;
}

/** `~NAME/`: that user's home, as a shell writes it. */
export function findTildePath(scan: Scan, end: number): void {
  const { text } = scan;
  const name = /^[A-Za-z_][\w-]{1,31}(?=\/)/.exec(text.slice(end, end + 33))?.[0];
  if (name === undefined || !/[\s"'=:(]/.test(text[end - 2] ?? ' ') || systemNames.has(name.toLowerCase())) return;
  report(scan, { rule: 'user-name', start: end, end: end + name.length, from: end - 1 });
}

/** `/media/NAME/LABEL/`, where Linux mounts what a user plugs in; labels are in capitals or a volume's number. */
export function findMediaPath(scan: Scan, start: number, end: number): void {
  const { text } = scan;
  const isRun = text.slice(Math.max(0, start - 4), start) === '/run';
  if (!isRun && /[^\s"'=(:[|]/.test(text[start - 1] ?? ' ')) return;
  const name = /^[a-z_][\w.-]{1,31}(?=\/)/.exec(text.slice(end, end + 33))?.[0];
  if (name === undefined || systemNames.has(name)) return;
  const label = text.slice(end + name.length + 1, end + name.length + 40);
  if (isRun || /^(?:[A-Z][A-Z\d]*[ _-]?[A-Z\d ]{2,}|[\dA-Fa-f]{4,8}-[\dA-Fa-f]{4})(?=[/-])/.test(label))
    report(scan, { rule: 'user-name', start: end, end: end + name.length, from: start });
}
