import { defineConfig } from 'playwright/test';

export default defineConfig({
  testDir: '.',
  testMatch: '**/*.test.ts',
  outputDir: '../test-results/e2e',
  // A film is rendered in most of them.
  timeout: 180_000,
  expect: { timeout: 15_000 },
  workers: 1,
  retries: 0,
  forbidOnly: true,
  // Without the film strip, which would take its share of the cores from the rendering.
  use: { screenshot: 'only-on-failure', trace: { mode: 'retain-on-failure', screenshots: false, snapshots: true } },
});
