import { readdirSync } from 'node:fs';
import { basename, resolve } from 'node:path';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'electron-vite';
import { bundledPackages } from './scripts/build/bundled-packages.ts';

// Native modules keep their own files; everything else is bundled, so that start-up reads one file.
const external = [
  'electron',
  '@photostructure/sqlite',
  '@takumi-rs/core',
  '@ffprobe-installer/ffprobe',
  'ffmpeg-static',
];

// A worker is an entry of its own: new Worker() takes a file, not a function.
const workers = Object.fromEntries(
  readdirSync('src-main', { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.worker.ts'))
    .map((file) => [basename(file, '.ts'), resolve('src-main', file)]),
);

export default defineConfig({
  main: {
    plugins: [bundledPackages('main')],
    build: {
      externalizeDeps: false,
      target: 'node20.18',
      rollupOptions: {
        input: { main: resolve('src-main/main.ts'), aura: resolve('src-main/cli/aura.ts'), ...workers },
        external,
      },
    },
  },
  preload: {
    plugins: [bundledPackages('preload')],
    build: {
      externalizeDeps: false,
      target: 'node20.18',
      // A sandboxed preload must be one self-contained CommonJS file.
      rollupOptions: {
        input: resolve('src-main/shell/preload.ts'),
        output: { format: 'cjs', entryFileNames: 'index.cjs' },
      },
    },
  },
  renderer: {
    root: 'src-renderer',
    plugins: [react(), bundledPackages('renderer')],
    build: {
      target: 'chrome130',
      rollupOptions: { input: resolve('src-renderer/index.html') },
    },
  },
});
