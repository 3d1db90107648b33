/** Runs the bundled editor suite inside the extension host of a VS Code server. */
import fs from 'node:fs';
import path from 'node:path';
import { launchBrowser } from './browser';
import { GREP_VARIABLE, readCounts, RESULT_VARIABLE, type Counts } from './counts';
import { extensionErrors, ROOT } from './extension';
import { startServer } from './server';
import { workbenchUrl } from './url';
import { temporaryFolder } from './temporary';
import { runInPage } from './test-page';

export interface EditorSuiteOptions {
  /** Only the tests whose title has this text. */
  grep?: string;
  /** How long the whole suite may take, in milliseconds. */
  timeout?: number;
}

/**
 * Undefined when the suite ended before its tests did. An error of the extension in the host's log counts as one failure,
 * since hostile input must leave none there.
 */
export async function runEditorSuite({ grep, timeout = 1_800_000 }: EditorSuiteOptions): Promise<Counts | undefined> {
  const temporary = temporaryFolder('editor');
  const resultFile = path.join(temporary, 'counts.json');
  // A copy, so that no test changes the checkout.
  const folder = path.join(temporary, 'samples');
  fs.cpSync(path.join(ROOT, 'samples'), folder, { recursive: true });
  const server = await startServer({
    env: { [RESULT_VARIABLE]: resultFile, CLOUDTRAIL_ROOT: ROOT, ...(grep ? { [GREP_VARIABLE]: grep } : {}) },
  });
  try {
    const browser = await launchBrowser();
    try {
      const tests = path.join(ROOT, 'out', 'test', 'editor', 'index');
      // nobody looks at it, and a larger one takes longer to draw
      const page = await browser.newPage({ viewport: { width: 640, height: 480 } });
      await runInPage(page, workbenchUrl(server, { folder, extension: ROOT, tests }), timeout);
    } finally {
      await browser.close();
    }
    const counts = readCounts(resultFile);
    const errors = extensionErrors(server);
    if (!counts || errors.length === 0) return counts;
    console.error(`The extension host's log names errors of the extension:\n${errors.join('\n')}`);
    return { ...counts, failed: counts.failed + 1 };
  } finally {
    await server.close();
  }
}
