import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import zlib from 'node:zlib';
import { extensionErrors } from '../../scripts/vscode/extension';
import { eventually } from './journeys/eventually';
import { folderOf, readableTab, removeAfterwards } from './journeys/folders';
import { oneLine, pretty, record } from './journeys/records';
import { useWorkbench } from './support/session';

/** Runs when a page takes it for HTML. */
const HTML = '<img src="x:" onerror="globalThis.pwned=1"><script>globalThis.pwned=1</script><b>bold</b>';
/** Opens an untitled file when somebody takes it for a link and clicks it. */
const LINK = '[click me](command:workbench.action.files.newUntitledFile) ![](https://198.51.100.77/pixel.png)';
/** Clears a terminal, turns text around, ends a line, hides. */
const CONTROL = '\u001b[2J\u0007\u202eecila\u202c\u0000\r\n\u200bend';
const ICON = '$(error) $(sync~spin)';

const HOSTILE = '111122223333_CloudTrail_us-east-1_20260314T0900Z_hostileXXXXXXXX.json';
const CUT_OFF = '111122223333_CloudTrail_us-east-1_20260314T1000Z_cutOffXXXXXXXXX.json';
const NO_GZIP = '111122223333_CloudTrail_us-east-1_20260314T1100Z_noGzipXXXXXXXXX.json.gz';

const EXCUSED = '111122223333_CloudTrail_us-east-1_20260314T1200Z_excusedXXXXXXXX.json';
/** A file that is not there when it is opened: a link that leads nowhere. */
const NAMED = '[click me](command:workbench.action.files.newUntitledFile).json';

const excusedLog = oneLine(
  record('12:00:00', {
    eventSource: 'cloudtrail.amazonaws.com',
    eventName: 'StopLogging',
    readOnly: false,
    userIdentity: { type: 'IAMUser', userName: LINK, arn: `arn:aws:iam::111122223333:user/${LINK}` },
  }),
  record('12:00:01', { eventSource: 'cloudtrail.amazonaws.com', eventName: 'DeleteTrail', readOnly: false }),
);

const hostileLog = oneLine(
  record('08:00:00', { userAgent: `${HTML} ${LINK}`, errorCode: `Client.${HTML}`, errorMessage: `${LINK} ${ICON}` }),
  record('08:00:01', { eventName: `${HTML}${ICON}` }),
  record('08:00:02', { eventName: LINK, sourceIPAddress: CONTROL }),
  record('08:00:03', { userIdentity: { type: 'IAMUser', userName: `${CONTROL}${HTML}` } }),
  record('08:00:04', { eventName: undefined }),
  record('08:00:05', { eventTime: undefined, userIdentity: undefined, eventName: 'NobodyAtNoTime' }),
);

const cutOffLog = pretty(record('10:00:00'), record('10:00:01', { eventName: 'RunInstances' })).slice(0, -200);

