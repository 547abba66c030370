import { expect, type Locator, type Page } from 'playwright/test';

export const renderStatus = (page: Page): Locator => page.getByRole('complementary', { name: 'Render status' });

/** Waits for the film that the drawer shows; a failed one ends the wait with what the drawer says. */
export async function expectSucceeded(status: Locator, timeout = 300_000): Promise<void> {
  const failed = status.getByRole('button', { name: 'Retry Job' });
  const play = status.getByRole('button', { name: 'Play' });
  await expect(play.or(failed).first()).toBeVisible({ timeout });
  expect(await failed.isVisible(), `the drawer says: ${await status.innerText()}`).toBe(false);
}

export async function percentOf(status: Locator): Promise<number> {
  const bar = status.getByRole('progressbar', { name: 'Video progress' });
  return Number(await bar.getAttribute('aria-valuenow'));
}
