import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['src-*/**/*.test.{ts,tsx}', 'scripts/**/*.test.mjs'],
    environment: 'node',
    // Workers run as they are built.
    globalSetup: ['scripts/build-before-tests.mjs', 'scripts/own-temporary-folder.mjs'],
    // Processes, not threads: tests start workers, kill children and change folders.
    pool: 'forks',
    maxWorkers: 2,
    testTimeout: 30_000,
    hookTimeout: 60_000,
  },
});
