import type { Page } from 'playwright-core';

/** Chooses an item of the context menu that was just asked for. One that has only just come up takes no click yet. */
export async function chooseFromMenu(page: Page, item: string): Promise<void> {
  const menu = page.locator('.monaco-menu');
  const entry = menu.locator('.action-label', { hasText: item }).first();
  await entry.click({ timeout: 15_000 });
  for (let attempt = 0; attempt < 5; attempt++) {
    const closed = await menu.waitFor({ state: 'hidden', timeout: 1_000 }).then(
      () => true,
      () => false,
    );
    if (closed) return;
    // the item under the mouse is the chosen one
    await page.keyboard.press('Enter');
  }
  throw new Error(`the menu did not take '${item}'`);
}
