/** The active text editor, as a person sees it: only the lines in view are there to be read. */
import type { Locator, Page } from 'playwright-core';
import { appears } from './quick-input';
import { containing, type Shown } from './shown';

/** A run of text in one colour; `token` is the editor's class for that colour, like mtk5. */
export interface Token {
  text: string;
  token: string;
}

export class Editor {
  private readonly group: Locator;

  constructor(private readonly page: Page) {
    this.group = page.locator('.editor-group-container.active');
  }

  /** The lines in view from top to bottom, once one of them has `text`. */
  async lines(text = ''): Promise<string[]> {
    return (await this.shownLines(text)).map((line) => line.text);
  }

  /** The text in view, once it has `text`. */
  async text(text = ''): Promise<string> {
    return (await this.lines(text)).join('\n');
  }

  /** The URI of the document that is shown. */
  async uri(): Promise<string> {
    return (await this.group.locator('.monaco-editor[data-uri]').first().getAttribute('data-uri')) ?? '';
  }

  /** The first line in view that has `text`, in runs of one colour each. */
  async tokens(text: string): Promise<Token[]> {
    const line = this.lineWith(text);
    await line.waitFor({ timeout: 20_000 });
    return line
      .locator('xpath=./span/span')
      .evaluateAll((elements: Shown[]) =>
        elements.map((element) => ({ text: element.textContent ?? '', token: element.className })),
      );
  }

  /** Puts the cursor into the `nth` (from 0) place in view that has `text`. */
  async click(text: string, nth = 0): Promise<void> {
    const { x, y } = await this.place(text, nth);
    await this.page.mouse.click(x, y);
  }

  /** Asks for the context menu of such a place. */
  async rightClick(text: string, nth = 0): Promise<void> {
    const { x, y } = await this.place(text, nth);
    await this.page.mouse.click(x, y, { button: 'right' });
  }

  /** The text of the hover over the `nth` (from 0) place in view that has `text`, once it no longer changes. */
  async hover(text: string, nth = 0): Promise<string> {
    const hover = this.page.locator('.monaco-hover:not(.hidden) .monaco-hover-content').first();
    for (let attempt = 0; attempt < 4; attempt++) {
      // Away first, so that an older hover closes.
      await this.page.mouse.move(2, 2);
      await hover.waitFor({ state: 'hidden', timeout: 5_000 });
      const { x, y } = await this.place(text, nth);
      await this.page.mouse.move(x, y, { steps: 4 });
      if (await appears(hover, 4_000)) return this.settled(hover);
    }
    throw new Error(`no hover over '${text}'`);
  }

  /** The hover of `hover()` as HTML, to see which of its text became elements. */
  async hoverHtml(text: string, nth = 0): Promise<string> {
    await this.hover(text, nth);
    return this.page.locator('.monaco-hover:not(.hidden) .monaco-hover-content').first().innerHTML();
  }

  /** Clicks an icon at the editor's top right, by its tooltip. */
  async titleAction(label: string): Promise<void> {
    await this.group
      .locator(`.editor-actions .action-label[aria-label^=${JSON.stringify(label)}]`)
      .first()
      .click();
  }

  /** Clicks a code lens, by its text. */
  async codeLens(text: string): Promise<void> {
    await this.group.locator('.codelens-decoration a', { hasText: text }).first().click({ timeout: 15_000 });
  }

  /** The texts of the code lenses in view, in order. */
  async codeLenses(): Promise<string[]> {
    const texts = await this.group.locator('.codelens-decoration > *').allInnerTexts();
    return texts.map((text) => text.replaceAll('\u00a0', ' ').trim()).filter((text) => text !== '' && text !== '|');
  }

  /** The texts of the squiggles in view, as `error`, `warning`, `info` or `hint`. */
  async squiggles(): Promise<string[]> {
    const marks = this.group.locator('.monaco-editor [class*="squiggly-"]');
    const classes = await marks.evaluateAll((elements: Shown[]) => elements.map((element) => element.className));
    return classes.map((name) => /squiggly-(\w+)/.exec(name)?.[1] ?? '');
  }

  /** The middle of the `nth` place in view that has `text`, in client pixels. */
  /** Where a text stands once it stands still: lines move while lenses and folds come in above them. */
  private async place(text: string, nth: number): Promise<{ x: number; y: number }> {
    let before = await this.placeNow(text, nth);
    for (let tries = 0; tries < 50; tries++) {
      await this.page.waitForTimeout(100);
      const now = await this.placeNow(text, nth);
      if (now.x === before.x && now.y === before.y) break;
      before = now;
    }
    return before;
  }

  private async placeNow(text: string, nth: number): Promise<{ x: number; y: number }> {
    let left = nth;
    for (const line of await this.shownLines(text)) {
      let at = line.text.indexOf(text);
      for (; at >= 0 && left > 0; left--) at = line.text.indexOf(text, at + 1);
      // The editor's font has one width for all characters.
      const character = line.width / line.text.length;
      if (at >= 0) return { x: line.left + character * (at + text.length / 2), y: line.top + line.height / 2 };
    }
    throw new Error(`'${text}' is not in view ${nth + 1} times`);
  }

  private async shownLines(text: string) {
    await this.lineWith(text).waitFor({ timeout: 20_000 });
    const lines = await this.group.locator('.monaco-editor[data-uri] .view-line').evaluateAll((elements: Shown[]) =>
      elements.map((element) => {
        const { top, left, width, height } = (element.querySelector('span') ?? element).getBoundingClientRect();
        return { text: (element.textContent ?? '').replaceAll('\u00a0', ' '), top, left, width, height };
      }),
    );
    return lines.sort((a, b) => a.top - b.top);
  }

  private lineWith(text: string): Locator {
    return this.group
      .locator('.monaco-editor[data-uri] .view-line')
      .filter({ hasText: containing(text) })
      .first();
  }

  /** Markers come first and providers later: its text once it stays the same for 300 ms. */
  private async settled(hover: Locator): Promise<string> {
    let last = '';
    for (let same = 0; same < 3;) {
      await this.page.waitForTimeout(100);
      const text = (await hover.innerText()).trim();
      same = text !== '' && text === last && !text.startsWith('Loading') ? same + 1 : 0;
      last = text;
    }
    return last;
  }
}
