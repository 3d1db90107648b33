/** Windows for mocha: one server and one window for the tests of a `describe`, with a picture of it when a test fails. */
import fs from 'node:fs';
import path from 'node:path';
import type { Browser } from 'playwright-core';
import { launchBrowser } from '../../../scripts/vscode/browser';
import { ROOT } from '../../../scripts/vscode/extension';
import { startServer, type Server, type ServerOptions } from '../../../scripts/vscode/server';
import { temporaryFolder } from '../../../scripts/vscode/temporary';
import { Workbench } from './workbench';

export interface SessionOptions extends ServerOptions {
  /** What to open; a copy of samples/ when not given. */
  folder?: string | (() => string);
  /** False loads no extension from the checkout, as for one that is installed in `extensionsDir`. */
  development?: boolean;
}

let browser: Promise<Browser> | undefined;

/**
 * Call it in a `describe`: opens a window before its first test and closes it after the last. Returns a function for the
 * tests to get the window by.
 */
export function useWorkbench(options: SessionOptions = {}): () => Workbench {
  let server: Server | undefined;
  let workbench: Workbench | undefined;

  before(async function () {
    this.timeout(120_000);
    const folder = typeof options.folder === 'function' ? options.folder() : (options.folder ?? copyOfSamples());
    browser ??= launchBrowser();
    server = await startServer(options);
    const extension = (options.development ?? true) ? ROOT : undefined;
    workbench = await Workbench.open(await browser, server, { folder, extension });
  });

  afterEach(async function () {
    if (this.currentTest?.state !== 'failed' || !workbench) return;
    const name = this.currentTest
      .fullTitle()
      .replace(/[^\w.-]+/g, '-')
      .slice(0, 120);
    const file = path.join(ROOT, 'out', 'failed', `${name}.png`);
    fs.mkdirSync(path.dirname(file), { recursive: true });
    await workbench.screenshot(file);
    console.error(`      picture of the window: ${path.relative(ROOT, file)}`);
  });

  after(async function () {
    this.timeout(60_000);
    await workbench?.close();
    await server?.close();
  });

  return () => {
    if (!workbench) throw new Error('the window is open only while tests run');
    return workbench;
  };
}

/** The folder of a copy of samples/, so that no test changes the checkout. */
export function copyOfSamples(): string {
  const folder = path.join(temporaryFolder('workbench'), 'samples');
  fs.cpSync(path.join(ROOT, 'samples'), folder, { recursive: true });
  return folder;
}

/** Ends the browser that all windows share. */
export async function closeBrowser(): Promise<void> {
  await (await browser)?.close();
  browser = undefined;
}
