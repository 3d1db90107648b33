/** A page whose workbench runs an extension's tests. */
import { format } from 'node:util';
import type { Page } from 'playwright-core';
import { withoutWorkbenchFrames } from './host-log';

/** What a workbench without a network, accounts or AI says at every start; of no interest in a test's output. */
const NOISE = new RegExp(
  [
    'Resolv(ing|ed) connection token|Creating a socket|reconnection-grace-time|remote-connection',
    'Updating additional builtin|AgentHost|AccountPolicyGate|open-vsx|Service Worker\\]|No search provider registered',
    'builtin extensions from gallery as it is disabled|validating workspace folder vscode-test-web',
    'builtin location extensions in env|Loading development extension at|vscode-test-web-support fs provider',
    '^Canceled: Canceled|ChatModelSelection|An unknown error occurred\\. Please consult the log',
  ].join('|'),
);

/**
 * Loads `url` and resolves once its extension host has ended the tests, with the exit code that the workbench reports, or
 * when the time is up. The workbench calls `codeAutomationLog` and `codeAutomationExit` by these names when its URL has
 * tests; whatever is logged goes to `onLine` first, which returns true to keep a line out of the output.
 */
export async function runInPage(page: Page, url: string, timeout: number, onLine?: (line: string) => boolean) {
  let done = false;
  const exit = new Promise<number>((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error(`the tests did not end in ${timeout / 1000} s`)), timeout);
    const end = (code: number) => {
      done = true;
      clearTimeout(timer);
      resolve(code);
    };
    page.on('crash', () => end(1));
    void page.exposeFunction('codeAutomationExit', end);
  });
  await page.exposeFunction('codeAutomationLog', (type: string, args: unknown[]) => {
    const line = withoutWorkbenchFrames(format(...args));
    if (done || NOISE.test(line) || onLine?.(line)) return;
    if (type === 'error' || type === 'warn') console.error(line);
    else console.log(line);
  });
  await page.goto(url);
  return exit;
}
