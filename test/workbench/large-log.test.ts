import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import zlib from 'node:zlib';
import { extensionErrors } from '../../scripts/vscode/extension';
import { cursorLine } from './journeys/editor';
import { eventually } from './journeys/eventually';
import { folderOf, removeAfterwards } from './journeys/folders';
import { oneLine, record } from './journeys/records';
import { useWorkbench } from './support/session';

const LOG = '111122223333_CloudTrail_us-east-1_20260314T0900Z_largeXXXXXXXXXXX.json.gz';
const EMPTY = '111122223333_CloudTrail_us-east-1_20260314T1000Z_emptyXXXXXXXXXXX.json.gz';
const RECORDS = 50_000;
const WANTED = 31_337;

/** More than VS Code lets extensions see of a document (50 MB), and hard to compress, as it is told by its size. */
function largeLog(): Buffer {
  const noise = (n: number): string => createHash('sha512').update(String(n)).digest('base64').repeat(2);
  const records = Array.from({ length: RECORDS }, (_, n) =>
    record(new Date(n * 1000).toISOString().slice(11, 19), {
      eventName: n === WANTED ? 'TerminateInstances' : 'DescribeInstances',
      eventID: `event-${n}`,
      additionalEventData: { noise: noise(n), more: 'x'.repeat(600) },
    }),
  );
  return zlib.gzipSync(oneLine(...records), { level: 1 });
}

const tabOf = (which: string): string => `${LOG.replace('.json.gz', '')} ${which}.json`;

describe('a log that no document can hold', () => {
  const noise = Buffer.from(createHash('sha512').update('noise').digest('hex').repeat(60_000));
  const folder = folderOf({ [LOG]: largeLog, [EMPTY]: () => zlib.gzipSync(noise, { level: 0 }) });
  const window = useWorkbench({ folder: folder.make });
  removeAfterwards(folder);
  const events = () => window().view('Events');

  it('shows its first records on a double-click, and says so in a line above them', async () => {
    const wb = window();
    await wb.openFromExplorer(LOG, tabOf('records 1–50'));
    await eventually(async () =>
      assert.match(
        (await wb.editor.codeLenses()).join(' | '),
        /^Only part of the log is shown: records 1 to 50 of 50,000 \| next$/,
      ),
    );
    assert.deepEqual(await wb.tabs(), [tabOf('records 1–50')]);
    const line = wb.page.locator('.editor-group-container.active .codelens-decoration').first();
    const top = wb.page.locator('.editor-group-container.active .monaco-editor[data-uri]').first();
    await eventually(async () => {
      const [seen, editor] = [await line.boundingBox(), await top.boundingBox()];
      assert.ok(seen && editor && seen.y >= editor.y, 'the line is above what the editor shows');
    });
  });

  it('has all of its events in the tree, and shows one alone on a click', async () => {
    const wb = window();
    await wb.openContainer('CloudTrail');
    await eventually(async () => assert.equal(await events().message(), '50,000 events in 1 file · 2026-03-14'));
    await events().expand('TerminateInstances');
    await events().click(/^08:42:17/);
    await wb.tab(tabOf('record 31338')).waitFor({ timeout: 20_000 });
    await eventually(async () => assert.match(await cursorLine(wb), /"eventName": "TerminateInstances"/));
  });

  it('goes on to the next event and back with the keyboard, in the same tab', async () => {
    const wb = window();
    const before = (await wb.tabs()).length;
    await wb.editor.click('TerminateInstances');
    await wb.press('Alt+KeyJ');
    await wb.tab(tabOf('record 31339')).waitFor({ timeout: 20_000 });
    await eventually(async () => assert.match(await cursorLine(wb), /"eventName": "DescribeInstances"/));
    await wb.press('Shift+Alt+KeyJ');
    await wb.tab(tabOf('record 31338')).waitFor({ timeout: 20_000 });
    await eventually(async () => assert.equal((await wb.tabs()).length, before));
  });

  it('opens it among its neighbours, still selected', async () => {
    const wb = window();
    await wb.editor.codeLens('open with 50 neighbours');
    await wb.tab(tabOf('records 31313–31363')).waitFor({ timeout: 20_000 });
    await eventually(async () => assert.match(await cursorLine(wb), /"eventName": "TerminateInstances"/));
  });

  it('says why a file of that size shows nothing', async () => {
    const wb = window();
    await wb.explorerMenu(EMPTY, 'Inspect as CloudTrail Log');
    assert.match(await wb.notifications.text('holds no events'), /emptyX+\.json\.gz holds no events: ./);
  });

  it('threw nothing in the extension host', () => {
    assert.deepEqual(extensionErrors(window().server), []);
  });
});
