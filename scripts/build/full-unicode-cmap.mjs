const microsoft = 3;
const basicPlane = 1;
const fullUnicode = 10;

/**
 * libass takes the first Microsoft map of a font and so never finds letters beyond U+FFFF, where emoji are:
 * ass_charmap_magic in https://github.com/libass/libass/blob/master/libass/ass_font.c
 * The entry of the small map is pointed at the full one. https://learn.microsoft.com/typography/opentype/spec/cmap
 */
export function withFullUnicodeCmap(font) {
  const bytes = Buffer.from(font);
  const cmap = tableOffset(bytes, 'cmap');
  const entries = Array.from({ length: bytes.readUInt16BE(cmap + 2) }, (_, index) => cmap + 4 + index * 8);
  const entryOf = (encoding) =>
    entries.find((at) => bytes.readUInt16BE(at) === microsoft && bytes.readUInt16BE(at + 2) === encoding);
  const [small, full] = [entryOf(basicPlane), entryOf(fullUnicode)];
  if (small !== undefined && full !== undefined) bytes.writeUInt32BE(bytes.readUInt32BE(full + 4), small + 4);
  return bytes;
}

function tableOffset(bytes, tag) {
  for (let at = 12; at < 12 + bytes.readUInt16BE(4) * 16; at += 16)
    if (bytes.toString('latin1', at, at + 4) === tag) return bytes.readUInt32BE(at + 8);
  throw new Error(`The font has no table ${tag}`);
}
