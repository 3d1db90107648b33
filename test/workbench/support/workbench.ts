/** A VS Code window in headless Chromium, used as a person would: keys, clicks, and reading what is on the screen. */
import type { Browser, FrameLocator, Locator, Page } from 'playwright-core';
import { hostLog, readyHosts } from '../../../scripts/vscode/host-log';
import type { Server } from '../../../scripts/vscode/server';
import { workbenchUrl, type WindowOptions } from '../../../scripts/vscode/url';
import { chooseFromMenu } from './context-menu';
import { Editor } from './editor';
import { Notifications } from './notifications';
import { appears, QuickInput } from './quick-input';
import { Problems } from './problems';
import { exactly, type Shown } from './shown';
import { TreeView } from './tree-view';

export class Workbench {
  readonly quickInput: QuickInput;
  readonly editor: Editor;
  readonly problems: Problems;
  readonly notifications: Notifications;

  private constructor(
    readonly page: Page,
    readonly server: Server,
  ) {
    this.quickInput = new QuickInput(page);
    this.editor = new Editor(page);
    this.problems = new Problems(page, (label) => this.command(label));
    this.notifications = new Notifications(page);
  }

  /** Opens a window and waits until its parts are restored and its extensions are known (6 to 11 seconds). */
  static async open(browser: Browser, server: Server, options: WindowOptions, size = { width: 1280, height: 900 }) {
    const before = readyHosts(hostLog(server));
    const page = await browser.newPage({ viewport: size });
    await page.goto(workbenchUrl(server, options));
    const workbench = new Workbench(page, server);
    await workbench.isReady(before);
    return workbench;
  }

  /** Loads the window anew, as “Developer: Reload Window” does. */
  async reload(): Promise<void> {
    const before = readyHosts(hostLog(this.server));
    await this.page.reload();
    await this.isReady(before);
  }

  /** Waits until one more extension host is ready than there were before. */
  private async isReady(before: number): Promise<void> {
    const { page, server } = this;
    // The server's --enable-smoke-test-driver offers it.
    await page.waitForFunction('globalThis.driver', null, { timeout: 60_000 });
    await page.evaluate('globalThis.driver.whenWorkbenchRestored()');
    for (const end = Date.now() + 60_000; readyHosts(hostLog(server)) === before; await page.waitForTimeout(50)) {
      if (Date.now() > end) throw new Error('the extension host was not ready in 60 s');
    }
  }

  async close(): Promise<void> {
    await this.page.close();
  }

  /** Runs a command by its title in the palette, like `View: Show Explorer`. */
  async command(title: string): Promise<void> {
    await this.quickInput.pick('F1', `>${title}`, title);
  }

  /** The commands that the palette offers for a text; empty when there is none. */
  async commandsMatching(text: string): Promise<string[]> {
    await this.quickInput.ask('F1', `>${text}`);
    await this.page.waitForTimeout(500);
    const labels = await this.quickInput.labels();
    await this.page.keyboard.press('Escape');
    return labels.filter((label) => label.includes(text));
  }

  /** Presses keys one after the other, like `Control+K Control+0`. */
  async press(keys: string): Promise<void> {
    for (const key of keys.split(' ')) await this.page.keyboard.press(key);
  }

  /** Opens a file by the name that quick open (Ctrl+P) finds it with, and waits for a tab of the name `tab`. */
  async openFile(file: string, tab = baseName(file)): Promise<void> {
    await this.quickInput.pick('Control+P', file, baseName(file));
    await this.tab(tab).waitFor({ timeout: 20_000 });
  }

  /** Double-clicks a file in the explorer, and waits for a tab of the name `tab`. */
  async openFromExplorer(name: string, tab = name): Promise<void> {
    await this.openContainer('Explorer');
    await this.explorerRow(name).dblclick({ timeout: 15_000 });
    await this.tab(tab).waitFor({ timeout: 20_000 });
  }

