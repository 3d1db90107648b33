/** What a person feels, measured in a real VS Code: its extension host's event loop, the first results, the first screen. */
import fs from 'node:fs';
import path from 'node:path';
import { gunzipSync } from 'node:zlib';
import { build } from 'esbuild';
import type { Page } from 'playwright-core';
import { launchBrowser } from '../../vscode/browser';
import { ROOT } from '../../vscode/extension';
import { startServer } from '../../vscode/server';
import { temporaryFolder } from '../../vscode/temporary';
import { runInPage } from '../../vscode/test-page';
import { workbenchUrl } from '../../vscode/url';
import type { Goals } from '../goals';
import { median } from '../measure';
import { DONE, FOLDERS_VARIABLE, type HostReport, OPENING, REPORT_VARIABLE } from './report';

const ROUNDS = 3;
const ONE_LINE = '111122223333_CloudTrail_us-east-1_20260314T0900Z_oneLineXXXXXXXX.json';
const PACKED = '111122223333_CloudTrail_us-east-1_20260314T1000Z_packedXXXXXXXXXX.json.gz';

/** `large`: a folder of logs; `packed`: a compressed log of one line, to be opened by a double-click. */
export async function measureHost(large: string, packed: string, goals: Goals): Promise<void> {
  const scratch = temporaryFolder('bench-host');
  const inside = path.join(scratch, 'inside.js');
  await build({
    absWorkingDir: ROOT,
    entryPoints: ['scripts/bench/host/inside.ts'],
    outfile: inside,
    bundle: true,
    platform: 'node',
    external: ['vscode'],
    logLevel: 'warning',
  });
  const workspace = path.join(scratch, 'workspace');
  fs.mkdirSync(workspace);
  fs.writeFileSync(path.join(workspace, ONE_LINE), gunzipSync(fs.readFileSync(packed)));
  fs.copyFileSync(packed, path.join(workspace, PACKED));
  // a name of its own for each round: a case that was kept would not be read again
  const folders = Array.from({ length: ROUNDS }, (_, n) => path.join(scratch, `round-${n}`));
  for (const folder of folders) fs.symlinkSync(large, folder);
  const report = path.join(scratch, 'report.json');
  const server = await startServer({
    env: { [FOLDERS_VARIABLE]: JSON.stringify(folders), [REPORT_VARIABLE]: report },
  });
  try {
    const browser = await launchBrowser();
    try {
      const page = await browser.newPage({ viewport: { width: 1280, height: 900 } });
      const firstResults: Promise<number>[] = [];
      const firstScreens: Promise<number[]>[] = [];
      const url = workbenchUrl(server, { folder: workspace, extension: ROOT, tests: path.join(scratch, 'inside') });
      await runInPage(page, url, 400_000, (line) => {
        if (line.includes(OPENING)) firstResults.push(untilRows(page));
        if (line.includes(DONE))
          firstScreens.push(doubleClicks(page).finally(() => fs.writeFileSync(`${report}.end`, '')));
        return line.includes('bench:');
      });
      const reports = JSON.parse(fs.readFileSync(report, 'utf8')) as HostReport[];
      tell(reports, await Promise.all(firstResults), (await Promise.all(firstScreens)).flat(), goals);
    } finally {
      await browser.close();
    }
  } finally {
    await server.close();
  }
}

/** Milliseconds until the view of events has rows. */
async function untilRows(page: Page): Promise<number> {
  const start = performance.now();
  await page
    .locator('.pane', { has: page.locator('.pane-header[aria-label*="Events"]') })
    .locator('.monaco-list-row')
    .first()
    .waitFor({ timeout: 60_000 });
  return performance.now() - start;
}

/** Milliseconds until a screen of the readable view is drawn, of the compressed log and of the one on one line. */
async function doubleClicks(page: Page): Promise<number[]> {
  const screens: number[] = [];
  for (const name of [PACKED, ONE_LINE]) {
    await page.keyboard.press('Control+Shift+E');
    const row = page.locator('.explorer-folders-view .monaco-list-row', { hasText: name });
    await row.waitFor({ timeout: 30_000 });
    const start = performance.now();
    await row.dblclick();
    await page.locator('.editor-instance .view-line').nth(10).waitFor({ timeout: 60_000 });
    screens.push(performance.now() - start);
    for (const key of ['Control+K', 'Control+W']) await page.keyboard.press(key);
    await page.locator('.editor-instance .view-line').first().waitFor({ state: 'hidden', timeout: 30_000 });
  }
  return screens;
}

function tell(
  reports: readonly HostReport[],
  results: readonly number[],
  screens: readonly number[],
  goals: Goals,
): void {
  console.log(
    `\nthe extension host of a real VS Code while 1 GB in 5,000 files loads, milliseconds, ${reports.length} times`,
  );
  const line = (what: string, values: readonly number[]): void =>
    console.log(`  ${what.padEnd(52)} ${values.map((value) => value.toFixed(1).padStart(9)).join('')}`);
  const of = (name: keyof HostReport): number[] => reports.map((report) => report[name]);
  line('all is loaded after', of('load'));
  line('the first events show after', results);
  line('the event loop was late by at most', of('latest'));
  line('the event loop was late by, 99 of 100 times', of('late99'));
  line('the event loop was late by at most, doing nothing', of('latestIdle'));
  line('the host itself was busy at a time for at most', of('busiest'));
  line('memory above the host’s own, MiB', of('memory'));
  const [packed = NaN, oneLine = NaN] = screens;
  line('first screen of 10 MB on one line, compressed', [packed]);
  line('first screen of 10 MB on one line', [oneLine]);
  goals.atMost('extension host: event loop late while 1 GB loads', 16, 'ms', median(of('latest')));
  goals.atMost('extension host: busy at a time while 1 GB loads', 16, 'ms', median(of('busiest')));
  goals.atMost('extension host: memory above its own', 300, 'MiB', median(of('memory')));
  goals.atMost('extension host: first results', 1000, 'ms', median(results));
  goals.atMost('10 MB on one line, compressed: first screen', 500, 'ms', packed);
  goals.atMost('10 MB on one line: first screen', 500, 'ms', oneLine);
}
