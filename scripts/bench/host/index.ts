/** What a person feels, measured in a real VS Code: its extension host's event loop, the first results, the first screen. */
import fs from 'node:fs';
import path from 'node:path';
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
import { doubleClicks, type Screens, tellScreens, writeFiles } from './screens';

const ROUNDS = 3;

/**
 * `large`: a folder of logs, to be opened as a case; `packed`: a compressed log of one line, to be opened by a
 * double-click. What is not given is not measured.
 */
export async function measureHost(large: string | undefined, packed: string | undefined, goals: Goals): Promise<void> {
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
  const files = packed === undefined ? [] : writeFiles(workspace, packed);
  // a name of its own for each round: a case that was kept would not be read again
  const folders = Array.from({ length: large === undefined ? 0 : ROUNDS }, (_, n) => path.join(scratch, `round-${n}`));
  for (const folder of folders) fs.symlinkSync(large ?? '', folder);
  const report = path.join(scratch, 'report.json');
  const server = await startServer({
    env: { [FOLDERS_VARIABLE]: JSON.stringify(folders), [REPORT_VARIABLE]: report },
    settings: {
      // VS Code asks before it opens the larger of the files
      'workbench.editorLargeFileConfirmation': 1024,
      // on a server VS Code looks for open ports every few seconds, and to start its `ls` and `ps` it blocks the host
      'remote.autoForwardPortsSource': 'output',
    },
  });
  try {
    const browser = await launchBrowser();
    try {
      const page = await browser.newPage({ viewport: { width: 1280, height: 900 } });
      const firstResults: Promise<number>[] = [];
      const screens: Promise<Screens[]>[] = [];
      const url = workbenchUrl(server, { folder: workspace, extension: ROOT, tests: path.join(scratch, 'inside') });
      await runInPage(page, url, 400_000, (line) => {
        if (line.includes(OPENING)) firstResults.push(untilRows(page));
        if (line.includes(DONE))
          screens.push(
            doubleClicks(page, files, `${report}.texts`).finally(() => fs.writeFileSync(`${report}.end`, '')),
          );
        return line.includes('bench:');
      });
      const reports = JSON.parse(fs.readFileSync(report, 'utf8')) as HostReport[];
      if (large !== undefined) tell(reports, await Promise.all(firstResults), goals);
      if (packed !== undefined) tellScreens((await Promise.all(screens)).flat(), goals);
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

function tell(reports: readonly HostReport[], results: readonly number[], goals: Goals): void {
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
  line('the host’s thread was late for want of a free core', of('withoutCore'));
  line('the host’s thread itself was busy at a time for', of('busiest'));
  line('the same, doing nothing', of('busiestIdle'));
  line('memory above the host’s own, MiB', of('memory'));
  goals.atMost('extension host: event loop late while 1 GB loads', 16, 'ms', median(of('latest')));
  goals.atMost('extension host: busy at a time while 1 GB loads', 16, 'ms', median(of('busiest')));
  goals.atMost('extension host: memory above its own', 300, 'MiB', median(of('memory')));
  goals.atMost('extension host: first results', 1000, 'ms', median(results));
}
