/** Of a file's name in bytes: leaves room for an ending and a number on every file system in use. */
const mostBytes = 120;
/** Devices on Windows, with any ending: https://learn.microsoft.com/windows/win32/fileio/naming-a-file */
const reserved = /^(?:con|prn|aux|nul|com\d|lpt\d)(?=\.|$)/i;

/** A film's title as a file's name without ending, on every platform; writing of any script is kept. */
export function filmFileName(title: string): string {
  const plain = title
    .normalize('NFC')
    // Control and invisible signs, halves of characters, and what Windows does not take.
    .replace(/[\p{Cc}\p{Cf}\p{Cs}\u2028\u2029<>:"/\\|?*]+/gu, ' ')
    .replace(/\s+/g, ' ')
    .replace(reserved, '_$&');
  const name = trimmed(cut(trimmed(plain)));
  return name === '' ? 'Film' : name;
}

/** Neither hidden by a dot before it nor changed by Windows, which drops dots and spaces at the end; “leave….mp4” has four. */
const trimmed = (name: string): string => name.replace(/^[\s.…]+|[\s.…]+$/g, '');

/** Whole characters only, as people see them. */
function cut(name: string): string {
  let kept = '';
  for (const { segment } of new Intl.Segmenter().segment(name)) {
    if (Buffer.byteLength(kept + segment) > mostBytes) break;
    kept += segment;
  }
  return kept;
}