describe('a log that means harm', () => {
  const folder = folderOf({
    [HOSTILE]: hostileLog,
    [CUT_OFF]: cutOffLog,
    [EXCUSED]: excusedLog,
    [NO_GZIP]: Buffer.concat([zlib.gzipSync(hostileLog).subarray(0, 20), Buffer.alloc(50, 7)]),
  });
  const window = useWorkbench({
    folder: () => {
      const made = folder.make();
      fs.symlinkSync('nowhere', path.join(made, NAMED));
      return made;
    },
  });
  removeAfterwards(folder);

  /** Nothing of the log became an element, ran, was fetched, or leads to a command. */
  async function isOnlyText(): Promise<void> {
    const { page } = window();
    assert.equal(await page.evaluate('globalThis.pwned'), undefined, 'a script of the log ran');
    const links = page.locator('a[href^="command:"], a[data-href^="command:"]').filter({ hasText: 'click me' });
    assert.equal(await links.count(), 0, 'a command of the log is a link');
    assert.equal(await page.locator('img[src="x:"], img[src*="198.51.100.77"], b:text-is("bold")').count(), 0);
  }

  before(async () => {
    const wb = window();
    await wb.openFile(HOSTILE);
    await eventually(async () => assert.match(await wb.editor.uri(), /^cloudtrail-log:/));
    await wb.openContainer('CloudTrail');
  });

  it('is text in the tree and its tooltips', async () => {
    const wb = window();
    const events = wb.view('Events');
    const labels = await eventually(async () => {
      const found = await events.labels();
      assert.equal(found.length, 5, found.join('\n'));
      return found;
    });
    assert.ok(labels.includes(LINK), labels.join('\n'));
    assert.ok(labels.includes(`${HTML}${ICON}`), labels.join('\n'));
    assert.ok(labels.includes('(no event name)'), labels.join('\n'));
    await events.expand(LINK);
    await wb.page.locator('.monaco-list-row', { hasText: '08:00:02' }).hover();
    await wb.page.locator('.monaco-hover', { hasText: 'click me' }).first().waitFor();
    await isOnlyText();
    await events.click(/08:00:02/);
    await events.titleAction('Group Events by Identity');
    const identity = await eventually(async () => {
      const found = (await events.labels()).find((label) => label.includes('ecila'));
      assert.ok(found);
      return found;
    });
    assert.doesNotMatch(identity, /[\u0000-\u001f\u007f-\u009f\u200b-\u200f\u202a-\u202e\u2066-\u2069]/);
    await isOnlyText();
  });

  it('is text in the outline and the breadcrumbs', async () => {
    const wb = window();
    const rows = await eventually(async () => {
      const outline = await wb.outline();
      const labels = await outline.labels();
      assert.equal(labels.length, 6);
      return labels;
    });
    assert.ok(rows[1]?.includes('<img src="x:"'), rows[1]);
    assert.doesNotMatch(rows.join(''), /[\u0000-\u001f\u007f-\u009f\u200b-\u200f\u202a-\u202e\u2066-\u2069]/);
    await isOnlyText();
    await (await wb.outline()).click(/click me/);
    await eventually(async () => assert.ok((await wb.breadcrumbs()).at(-1)?.includes('click me')));
    await isOnlyText();
  });

  it('is text in the hovers over each of its places', async () => {
    const wb = window();
    await (await wb.outline()).click(/08:00:00/);
    // the name selected before was so long that the editor may be scrolled aside
    await wb.editor.click('"DescribeInstances"');
    await wb.press('Home Home');
    const places = ['"userAgent"', 'onerror', 'Client.<img', '"errorMessage"'];
    for (const place of places) {
      await wb.editor.hover(place);
      await isOnlyText();
    }
    await (await wb.outline()).click(/click me/);
    await wb.editor.hover('newUntitledFile');
    await isOnlyText();
  });

  it('opened no file, and asked nobody', async () => {
    const wb = window();
    assert.deepEqual(await wb.tabs(), [HOSTILE]);
    assert.deepEqual(await wb.notifications.all(), []);
    await wb.notifications.clear();
  });

  it('is shown as far as it goes when it is cut off, and Problems says where it ends', async () => {
    const wb = window();
    await wb.openFile(CUT_OFF);
    await wb.openContainer('CloudTrail');
    await eventually(async () => assert.deepEqual(await wb.view('Events').labels(), ['alice']));
    const problem = (await wb.problems.list('cut off')).find(({ message }) => message.includes('cut off'));
    assert.match(problem?.message ?? '', /cut off in the middle of record 2/);
    const lines = cutOffLog.split('\n');
    assert.deepEqual(
      [problem?.severity, problem?.line, problem?.column],
      ['error', lines.length, (lines.at(-1) ?? '').length + 1],
    );
  });

  it('says what is wrong with a file that is no gzip', async () => {
    const wb = window();
    await wb.openFile(NO_GZIP, readableTab(NO_GZIP));
    const problems = await wb.problems.list('gzip data is broken');
    assert.ok(problems.some(({ message, severity }) => /gzip data is broken/.test(message) && severity === 'error'));
  });

  it('is text in the notice of an exception, and so is the name of a file', async () => {
    const wb = window();
    await wb.openFile(EXCUSED);
    await wb.openContainer('CloudTrail');
    await wb.view('Events').collapse();
    await wb.view('Findings').menu('CloudTrail logging was stopped', 'Except This Identity');
    const box = wb.page.locator('.quick-input-widget');
    for (const question of [/Why is this fine/, /For 90 days/, /Your name stands/]) {
      await eventually(async () => assert.match(await box.innerText({ timeout: 5_000 }), question));
      await isOnlyText();
      if (question.source.startsWith('Why')) await wb.page.keyboard.type('Agreed on');
      if (question.source.startsWith('Your')) await wb.page.keyboard.type('Dana');
      await wb.press('Enter');
    }
    assert.match(await wb.notifications.text('is excepted from'), /\[click me\] \(command:/);
    const links = wb.page.locator('.notification-list-item-message a');
    assert.equal(await links.filter({ hasText: 'click me' }).count(), 0);
    await wb.notifications.clear();
    // the next exception is offered what was said of this one
    await wb.view('Findings').menu('Trail was deleted', 'Except This Identity');
    await eventually(async () =>
      assert.match(await box.innerText({ timeout: 5_000 }), /What you wrote for \[click me\] \(/),
    );
    assert.equal(await box.locator('a').filter({ hasText: 'click me' }).count(), 0);
    await wb.press('Escape');
    await wb.explorerMenu(NAMED, 'Inspect as CloudTrail Log');
    assert.match(await wb.notifications.text('cannot be '), /\[click me\] \(command:/);
    assert.equal(await links.filter({ hasText: 'click me' }).count(), 0);
    await wb.notifications.clear();
  });

  it('threw nothing in the extension host', () => {
    assert.deepEqual(extensionErrors(window().server), []);
  });
});
