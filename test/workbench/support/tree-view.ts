/** A tree in a side bar, with its title's icons. Only the rows in view are there to be read. */
import type { Locator, Page } from 'playwright-core';
import { eventually } from '../journeys/eventually';
import { chooseFromMenu } from './context-menu';
import { appears } from './quick-input';
import { exactly, type Shown } from './shown';

/** A row as a person sees and hears it. */
export interface Row {
  label: string;
  description: string;
  /** 1 for the top level. */
  level: number;
  /** Undefined for a row that has no children. */
  expanded: boolean | undefined;
  selected: boolean;
  /** What a screen reader says. */
  aria: string;
  /** The class of its icon, like `codicon codicon-error`; empty without one. */
  icon: string;
}

export class TreeView {
  private readonly pane: Locator;

  /** `title` is the view's own, as its header shows it. */
  constructor(
    private readonly page: Page,
    title: string,
  ) {
    const header = page.locator('.pane-header .title', { hasText: exactly(title) });
    // A container with a single view shows the view's title in its own and hides the header.
    this.pane = page.locator('.part.sidebar .pane, .part.auxiliarybar .pane').filter({ has: header });
  }

  /** The rows in view from top to bottom, once there is at least one. */
  async rows(): Promise<Row[]> {
    const rows = this.pane.locator('.monaco-list-row');
    await rows.first().waitFor({ timeout: 15_000 });
    return rows.evaluateAll((elements: Shown[]) =>
      elements
        .map((element) => {
          const expanded = element.getAttribute('aria-expanded');
          return {
            index: Number(element.getAttribute('data-index')),
            label: element.querySelector('.label-name')?.textContent ?? '',
            description: element.querySelector('.label-description')?.textContent ?? '',
            level: Number(element.getAttribute('aria-level')),
            expanded: expanded === null ? undefined : expanded === 'true',
            selected: element.getAttribute('aria-selected') === 'true',
            aria: element.getAttribute('aria-label') ?? '',
            icon: element.querySelector('.custom-view-tree-node-item-icon')?.className ?? '',
          };
        })
        .sort((a, b) => a.index - b.index)
        .map(({ index: _, ...row }) => row),
    );
  }

  /** The labels of the rows in view. */
  async labels(): Promise<string[]> {
    return (await this.rows()).map((row) => row.label);
  }

  /** The first row with this label, or whose label matches. */
  row(label: string | RegExp): Locator {
    const name = this.page.locator('.label-name', { hasText: typeof label === 'string' ? exactly(label) : label });
    return this.pane.locator('.monaco-list-row').filter({ has: name }).first();
  }

  /** Opens a row and waits until its children are there. */
  async expand(label: string | RegExp): Promise<void> {
    const row = this.row(label);
    await row.waitFor({ timeout: 15_000 });
    if ((await row.getAttribute('aria-expanded')) !== 'true') await row.locator('.monaco-tl-twistie').click();
    const name = typeof label === 'string' ? exactly(label) : label;
    const opened = this.pane.locator('.monaco-list-row[aria-expanded="true"]');
    await opened
      .filter({ has: this.page.locator('.label-name', { hasText: name }) })
      .first()
      .waitFor({ timeout: 15_000 });
    await this.pane
      .locator('.monaco-tl-twistie.codicon-tree-item-loading')
      .waitFor({ state: 'hidden', timeout: 15_000 });
    await eventually(() => this.hasChildrenInView(label));
  }

  /** A row says that it is open before its children are drawn. One at the very bottom may have them below the edge. */
  private async hasChildrenInView(label: string | RegExp): Promise<void> {
    const name = typeof label === 'string' ? exactly(label) : label;
    const rows = await this.rows();
    const at = rows.findIndex((row) => name.test(row.label));
    const [parent, below] = [rows[at], rows[at + 1]];
    if (parent === undefined || (below !== undefined && below.level <= parent.level))
      throw new Error(`the children of '${String(label)}' are not there`);
  }

  /** Closes the whole view, down to its header, so that others have its room. */
  async collapse(): Promise<void> {
    const header = this.pane.locator('.pane-header');
    await header.waitFor({ timeout: 15_000 });
    if ((await header.getAttribute('aria-expanded')) === 'true') await header.locator('.title').click();
    await this.pane.locator('.pane-header[aria-expanded="false"]').waitFor({ timeout: 15_000 });
  }

  async click(label: string | RegExp, patience = 15_000): Promise<void> {
    await this.row(label).click({ timeout: patience });
  }

  /** Chooses from a row's context menu. */
  async menu(label: string | RegExp, item: string): Promise<void> {
    const entry = this.page.locator('.monaco-menu .action-label', { hasText: item }).first();
    // a tree that is laid anew, as when findings come, closes the menu of the row before
    for (let attempt = 0; attempt < 3; attempt++) {
      // near its beginning: a long row may reach under the border of the side bar
      await this.row(label)
        .click({ button: 'right', timeout: 5_000, position: { x: 60, y: 10 } })
        .catch(() => undefined);
      if (await appears(entry, 4_000)) break;
    }
    await chooseFromMenu(this.page, item);
  }

  /** Clicks an icon of the view's title, by its tooltip. Icons show while the pointer is over the view. */
  async titleAction(label: string): Promise<void> {
    await this.pane.hover({ timeout: 15_000 });
    await this.titleIcon(label).click({ timeout: 5_000 });
  }

  /** Whether the view's title has this icon. */
  async hasTitleAction(label: string): Promise<boolean> {
    await this.pane.hover({ timeout: 15_000 });
    return this.titleIcon(label).isVisible();
  }

  /** The text of the view's welcome page, which an empty view shows; waits until there is one. */
  async welcome(): Promise<string> {
    const welcome = this.pane.locator('.welcome-view-content');
    await welcome.waitFor({ timeout: 15_000 });
    return welcome.innerText();
  }

  /** Clicks a link or button of the welcome page. */
  async welcomeLink(text: string): Promise<void> {
    await this.pane.locator('.welcome-view-content').getByText(text).first().click({ timeout: 15_000 });
  }

  /** The message that a view shows above its rows. */
  async message(): Promise<string> {
    return this.pane.locator('.message').first().innerText({ timeout: 15_000 });
  }

  private titleIcon(label: string): Locator {
    const named = `.action-label[aria-label^=${JSON.stringify(label)}]`;
    const inPane = this.pane.locator(`.pane-header ${named}`);
    return inPane.or(this.page.locator(`.part.sidebar > .composite.title ${named}`)).first();
  }
}