  /** Chooses from the context menu of a file or folder in the explorer. */
  async explorerMenu(name: string, item: string): Promise<void> {
    await this.openContainer('Explorer');
    await this.explorerRow(name).click({ button: 'right', timeout: 15_000 });
    await chooseFromMenu(this.page, item);
  }

  private explorerRow(name: string): Locator {
    const label = this.page.locator('.label-name', { hasText: exactly(name) });
    return this.page.locator('.explorer-folders-view .monaco-list-row').filter({ has: label }).first();
  }

  /** The open tab of this name. */
  tab(name: string): Locator {
    return this.page.locator(`.tabs-container .tab[data-resource-name=${JSON.stringify(name)}]`).first();
  }

  /** The names of the open tabs. */
  async tabs(): Promise<string[]> {
    const tabs = this.page.locator('.tabs-container .tab');
    return tabs.evaluateAll((all: Shown[]) => all.map((tab) => tab.getAttribute('data-resource-name') ?? ''));
  }

  /** Shows a container of the activity bar, by its title. */
  async openContainer(title: string): Promise<void> {
    const icon = this.container(title);
    await icon.waitFor({ timeout: 15_000 });
    if (!/\bchecked\b/.test((await icon.getAttribute('class')) ?? '')) await icon.click();
    const heading = this.page.locator('.part.sidebar .composite.title', { hasText: title });
    await heading.waitFor({ timeout: 10_000 });
  }

  /** The icon of a container in the activity bar. */
  container(title: string): Locator {
    const label = this.page.locator(`> .action-label[aria-label^=${JSON.stringify(title)}]`);
    return this.page.locator('.part.activitybar .action-item').filter({ has: label }).first();
  }

  /** A view by its title; its container has to be shown. */
  view(title: string): TreeView {
    return new TreeView(this.page, title);
  }

  /** The outline of the active editor, opened in the explorer. */
  async outline(): Promise<TreeView> {
    await this.command('Explorer: Focus on Outline View');
    return this.view('Outline');
  }

  /** The parts of the path above the editor, down to the symbol that holds the cursor, once one of them has `text`. */
  async breadcrumbs(text = ''): Promise<string[]> {
    const parts = this.page.locator('.editor-group-container.active .monaco-breadcrumb-item .label-name');
    await parts.filter({ hasText: text }).first().waitFor({ timeout: 15_000 });
    return parts.allInnerTexts();
  }

  /** The texts of the status bar. */
  async statusItems(): Promise<string[]> {
    const texts = await this.page.locator('.part.statusbar .statusbar-item').allInnerTexts();
    return texts.map((text) => text.trim()).filter(Boolean);
  }

  /** Waits for a status bar item with this text. */
  async statusItem(text: string, timeout = 30_000): Promise<Locator> {
    const item = this.page.locator('.part.statusbar .statusbar-item', { hasText: text }).first();
    await item.waitFor({ timeout });
    return item;
  }

  /** The language of the active editor, as the status bar names it. */
  async language(): Promise<string> {
    return this.page.locator('.part.statusbar [id="status.editor.mode"]').innerText({ timeout: 15_000 });
  }

  /** Whether the window says that it is restricted. */
  async isRestricted(): Promise<boolean> {
    return appears(this.page.locator('.part.statusbar [id="status.workspaceTrust"]'), 5_000);
  }

  /** Answers a dialog in the middle of the window. */
  async dialog(button: string): Promise<void> {
    const buttons = this.page.locator('.monaco-dialog-box .monaco-button');
    await buttons.filter({ hasText: button }).first().click({ timeout: 15_000 });
  }

  /** The document of the `nth` (from 0) webview: the extension's frame is inside VS Code's. */
  webview(nth = 0): FrameLocator {
    return this.page.frameLocator('iframe.webview.ready').nth(nth).frameLocator('iframe#active-frame');
  }

  /** Writes a picture of the window. */
  async screenshot(file: string): Promise<void> {
    await this.page.screenshot({ path: file });
  }
}

function baseName(file: string): string {
  return file.slice(file.lastIndexOf('/') + 1);
}
