import { AxeBuilder } from '@axe-core/playwright';
import { expect, type Page } from 'playwright/test';

export async function expectNothingSerious(page: Page, where: string): Promise<void> {
  // What is still fading in has the contrast of half of itself.
  await page.waitForFunction(() => document.getAnimations().every(({ playState }) => playState !== 'running'));
  const { violations } = await new AxeBuilder({ page })
    .setLegacyMode(true)
    // Fluent's markers of where a region begins: hidden on purpose, and the focus never rests on them.
    .exclude('[data-tabster-dummy]')
    .analyze();
  const serious = violations.filter(({ impact }) => impact === 'serious' || impact === 'critical');
  const told = serious.map(
    ({ id, nodes }) => `${where}: ${id}: ${nodes.map((node) => node.html.slice(0, 200)).join('\n')}`,
  );
  expect(told).toEqual([]);
}
