/** A picture of a log in the workbench: its readable view, its events in the side bar, its findings in the Problems panel. */
import fs from 'node:fs';
import path from 'node:path';
import { eventually } from '../../test/workbench/journeys/eventually';
import { Workbench } from '../../test/workbench/support/workbench';
import { launchBrowser } from './browser';
import { startDemoServer } from './demo';
import { themeSettings, type Theme } from './settings';

/** The sample that tells most at a glance: a leaked key looks around and opens a door. */
const TELLING = /us-east-1_20260314T1335Z/;
const LOG = /_CloudTrail_.*\.json(\.gz)?$/;

const SETTINGS = {
  'editor.minimap.enabled': false,
  'workbench.layoutControl.enabled': false,
  'window.commandCenter': false,
  'breadcrumbs.enabled': true,
  // no path of this machine in the picture
  'breadcrumbs.filePath': 'last',
};

/** Takes the picture of the most telling log in `folder`, or else of its first. Throws when there is no log in it. */
export async function takeScreenshot(folder: string, theme: Theme, file: string): Promise<void> {
  const logs = fs.readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) => LOG.test(name));
  const log = logs.find((name) => TELLING.test(name)) ?? logs.sort()[0];
  if (!log) throw new Error(`no CloudTrail log (…_CloudTrail_….json or .json.gz) in ${folder}`);

  const server = await startDemoServer({ settings: { ...SETTINGS, ...themeSettings(theme) } });
  try {
    const browser = await launchBrowser();
    try {
      const workbench = await Workbench.open(browser, server, { folder }, { width: 1440, height: 900 });
      await showLog(workbench, log);
      fs.mkdirSync(path.dirname(path.resolve(file)), { recursive: true });
      await workbench.screenshot(file);
    } finally {
      await browser.close();
    }
  } finally {
    await server.close();
  }
}

async function showLog(workbench: Workbench, log: string): Promise<void> {
  const { page } = workbench;
  await workbench.quickInput.ask('Control+P', log);
  await workbench.quickInput.choose(path.basename(log));
  await page.locator('.monaco-editor[data-uri^="cloudtrail-log:"]').first().waitFor({ timeout: 30_000 });
  await workbench.problems.list('');
  await workbench.openContainer('CloudTrail');
  await widenSideBar(workbench, 420);
  await selectEvent(workbench);
  // Away from everything that shows a hover, and time for what fades in.
  await page.mouse.move(720, 890);
  await page.waitForTimeout(1_500);
}

/** Opens the first group and clicks the last event in it, until the editor went there: findings that come lay the list anew. */
async function selectEvent(workbench: Workbench): Promise<void> {
  const events = workbench.view('Events');
  const [group] = await events.labels();
  if (group === undefined) throw new Error('no event to click: the Events view is empty');
  await events.expand(group);
  const event = (await events.rows()).filter((row) => row.level === 2).pop();
  if (event === undefined) throw new Error(`no event to click under ${group}`);
  await eventually(async () => {
    await events.click(event.label);
    await workbench.statusItem(' selected)', 1000);
  });
}

/** Drags the side bar's edge, so that its labels are not cut. */
async function widenSideBar({ page }: Workbench, width: number): Promise<void> {
  const box = await page.locator('.part.sidebar').boundingBox();
  if (!box) return;
  const middle = box.y + box.height / 2;
  await page.mouse.move(box.x + box.width, middle);
  await page.mouse.down();
  await page.mouse.move(box.x + width, middle, { steps: 5 });
  await page.mouse.up();
}
