/** The kinds of picture that the studio takes: every FFmpeg reads them, and so does the window. */
export type PictureFormat = 'png' | 'jpeg' | 'webp';

export interface PictureHeader {
  format: PictureFormat;
  /** Pixels as they are stored. */
  width: number;
  height: number;
  /** How the camera was held, 1 (upright) to 8: https://exiftool.org/TagNames/EXIF.html#Orientation */
  orientation: number;
}

/** Reads what kind of picture the bytes hold, by the bytes themselves; undefined when it is none that the studio takes. */
export function readPictureHeader(bytes: Uint8Array): PictureHeader | undefined {
  const data = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  try {
    const header = readPng(data) ?? readJpeg(data) ?? readWebp(data);
    return header && header.width > 0 && header.height > 0 ? header : undefined;
  } catch (error) {
    // A read past the end: the file is cut off within its header.
    if (error instanceof RangeError) return undefined;
    throw error;
  }
}

/** Orientations 5 to 8 lie on their side. */
export const uprightSize = ({ width, height, orientation }: PictureHeader): { width: number; height: number } =>
  orientation >= 5 ? { width: height, height: width } : { width, height };

const pngSignature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);

/** https://www.w3.org/TR/png-3/#11IHDR */
function readPng(data: Buffer): PictureHeader | undefined {
  if (!data.subarray(0, 8).equals(pngSignature) || data.toString('latin1', 12, 16) !== 'IHDR') return undefined;
  return { format: 'png', width: data.readUInt32BE(16), height: data.readUInt32BE(20), orientation: 1 };
}

/** Walks the markers up to the start of frame: https://www.w3.org/Graphics/JPEG/itu-t81.pdf, B.1 */
function readJpeg(data: Buffer): PictureHeader | undefined {
  if (data.length < 4 || data.readUInt16BE(0) !== 0xffd8) return undefined;
  let orientation = 1;
  for (let at = 2; ;) {
    if (data.readUInt8(at) !== 0xff) return undefined;
    const marker = data.readUInt8(at + 1);
    if (marker === 0xff) {
      at++;
      continue;
    }
    const length = data.readUInt16BE(at + 2);
    if (isStartOfFrame(marker)) {
      return { format: 'jpeg', width: data.readUInt16BE(at + 7), height: data.readUInt16BE(at + 5), orientation };
    }
    // Start of scan: the picture's data begins, and no size was told.
    if (marker === 0xda || length < 2) return undefined;
    if (marker === 0xe1) orientation = readOrientation(data.subarray(at + 4, at + 2 + length)) ?? orientation;
    at += 2 + length;
  }
}

const isStartOfFrame = (marker: number): boolean =>
  marker >= 0xc0 && marker <= 0xcf && marker !== 0xc4 && marker !== 0xc8 && marker !== 0xcc;

/** Tag 0x0112 of the first directory: https://www.cipa.jp/std/documents/e/DC-X008-Translation-2019-E.pdf, 4.6.4 */
function readOrientation(segment: Buffer): number | undefined {
  if (segment.toString('latin1', 0, 6) !== 'Exif\0\0') return undefined;
  const tiff = segment.subarray(6);
  const isLittle = tiff.toString('latin1', 0, 2) === 'II';
  const short = (at: number): number => (isLittle ? tiff.readUInt16LE(at) : tiff.readUInt16BE(at));
  const long = (at: number): number => (isLittle ? tiff.readUInt32LE(at) : tiff.readUInt32BE(at));
  try {
    const directory = long(4);
    const entries = Array.from({ length: short(directory) }, (_, index) => directory + 2 + 12 * index);
    const entry = entries.find((at) => short(at) === 0x0112);
    const orientation = entry === undefined ? 1 : short(entry + 8);
    return orientation >= 1 && orientation <= 8 ? orientation : 1;
  } catch (error) {
    // Broken EXIF is common and harms nothing: the picture is shown as it is stored.
    if (error instanceof RangeError) return undefined;
    throw error;
  }
}

/** https://developers.google.com/speed/webp/docs/riff_container */
function readWebp(data: Buffer): PictureHeader | undefined {
  if (data.toString('latin1', 0, 4) !== 'RIFF' || data.toString('latin1', 8, 12) !== 'WEBP') return undefined;
  switch (data.toString('latin1', 12, 16)) {
    case 'VP8X':
      return { format: 'webp', width: data.readUIntLE(24, 3) + 1, height: data.readUIntLE(27, 3) + 1, orientation: 1 };
    case 'VP8 ':
      return {
        format: 'webp',
        width: data.readUInt16LE(26) & 0x3fff,
        height: data.readUInt16LE(28) & 0x3fff,
        orientation: 1,
      };
    case 'VP8L': {
      const bits = data.readUInt32LE(21);
      return { format: 'webp', width: (bits & 0x3fff) + 1, height: ((bits >>> 14) & 0x3fff) + 1, orientation: 1 };
    }
    default:
      return undefined;
  }
}
