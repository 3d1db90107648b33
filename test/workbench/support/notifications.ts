/**
 * Notifications. A workbench whose server runs with --enable-smoke-test-driver shows no toasts: they are read in the
 * notification centre behind the bell.
 */
import type { Locator, Page } from 'playwright-core';
import { appears } from './quick-input';

export class Notifications {
  private readonly center: Locator;

  constructor(private readonly page: Page) {
    this.center = page.locator('.notifications-center.visible');
  }

  /** The text of the first notification that has `text`; waits for it and leaves it there. */
  async text(text: string, timeout = 20_000): Promise<string> {
    const message = this.item(text).locator('.notification-list-item-message');
    const until = Date.now() + timeout;
    while (Date.now() < until) {
      await this.open();
      if (await appears(message, 2_000)) return message.innerText();
    }
    throw new Error(`no notification '${text}'`);
  }

  /** Clicks a button of the first notification that has `text`. */
  async press(text: string, button: string): Promise<void> {
    await this.text(text);
    await this.item(text).hover();
    await this.item(text).locator('.monaco-button', { hasText: button }).first().click({ timeout: 5_000 });
  }

  /** The texts of all that are there now. */
  async all(): Promise<string[]> {
    await this.open();
    return this.center.locator('.notification-list-item-message').allInnerTexts();
  }

  /** Clears all and closes the centre. */
  async clear(): Promise<void> {
    await this.open();
    await this.center
      .locator('.codicon-notifications-clear-all')
      .click({ timeout: 3_000 })
      .catch(() => undefined);
    await this.page.keyboard.press('Escape');
  }

  private item(text: string): Locator {
    return this.center.locator('.notification-list-item', { hasText: text }).first();
  }

  private async open(): Promise<void> {
    if (await this.center.isVisible()) return;
    await this.page.locator('.part.statusbar [id="status.notifications"]').click();
    await appears(this.center, 2_000);
  }
}
