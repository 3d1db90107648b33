/** Runs the bundled web suite in VS Code's web build, where the extension host is a web worker. */
import fs from 'node:fs';
import net from 'node:net';
import path from 'node:path';
import { open } from '@vscode/test-web';
import { launchBrowser } from './browser';
import type { Counts } from './counts';
import { ROOT } from './extension';
import { runInPage } from './test-page';
import { installWebBuild } from './web-build';
import { GREP_GLOBAL, RESULT_MARK } from './web-result';

/** Undefined when the suite ended before its tests did. */
export async function runWebSuite(grep: string | undefined): Promise<Counts | undefined> {
  const port = await freePort();
  const tests = path.join(ROOT, 'out', 'test', 'web', 'index.js');
  const server = await open({
    ...(await installWebBuild()),
    browserType: 'none',
    extensionDevelopmentPath: ROOT,
    extensionTestsPath: tests,
    folderPath: path.join(ROOT, 'samples'),
    port,
  });
  let counts: Counts | undefined;
  const browser = await launchBrowser();
  try {
    const page = await browser.newPage();
    if (grep !== undefined) {
      const chosen = `globalThis.${GREP_GLOBAL} = ${JSON.stringify(grep)};`;
      const body = chosen + fs.readFileSync(tests, 'utf8');
      await page
        .context()
        .route('**/out/test/web/index.js', (route) =>
          route.fulfill({ body, contentType: 'text/javascript', headers: { 'access-control-allow-origin': '*' } }),
        );
    }
    await runInPage(page, `http://localhost:${port}`, 120_000, (line) => {
      if (!line.startsWith(RESULT_MARK)) return false;
      counts = JSON.parse(line.slice(RESULT_MARK.length)) as Counts;
      return true;
    });
  } finally {
    await browser.close();
    server.dispose();
  }
  return counts;
}

/** A port that was free a moment ago. */
function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = net.createServer();
    probe.once('error', reject);
    probe.listen(0, 'localhost', () => {
      const address = probe.address();
      const port = typeof address === 'object' && address ? address.port : 0;
      probe.close(() => resolve(port));
    });
  });
}
