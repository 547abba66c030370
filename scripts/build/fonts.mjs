import { copyFileSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { projectRoot } from '../project-root.mjs';
import { withFullUnicodeCmap } from './full-unicode-cmap.mjs';

// The same files serve the cards and libass, so a caption and a card never differ in their letters.
const FACES = {
  inter: ['Inter_400Regular', 'Inter_500Medium', 'Inter_600SemiBold', 'Inter_700Bold', 'Inter_800ExtraBold'],
  'instrument-serif': ['InstrumentSerif_400Regular'],
  'noto-sans': ['NotoSans_400Regular', 'NotoSans_600SemiBold'],
  'noto-sans-jp': ['NotoSansJP_600SemiBold'],
  'noto-sans-sc': ['NotoSansSC_600SemiBold'],
  'noto-sans-kr': ['NotoSansKR_600SemiBold'],
  'noto-sans-arabic': ['NotoSansArabic_600SemiBold'],
  'noto-sans-hebrew': ['NotoSansHebrew_600SemiBold'],
  'noto-sans-devanagari': ['NotoSansDevanagari_600SemiBold'],
  'noto-sans-thai': ['NotoSansThai_600SemiBold'],
  // One colour: libass draws no colour fonts.
  'noto-emoji': ['NotoEmoji_700Bold'],
};

export const fontPackages = [...Object.keys(FACES).map((name) => `@expo-google-fonts/${name}`), 'twemoji-colr-font'];

export const fonts = {
  makes: ['fonts'],
  inputs: ['package-lock.json', 'scripts/build/fonts.mjs', 'scripts/build/full-unicode-cmap.mjs'],
  async build(outFolder) {
    const target = join(outFolder, 'fonts');
    mkdirSync(target, { recursive: true });
    for (const [family, faces] of Object.entries(FACES)) {
      for (const face of faces)
        writeFileSync(join(target, `${face}.ttf`), withFullUnicodeCmap(readFileSync(facePath(family, face))));
    }
    copyFileSync(
      join(projectRoot, 'node_modules', 'twemoji-colr-font', 'twemoji.woff2'),
      join(target, 'twemoji.woff2'),
    );
  },
};

function facePath(family, face) {
  const style = face.slice(face.indexOf('_') + 1);
  return join(projectRoot, 'node_modules', '@expo-google-fonts', family, style, `${face}.ttf`);
}
