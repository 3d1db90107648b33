/** The command palette, quick open and every other list or box that drops from the window's top. */
import type { Locator, Page } from 'playwright-core';

export class QuickInput {
  private readonly box: Locator;
  private readonly input: Locator;

  constructor(private readonly page: Page) {
    this.box = page.locator('.quick-input-widget');
    this.input = this.box.locator('.quick-input-box input');
  }

  /**
   * Opens it by a key and types into it. The key is lost while the focus is in a webview, and the box closes when an editor
   * that opens just then takes the focus: so this is tried again.
   */
  async ask(key: string, text: string): Promise<void> {
    for (let attempt = 0; attempt < 6; attempt++) {
      await this.page.keyboard.press(key);
      if ((await appears(this.input, 3_000)) && (await this.typed(text))) return;
      await this.page.locator('.part.titlebar').click({ position: { x: 60, y: 5 } });
    }
    throw new Error(`${key} opened no box to type '${text}' into`);
  }

  /**
   * Asks and chooses; again when an editor that opened just then took the focus, and with it the box, or when the list does
   * not have it: of a window that has just come up files are not found yet, and the list stays as it is.
   */
  async pick(key: string, text: string, label: string): Promise<void> {
    for (let attempt = 0; ; attempt++) {
      await this.ask(key, text);
      try {
        await this.row(label).click({ timeout: attempt < 3 ? 5_000 : 15_000 });
        break;
      } catch (error) {
        if (attempt >= 3) throw error;
        if (await this.input.isVisible()) await this.page.keyboard.press('Escape');
      }
    }
    await this.box.waitFor({ state: 'hidden', timeout: 10_000 });
  }

  /** Types into an open box, replacing what is there. */
  async type(text: string): Promise<void> {
    await this.input.fill(text, { timeout: 15_000 });
  }

  /** Clicks the first row whose label has this text, where that leads to another list. */
  async goOn(label: string): Promise<void> {
    await this.row(label).click({ timeout: 15_000 });
  }

  /** Clicks the first row whose label has this text and waits until the list is gone. */
  async choose(label: string): Promise<void> {
    await this.goOn(label);
    await this.box.waitFor({ state: 'hidden', timeout: 10_000 });
  }

  /** Presses Enter in an input box. */
  async accept(): Promise<void> {
    await this.input.press('Enter');
  }

  /** The labels of the rows in view, once there is one. */
  async labels(): Promise<string[]> {
    const labels = this.box.locator('.monaco-list-row .quick-input-list-label .label-name');
    await labels.first().waitFor({ timeout: 15_000 });
    return labels.allInnerTexts();
  }

  private async typed(text: string): Promise<boolean> {
    return this.input.fill(text, { timeout: 2_000 }).then(
      () => true,
      () => false,
    );
  }

  private row(label: string): Locator {
    const name = this.page.locator('.quick-input-list-label .label-name', { hasText: label });
    return this.box.locator('.quick-input-list .monaco-list-row').filter({ has: name }).first();
  }
}

/** Whether an element becomes visible in time. */
export async function appears(locator: Locator, timeout: number): Promise<boolean> {
  return locator.waitFor({ state: 'visible', timeout }).then(
    () => true,
    () => false,
  );
}
