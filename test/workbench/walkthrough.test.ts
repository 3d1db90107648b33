import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import { extensionErrors, ROOT } from '../../scripts/vscode/extension';
import { eventually } from './journeys/eventually';
import { PROBING, readableTab } from './journeys/folders';
import { useWorkbench } from './support/session';

/** VS Code's own name for the editor that shows walkthroughs. */
const TOUR = 'vscode_getting_started_page';

describe('the tour, in a window without a folder', () => {
  const window = useWorkbench({ folder: () => '' });
  const pictures = path.join(ROOT, 'out', 'screens');
  const step = (title: string) => window().page.locator('.getting-started-step', { hasText: title });
  const isDone = async (title: string): Promise<boolean> =>
    (await step(title).getAttribute('aria-checked', { timeout: 5_000 })) === 'true';
  const press = (title: string, button: string): Promise<void> =>
    step(title).locator('.monaco-button', { hasText: button }).click({ timeout: 15_000 });

  before(() => fs.mkdirSync(pictures, { recursive: true }));

  it('is a click away in the container, and shows a picture of each step', async () => {
    const wb = window();
    await wb.openContainer('CloudTrail');
    // there is no file that could be inspected
    assert.doesNotMatch(await wb.view('Events').welcome(), /Inspect the Active File/);
    await wb.view('Events').welcomeLink('take the tour');
    await step('Open logs').waitFor({ timeout: 20_000 });
    // the tour is an editor, but no file
    assert.doesNotMatch(await wb.view('Events').welcome(), /Inspect the Active File/);
    await wb.command('File: New Untitled Text File');
    await eventually(async () => assert.match(await wb.view('Events').welcome(), /Inspect the Active File/));
    await wb.tab(TOUR).click();
    const titles = await wb.page.locator('.getting-started-step .step-title').allInnerTexts();
    assert.equal(titles.length, 5);
    const labels = new Set<string>();
    for (const [n, title] of titles.entries()) {
      await eventually(async () => {
        await step(title).locator('.step-title').click({ timeout: 5_000 });
        assert.equal(await step(title).getAttribute('aria-expanded'), 'true');
      });
      const picture = wb.page.frameLocator('.getting-started-media iframe').frameLocator('iframe').locator('svg');
      await eventually(async () => {
        const label = (await picture.first().getAttribute('aria-label', { timeout: 5_000 })) ?? '';
        assert.ok(label !== '' && !labels.has(label), label);
        labels.add(label);
      });
      await wb.screenshot(path.join(pictures, `tour-${n + 1}.png`));
    }
  });

  it('opens the samples as a case, and ticks that off', async () => {
    const wb = window();
    await eventually(async () => {
      await step('Open logs').locator('.step-title').click({ timeout: 5_000 });
      assert.equal(await isDone('Open logs'), false);
    });
    await press('Open logs', 'Open the Sample Logs');
    await wb.tab(readableTab(PROBING)).waitFor({ timeout: 30_000 });
    await eventually(async () => assert.match(await wb.view('Events').message(), /^66 events in 6 files/));
    await eventually(async () => assert.ok((await wb.view('Findings').labels()).includes('High')));
    await wb.tab(TOUR).click();
    await eventually(async () => assert.ok(await isDone('Open logs')));
  });

  it('leads to the findings', async () => {
    const wb = window();
    await eventually(async () => {
      await step('See what is suspicious').locator('.step-title').click({ timeout: 5_000 });
      assert.equal(await step('See what is suspicious').getAttribute('aria-expanded'), 'true');
    });
    const inSideBar = '!!document.activeElement?.closest(".part.sidebar")';
    await eventually(async () => {
      await press('See what is suspicious', 'Show the Findings');
      // the page of the tour takes the focus back where it ticks the step off only then
      await eventually(async () => assert.ok(await wb.page.evaluate<boolean>(inSideBar)), 3000);
    });
    await eventually(async () => assert.ok(await isDone('See what is suspicious')));
  });

  it('threw nothing in the extension host', () => {
    assert.deepEqual(extensionErrors(window().server), []);
  });
});
