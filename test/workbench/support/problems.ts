/** The Problems panel. */
import type { Locator, Page } from 'playwright-core';
import { appears } from './quick-input';
import type { Shown } from './shown';

export interface Problem {
  message: string;
  source: string;
  code: string;
  /** Where the code leads to; empty when it is not a link. */
  link: string;
  /** `error`, `warning` or `info`. */
  severity: string;
  /** From 1, as the panel shows them. */
  line: number;
  column: number;
}

export class Problems {
  constructor(
    private readonly page: Page,
    private readonly command: (title: string) => Promise<void>,
  ) {}

  /** Opens the panel. */
  async show(): Promise<void> {
    await this.command('Problems: Focus on Problems View');
    await this.page.locator('.markers-panel').first().waitFor({ timeout: 10_000 });
  }

  /** The problems in view from top to bottom; with `text`, once one has it in its message, else what is there now. */
  async list(text?: string): Promise<Problem[]> {
    await this.show();
    if (text) await this.row(text).waitFor({ timeout: 20_000 });
    else await appears(this.row(''), 3_000);
    const rows = this.page.locator('.markers-panel .monaco-list-row[aria-level="2"]');
    return rows.evaluateAll((all: Shown[]) =>
      all.map((row) => {
        // No helper function in here: what runs in the page is compiled with names that it does not have.
        const place = /Ln (\d+), Col (\d+)/.exec(row.querySelector('.marker-line')?.textContent ?? '');
        return {
          message: row.querySelector('.marker-message')?.textContent ?? '',
          source: row.querySelector('.marker-source')?.textContent ?? '',
          code: row.querySelector('.marker-code')?.textContent ?? '',
          link: row.querySelector('a.monaco-link')?.getAttribute('href') ?? '',
          severity: /(error|warning|info)/.exec(row.querySelector('.marker-icon')?.className ?? '')?.[1] ?? '',
          line: Number(place?.[1]),
          column: Number(place?.[2]),
        };
      }),
    );
  }

  /** Clicks the first problem with this text: the editor goes to its place. */
  async open(text: string): Promise<void> {
    await this.row(text).click({ timeout: 15_000 });
  }

  private row(text: string): Locator {
    const message = this.page.locator('.marker-message-line', { hasText: text });
    return this.page.locator('.markers-panel .monaco-list-row').filter({ has: message }).first();
  }
}
