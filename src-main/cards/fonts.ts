import { readFile } from 'node:fs/promises';
import { builtPath } from '../runtime/app-files.ts';

/** A font file of out/fonts. Static faces, so that cards and burned-in captions can share them. */
interface FontFile {
  family: string;
  weight: number;
  file: string;
}
const face = (family: string, weight: number, file: string): FontFile => ({ family, weight, file });

const fontFiles: readonly FontFile[] = [
  face('Inter', 400, 'Inter_400Regular.ttf'),
  face('Inter', 500, 'Inter_500Medium.ttf'),
  face('Inter', 600, 'Inter_600SemiBold.ttf'),
  face('Inter', 700, 'Inter_700Bold.ttf'),
  face('Inter', 800, 'Inter_800ExtraBold.ttf'),
  face('Instrument Serif', 400, 'InstrumentSerif_400Regular.ttf'),
  face('Noto Sans', 400, 'NotoSans_400Regular.ttf'),
  face('Noto Sans', 600, 'NotoSans_600SemiBold.ttf'),
  face('Noto Sans JP', 600, 'NotoSansJP_600SemiBold.ttf'),
  face('Noto Sans SC', 600, 'NotoSansSC_600SemiBold.ttf'),
  face('Noto Sans KR', 600, 'NotoSansKR_600SemiBold.ttf'),
  face('Noto Sans Arabic', 600, 'NotoSansArabic_600SemiBold.ttf'),
  face('Noto Sans Hebrew', 600, 'NotoSansHebrew_600SemiBold.ttf'),
  face('Noto Sans Devanagari', 600, 'NotoSansDevanagari_600SemiBold.ttf'),
  face('Noto Sans Thai', 600, 'NotoSansThai_600SemiBold.ttf'),
  face('Twemoji', 400, 'twemoji.woff2'),
];

/** Every font that cards are set in, read from where the build put them. */
export const loadFonts = (): Promise<(FontFile & { data: Buffer })[]> =>
  Promise.all(fontFiles.map(async (font) => ({ ...font, data: await readFile(builtPath('fonts', font.file)) })));
