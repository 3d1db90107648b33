import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import { extensionErrors } from '../../scripts/vscode/extension';
import { cursor, cursorLine } from './journeys/editor';
import { eventually } from './journeys/eventually';
import { folderOf, removeAfterwards } from './journeys/folders';
import { oneLine, pretty, record } from './journeys/records';
import { writtenRule } from './journeys/rules';
import { chooseFromMenu } from './support/context-menu';
import { useWorkbench } from './support/session';
import type { TreeView } from './support/tree-view';

const logOf = (day: number, name: string) => `111122223333_CloudTrail_us-east-1_202603${day}T0900Z_${name}.json`;
const BOB = 'arn:aws:iam::111122223333:user/bob';
const deleted = { eventSource: 'cloudtrail.amazonaws.com', eventName: 'DeleteTrail', readOnly: false };
const ADMIN = { type: 'Role', arn: 'arn:aws:iam::111122223333:role/Admin', userName: 'Admin' };
const guard = (eventName: string) => ({
  ...{ eventSource: 'guardduty.amazonaws.com', eventName, readOnly: false },
  userIdentity: {
    ...{ type: 'AssumedRole', arn: 'arn:aws:sts::111122223333:assumed-role/Admin/bob' },
    sessionContext: { sessionIssuer: ADMIN },
  },
});
const NEW_GROUP = `
title: A group that was never named before
id: named
level: medium
correlation: { type: first_seen, rules: [name], condition: { field: requestParameters.groups, learning: 1h } }
---
title: Groups were named
name: name
logsource: { product: aws, service: cloudtrail }
detection: { selection: { eventName: NameGroups }, condition: selection }
`;
const named = (...groups: string[]) => ({ eventName: 'NameGroups', requestParameters: { groups } });
const stopped = { eventSource: 'cloudtrail.amazonaws.com', eventName: 'StopLogging', readOnly: false };

describe('a person who looks through a case', () => {
  const folder = folderOf({
    [`days/${logOf(14, 'firstXXXXXXXXXXX')}`]: oneLine(
      record('09:00:00', stopped),
      record('09:00:02'),
      record('09:05:00', deleted),
      record('09:06:00', { ...deleted, userIdentity: { type: 'IAMUser', userName: 'bob', arn: BOB } }),
    ),
    [`days/${logOf(15, 'secondXXXXXXXXXX')}`]: oneLine(record('08:00:00', { eventTime: '2026-03-15T08:00:00Z' })),
    [`several/${logOf(17, 'severalXXXXXXXXX')}`]: oneLine(
      record('10:00:00', guard('DeleteDetector')),
      record('10:01:00', guard('DeleteMembers')),
    ),
    'empty/readme.bin': '',
    // in a browser VS Code saves by itself otherwise
    '.vscode/settings.json': '{ "files.autoSave": "off", "cloudtrail.detection.rules": ["own-rules"] }',
    'own-rules/new-group.yml': NEW_GROUP,
    [`values/${logOf(18, 'valuesXXXXXXXXXX')}`]: pretty(
      record('10:00:00', named('guests', 'owners')),
      record('08:00:00', named('admins')),
    ),
    'other/notes.txt': 'Nothing of CloudTrail.\n',
    [`cut/${logOf(16, 'cutXXXXXXXXXXXXX')}`]: oneLine(record('09:00:00'), record('09:00:02')).slice(0, -20),
  });
  const window = useWorkbench({ folder: folder.make });
  removeAfterwards(folder);
  const events = () => window().view('Events');
  const findings = () => window().view('Findings');

  it('sees of which days its events are, and of which day each is', async () => {
    await window().explorerMenu('days', 'Open Folder as Case');
    await eventually(async () =>
      assert.equal(await events().message(), '5 events in 2 files · 2026-03-14 – 2026-03-15'),
    );
    await events().expand('DescribeInstances');
    await eventually(async () => {
      const labels = await events().labels();
      assert.ok(labels.includes('2026-03-14 09:00:02 alice'), labels.join());
      assert.ok(labels.includes('2026-03-15 08:00:00 alice'), labels.join());
    });
    const { title } = writtenRule('cloudtrail/logging-stopped');
    await eventually(async () => {
      const row = (await findings().rows()).find(({ label }) => label === title);
      assert.equal(row?.description, 'alice · 2026-03-14 09:00:00');
      assert.match(row?.aria ?? '', /2026-03-14 09:00:00/);
    });
  });

  it('goes through what was found with the keys, and the list follows', async () => {
    const wb = window();
    await events().collapse();
    await wb.command('Focus on Findings View');
    const selected = async (): Promise<(string | undefined)[]> => {
      const rows = await findings().rows();
      return rows.filter((row) => row.selected).map(({ label }) => label);
    };
    await wb.press('Alt+N');
    await wb.statusItem('Flagged event 1 of 3 · High: ');
    await eventually(async () => assert.deepEqual(await selected(), [writtenRule('cloudtrail/logging-stopped').title]));
    await wb.press('Alt+N');
    await wb.statusItem('Flagged event 2 of 3 · High: ');
    await eventually(async () => assert.deepEqual(await selected(), ['alice']));
    // it selects without taking the focus from the log
    assert.equal((await cursor(wb)).selected, '"DeleteTrail"'.length);
    await wb.press('Shift+Alt+N');
    await eventually(async () => assert.deepEqual(await selected(), [writtenRule('cloudtrail/logging-stopped').title]));
    await wb.command('View: Close All Editors');
  });

  it('goes on from the row that is selected where the keys are pressed in the list', async () => {
    const wb = window();
    await findings().click('alice');
    await eventually(async () => assert.equal(await cursorLine(wb), '      "eventName": "DeleteTrail",'));
    const toTheTop = async (): Promise<void> => {
      await wb.command('View: Focus Active Editor Group');
      await wb.press('Control+Home');
      await eventually(async () => assert.equal((await cursor(wb)).line, 1));
    };
    // the cursor is elsewhere, as when a finding comes back
    await toTheTop();
    await wb.command('CloudTrail: Focus on Findings View');
    await wb.press('Alt+N');
    await wb.statusItem('Flagged event 3 of 3 · High: ');
    await wb.command('CloudTrail: Focus on Findings View');
    await wb.press('Shift+Alt+N');
    await wb.statusItem('Flagged event 2 of 3 · High: ');
    // in the log the cursor alone counts
    await toTheTop();
    await wb.press('Alt+N');
    await wb.statusItem('Flagged event 1 of 3 · High: ');
    await wb.command('View: Close All Editors');
  });

  it('looks through the list with the mouse and the arrow keys, and goes there when it says so', async () => {
    const wb = window();
    const rows = async (): Promise<string[]> => (await findings().rows()).flatMap((r) => (r.selected ? [r.label] : []));
    const names = async (): Promise<string[]> => wb.tabs();
    const hasFocus = (): Promise<boolean> =>
      wb.page.evaluate<boolean>('document.activeElement?.closest(".part.sidebar") !== null');
    await findings().click(writtenRule('cloudtrail/logging-stopped').title);
    await eventually(async () => assert.equal(await cursorLine(wb), '      "eventName": "StopLogging",'));
    assert.ok(await hasFocus(), 'a click leaves the focus in the list');
    assert.equal(await wb.page.locator('.tabs-container .tab .monaco-icon-label.italic').count(), 1);
    await wb.press('ArrowDown ArrowDown Space');
    await eventually(async () => assert.deepEqual(await rows(), ['alice']));
    await eventually(async () => assert.equal(await cursorLine(wb), '      "eventName": "DeleteTrail",'));
    const { line } = await cursor(wb);
    assert.ok(await hasFocus(), 'so does the space bar');
    await wb.press('ArrowDown Enter');
    await eventually(async () => assert.deepEqual(await rows(), ['bob']));
    await eventually(async () => assert.ok((await cursor(wb)).line > line));
    await eventually(async () => assert.ok(!(await hasFocus()), 'Enter goes to the event'));
    // its tab is there to stay
    await eventually(async () =>
      assert.equal(await wb.page.locator('.tabs-container .tab .monaco-icon-label.italic').count(), 0),
    );
    assert.deepEqual(await names(), [logOf(14, 'firstXXXXXXXXXXX')]);
    await findings().row('alice').dblclick();
    await eventually(async () => assert.equal((await cursor(wb)).line, line));
    await eventually(async () => assert.ok(!(await hasFocus()), 'so does a double click'));
    // what can be done is about the row that the arrow keys led to
    await findings().click('bob');
    await eventually(async () => assert.ok((await cursor(wb)).line > line));
    assert.ok(await hasFocus());
    await wb.press('ArrowUp Control+.');
    await eventually(async () => {
      const labels = await wb.quickInput.labels();
      assert.ok(labels.includes('Except alice from this rule…'), labels.join());
    });
    await wb.press('Escape');
    await wb.command('View: Close All Editors');
  });

  it('finds the rows open, closed and selected as they were when the case is read again, with one more log', async () => {
    const wb = window();
    const rows = async (): Promise<(readonly [string, boolean | undefined, boolean])[]> =>
      (await findings().rows()).map(({ label, expanded, selected }) => [label, expanded, selected] as const);
    await findings().expand('bob');
    await findings().click(/09:06:00 DeleteTrail$/);
    await eventually(async () => assert.match(await cursorLine(wb), /"eventName": "DeleteTrail"/));
    const before = await rows();
    assert.deepEqual(before.slice(-2), [
      ['bob', true, false],
      ['2026-03-14 09:06:00 DeleteTrail', undefined, true],
    ]);
    // an event before all others: each of theirs has another row from now on
    const more = oneLine(record('08:00:00', { eventTime: '2026-03-13T08:00:00Z', eventID: 'before' }));
    fs.writeFileSync(path.join(folder.path, 'days', logOf(13, 'beforeXXXXXXXXXX')), more);
    await wb.command('CloudTrail: Read the Case Again');
    await wb.command('CloudTrail: Focus on Events View');
    await eventually(async () => assert.match(await events().message(), /^6 events in 3 files/));
    await events().collapse();
    await eventually(async () => assert.deepEqual(await rows(), before));
    const { line } = await cursor(wb);
    // where the cursor is now it is again when the log is opened the next time
    await findings().click('alice');
    await eventually(async () => assert.ok((await cursor(wb)).line < line));
    await wb.command('View: Close All Editors');
  });

  it('takes a filter for a finding elsewhere before it is known who makes exceptions', async () => {
    const wb = window();
    const { title } = writtenRule('cloudtrail/trail-deleted');
    await wb.page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
    await findings().menu('bob', 'Copy as Sigma Filter');
    await wb.statusItem(`On the clipboard: a Sigma filter of bob from "${title}".`);
    const text = await wb.page.evaluate<string>('navigator.clipboard.readText()');
    assert.match(text, /^title: .?Trail was deleted: bob/);
    assert.doesNotMatch(text, /^author:/m);
  });

  it('excuses one finding after the other without leaving the list, and takes it back', async () => {
    const wb = window();
    const { title } = writtenRule('cloudtrail/trail-deleted');
    const box = wb.page.locator('.quick-input-widget');
    const input = box.locator('input[type="text"]').first();
    /** Waits for what is asked, and answers it in the box itself: it may not have the focus yet. */
    const answer = async (what: RegExp, ...keys: string[]): Promise<void> => {
      await eventually(async () => {
        const placeholder = (await input.getAttribute('placeholder')) ?? '';
        assert.match(`${await box.innerText({ timeout: 5_000 })} ${placeholder}`, what);
      });
      for (const key of keys) await input.press(key);
    };
    await findings().click('alice');
    await eventually(async () => assert.equal(await cursorLine(wb), '      "eventName": "DeleteTrail",'));
    const { line } = await cursor(wb);
    await wb.press('Control+.');
    await answer(/Except alice from this rule/, 'ArrowDown', 'Enter');
    const back = box.locator('.quick-input-titlebar .action-label.codicon-quick-input-back');
    await answer(/Except alice from "Trail was deleted" \(1\/3\).*Why is this fine\?/s);
    assert.equal(await back.count(), 0);
    await input.fill('Her work');
    await input.press('Enter');
    await answer(/\(2\/3\)[^]*How long does it hold/, 'Enter');
    await answer(/Who Makes the Exception\? \(3\/3\)/);
    // each question leads back to the one before it, and what was said there stays
    await back.click();
    await answer(/\(2\/3\)[^]*How long does it hold/);
    await back.click();
    await answer(/\(1\/3\)[^]*Why is this fine\?/);
    assert.equal(await input.inputValue(), 'Her work');
    await input.fill('alice is expected here');
    await input.press('Enter');
    await answer(/How long does it hold/);
    await wb.quickInput.goOn('Until another day');
    await answer(/The last day it holds/);
    await back.click();
    await answer(/\(2\/3\)[^]*How long does it hold/, 'Enter');
    await answer(/Who Makes/);
    await input.fill('Dana');
    await input.press('Enter');
    // the next one is the last of its rule, and stands where it stood
    const selectedIs = (name: RegExp): Promise<void> =>
      eventually(async () => {
        const selected = (await findings().rows()).filter((row) => row.selected);
        assert.match(selected.map(({ label, description }) => `${label}: ${description}`).join(), name);
      });
    await selectedIs(/^bob: .*2026-03-14 09:06:00$/);
    assert.ok((await findings().labels()).includes(title));
    await eventually(async () => assert.ok((await cursor(wb)).line > line, 'and its event is shown'));
    assert.ok(await wb.page.evaluate<boolean>('document.activeElement?.closest(".part.sidebar") !== null'));
    await wb.press('Control+.');
    await answer(/Except bob from this rule/, 'ArrowDown', 'Enter');
    await answer(/Except bob from "Trail was deleted"/, 'Enter');
    await answer(/How long does it hold/, 'Enter');
    await eventually(async () => assert.ok(!(await findings().labels()).includes(title)));
    // one place tells of the last, however many there are
    const last = wb.page.locator('.statusbar-item', { hasText: /is excepted from|Taken back/ });
    await eventually(async () =>
      assert.match((await last.allInnerTexts()).join('|'), /^\s*Until \d{4}-\d\d-\d\d: bob is excepted from [^|]*$/),
    );
    assert.equal((await wb.notifications.all()).filter((text) => text.includes('is excepted from')).length, 1);
    await wb.press('Escape');
    await wb.command('CloudTrail: Focus on Findings View');
    await wb.press('Control+z');
    await eventually(async () => assert.ok((await findings().labels()).includes('bob')));
    await eventually(async () =>
      assert.match((await last.allInnerTexts()).join('|'), /^\s*Taken back: the exception of bob from "[^|]*"\.$/),
    );
    await selectedIs(/^bob: .*2026-03-14 09:06:00$/);
    await wb.press('Control+z');
    await selectedIs(/^alice: .*2026-03-14 09:05:00$/);
    // the keys go on from there, too
    await wb.press('Control+.');
    await answer(/Except alice from this rule/, 'Escape');
    await eventually(async () =>
      assert.match((await last.allInnerTexts()).join('|'), /^\s*Taken back: the exception of alice from "[^|]*"\.$/),
    );
    // the notice still offers what the key has done
    await wb.notifications.press('alice is excepted from "Trail was deleted"', 'Open Exception');
    await wb.statusItem('Taken back before: the exception of alice from "Trail was deleted".');
    assert.ok(!(await wb.tabs()).includes('exceptions.yml'));
    assert.ok(!fs.existsSync(path.join(folder.path, '.cloudtrail')), 'nothing is left that was made for it');
    await wb.notifications.clear();
    // once more the key is the list's all the same, and not that of what was written in the editor
    await wb.command('CloudTrail: Focus on Findings View');
    await wb.press('Control+z');
    await wb.statusItem('There is no exception to take back.');
    await wb.command('View: Close All Editors');
  });

  it('stays at a finding whose exception waits for a save, and goes on once it is saved', async () => {
    const wb = window();
    const file = path.join(folder.path, '.cloudtrail', 'exceptions.yml');
    fs.mkdirSync(path.dirname(file), { recursive: true });
    fs.writeFileSync(file, '# What the team agreed on\n');
    await wb.openFile('.cloudtrail/exceptions.yml', 'exceptions.yml');
    // the key is lost while the file is not yet the one that is typed in
    await eventually(async () => {
      await wb.editor.click('# What the team agreed on');
      await wb.press('Control+End #');
      assert.match((await wb.tab('exceptions.yml').getAttribute('class')) ?? '', /\bdirty\b/);
    });
    const selected = async (): Promise<string[]> =>
      (await findings().rows()).flatMap((row) => (row.selected ? [row.label] : []));
    await findings().click('alice');
    await eventually(async () => assert.equal(await cursorLine(wb), '      "eventName": "DeleteTrail",'));
    const { line } = await cursor(wb);
    await findings().menu('alice', 'Except This Identity');
    const input = wb.page.locator('.quick-input-widget input[type="text"]').first();
    await eventually(async () => assert.match(await input.inputValue({ timeout: 5_000 }), /is expected here/));
    await input.press('Enter');
    await eventually(async () => assert.match((await input.getAttribute('placeholder')) ?? '', /How long/));
    await input.press('Enter');
    await wb.notifications.text('It holds once the file of exceptions is saved.');
    assert.deepEqual(await selected(), ['alice']);
    await wb.command('File: Save All');
    await eventually(async () => assert.ok(!(await findings().labels()).includes('alice')));
    await eventually(async () => assert.deepEqual(await selected(), ['bob']));
    // whoever waited is not led away from where they are
    assert.equal((await cursor(wb)).line, line);
    await wb.command('View: Close All Editors');
    fs.rmSync(file);
    await eventually(async () => assert.ok((await findings().labels()).includes('alice')));
    await wb.notifications.clear();
  });

  const menuOf = async (view: TreeView, label: string | RegExp): Promise<string[]> => {
    await view.row(label).click({ button: 'right', position: { x: 60, y: 10 } });
    const items = window().page.locator('.monaco-menu .action-label');
    await items.first().waitFor({ timeout: 5_000 });
    const texts = (await items.allInnerTexts()).filter((text) => text !== '');
    await window().press('Escape');
    return texts;
  };

  it('finds in the menu of each row of the findings what can be done about it', async () => {
    const { title } = writtenRule('cloudtrail/trail-deleted');
    const about = ['Open Rule', 'Show All Events of This Identity', 'Except This Identity from This Rule…'];
    assert.deepEqual(await menuOf(findings(), title), ['Open Rule', 'Turn This Rule Off Here…']);
    await findings().expand('bob');
    const ofEvent = await menuOf(findings(), /09:06:00 DeleteTrail/);
    // of one event, which is not to be looked for below it first
    assert.deepEqual(await menuOf(findings(), 'bob'), ofEvent);
    assert.equal(ofEvent[0], 'Explain Event');
    for (const item of [...about, 'Except This Event…', 'Create Rule from This Event', 'Copy Event as JSON'])
      assert.ok(ofEvent.includes(item), item);
    assert.deepEqual(await menuOf(findings(), 'High'), ['Filter Findings by Level…']);
    await findings().titleAction('Group Findings by Identity');
    await eventually(async () => assert.deepEqual(await menuOf(findings(), 'bob'), [about[1]]));
    await findings().titleAction('Group Findings by Tactic');
  });

  it('opens a rule that found several from its row', async () => {
    const { title } = writtenRule('cloudtrail/trail-deleted');
    // the view is laid anew after it was grouped otherwise, which may close the menu under the click
    await eventually(async () => {
      await findings().menu(title, 'Open Rule');
      await window().tab(`${title}.md`).waitFor({ timeout: 5000 });
    }, 30_000);
    // a page that comes up takes the focus, and with it the next menu
    await window().webview().locator('h1', { hasText: title }).waitFor({ timeout: 20_000 });
  });

  it('takes an event from its row, explains it, and makes a rule of it', async () => {
    const wb = window();
    await wb.page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
    await wb.command('Focus on Events View');
    await events().expand('DeleteTrail');
    await events().menu(/09:06:00 bob/, 'Copy Event as JSON');
    await eventually(async () => {
      const text = await wb.page.evaluate<string>('navigator.clipboard.readText()');
      assert.match(text, /^\{\n {2}"eventVersion": /);
      assert.equal((JSON.parse(text) as { eventID: string }).eventID, 'event-09:06:00');
    });
    await events().menu('DeleteTrail', 'Copy Name');
    await eventually(async () =>
      assert.equal(await wb.page.evaluate<string>('navigator.clipboard.readText()'), 'DeleteTrail'),
    );
    await events().menu(/09:06:00 bob/, 'Create Rule from This Event');
    assert.match(
      await wb.editor.text('eventName: DeleteTrail'),
      /userIdentity\.arn: arn:aws:iam::111122223333:user\/bob/,
    );
    await events().menu(/09:06:00 bob/, 'Explain Event');
    await eventually(async () => assert.ok((await wb.tabs()).some((tab) => tab.startsWith('webview-markdown'))));
    await events().menu(/09:06:00 bob/, 'Show All Events of This Identity');
    await eventually(async () => assert.deepEqual(await wb.quickInput.labels(), ['09:06:00 DeleteTrail']));
    const [beside] = await wb.page.locator('.quick-input-list .monaco-list-row').allInnerTexts();
    assert.match(beside ?? '', /2026-03-14 · 203\.0\.113\.24 · us-east-1/);
    await wb.press('Escape');
  });

  it('sees what can be done about an event from the menu of the editor', async () => {
    const wb = window();
    await wb.command('View: Close All Editors');
    await wb.dialog("Don't Save");
    await events().click(/09:06:00 bob/);
    await eventually(async () => assert.ok((await wb.editor.squiggles()).length > 0));
    await wb.editor.rightClick('"DeleteTrail"');
    await chooseFromMenu(wb.page, 'Finding Actions');
    await eventually(async () => {
      const labels = await wb.quickInput.labels();
      assert.ok(labels.includes('Except bob from this rule…'), labels.join());
    });
    await wb.press('Escape');
  });

  it('sees what can be done about two new values of one event, each thing once', async () => {
    const wb = window();
    await wb.openFile(logOf(18, 'valuesXXXXXXXXXX'));
    await eventually(async () => assert.ok((await wb.editor.squiggles()).includes('warning')));
    await wb.editor.rightClick('"NameGroups"');
    await chooseFromMenu(wb.page, 'Finding Actions');
    await eventually(async () => {
      const labels = await wb.quickInput.labels();
      assert.deepEqual(labels.slice(0, 6), [
        'Open rule',
        'Except alice from this rule…',
        'Except guests from this rule…',
        'Except owners from this rule…',
        'Turn this rule off here…',
        'Copy as Sigma filter',
      ]);
    });
    const title = wb.page.locator('.quick-input-title');
    assert.equal(await title.innerText(), 'What to Do about These 2 Findings');
    await wb.press('Escape');
  });

  it('opens a file of the case raw from its row', async () => {
    const wb = window();
    await wb.command('Focus on Sources View');
    const sources = wb.view('Sources');
    await sources.expand('Read whole');
    const name = logOf(14, 'firstXXXXXXXXXXX');
    // a window that has not the focus at that moment may not write to the clipboard
    await eventually(async () => {
      await sources.menu(name, 'Copy Path');
      await wb.page.waitForTimeout(300);
      const copied = await wb.page.evaluate<string>('navigator.clipboard.readText()');
      assert.equal(copied, path.join(folder.path, 'days', name));
    });
    await sources.menu(name, 'Open Raw File');
    await eventually(async () => assert.match(await wb.editor.uri(), /^(file|vscode-remote):/));
  });

  it('excuses one call of an identity from a rule that finds several, or all of them', async () => {
    const wb = window();
    const { title } = writtenRule('guardduty/detector-off');
    await wb.explorerMenu('several', 'Open Folder as Case');
    const box = wb.page.locator('.quick-input-widget');
    const choices = async (...expected: readonly [string, string][]): Promise<void> =>
      eventually(async () => {
        assert.equal(await box.locator('.quick-input-title').innerText(), `Whom to Except from "${title}" (1/3)`);
        const rows = await box.locator('.monaco-list-row').all();
        const found = rows.map(async (row) => [
          await row.locator('.label-name').first().innerText(),
          (await row.locator('.label-description').first().innerText()).trim(),
        ]);
        assert.deepEqual(await Promise.all(found), expected);
      });
    const every = 'every call that this rule finds';
    const whoever = (what: string): string => `whoever takes it on · ${what}`;
    const [role, session] = ['role Admin', 'role Admin / session bob'];
    const row = new RegExp(`${title}$`);
    await findings().menu(row, 'Except This Identity');
    const both = 'only DeleteDetector and DeleteMembers';
    await choices([role, whoever(both)], [role, whoever(every)], [session, both], [session, every]);
    await wb.press('Escape');
    await findings().expand(row);
    await findings().menu(/10:00:00 DeleteDetector/, 'Except This Identity');
    const one = 'only DeleteDetector';
    await choices([role, whoever(one)], [role, whoever(every)], [session, one], [session, every]);
    await wb.press('Enter');
    const input = box.locator('input[type="text"]').first();
    await eventually(async () =>
      assert.equal(await input.inputValue(), 'DeleteDetector by role Admin is expected here'),
    );
    await input.fill('Agreed in OPS-123');
    await input.press('Enter');
    await eventually(async () => assert.match((await input.getAttribute('placeholder')) ?? '', /How long/));
    await input.press('Enter');
    await eventually(async () => {
      // who makes it is asked for once
      if (/Who Makes/.test(await box.innerText({ timeout: 5_000 }))) await input.press('Enter');
      assert.deepEqual(
        (await findings().rows()).flatMap(({ label, description }) => (label === title ? [description] : [])),
        ['role Admin / session bob · 10:01:00'],
      );
    });
    await findings().menu(title, 'Except This Identity');
    await choices(
      [role, whoever('only DeleteMembers')],
      [role, whoever(every)],
      [session, 'only DeleteMembers'],
      [session, every],
    );
    await wb.press('ArrowDown Enter');
    // what was said of another one is offered as such, and goes when something else is typed
    await eventually(async () => assert.equal(await input.inputValue(), 'Agreed in OPS-123'));
    assert.match(await box.innerText(), /What you wrote for DeleteDetector by role Admin: type to replace it\. Why is/);
    await input.pressSequentially('Agreed');
    assert.equal(await input.inputValue(), 'Agreed');
    await input.press('Enter');
    await eventually(async () => assert.match((await input.getAttribute('placeholder')) ?? '', /How long/));
    await input.press('Enter');
    const nothingLeft = /^Nothing .* left out by exceptions/;
    await eventually(async () => assert.match(await findings().message(), nothingLeft));
    await wb.notifications.clear();
    // where there is none, nobody is asked to select a finding
    await wb.command('CloudTrail: Focus on Findings View');
    await wb.press('Control+.');
    await wb.statusItem('Nothing suspicious was found · ');
  });

  it('is told what is wrong with the file of exceptions before anything is asked, and led there', async () => {
    const wb = window();
    const file = path.join(folder.path, '.cloudtrail', 'exceptions.yml');
    const broken = 'title: agreed\nreason: "as we said\n';
    fs.mkdirSync(path.dirname(file), { recursive: true });
    fs.writeFileSync(file, broken);
    const row = new RegExp(`${writtenRule('guardduty/detector-off').title}$`);
    await findings().row(row).waitFor({ timeout: 20_000 });
    await findings().menu(row, 'Turn This Rule Off Here');
    const said =
      'exceptions.yml cannot be added to as it is. Line 2, column 9: The quote that opens here is not closed.';
    assert.ok((await wb.notifications.text('No exception was written')).includes(said));
    await wb.notifications.press('No exception was written', 'Open the File There');
    await wb.tab('exceptions.yml').waitFor({ timeout: 20_000 });
    await eventually(async () => assert.equal(await cursorLine(wb), 'reason: "as we said'));
    assert.equal((await cursor(wb)).column, 9);
    assert.equal(fs.readFileSync(file, 'utf8'), broken);
    await wb.command('View: Close All Editors');
    fs.rmSync(file);
    await wb.notifications.clear();
  });

  it('is told why an exception could not be written, and keeps it until the window is closed', async () => {
    const wb = window();
    const taken = path.join(folder.path, '.cloudtrail');
    fs.rmSync(taken, { recursive: true, force: true });
    fs.writeFileSync(taken, '');
    const row = new RegExp(`${writtenRule('guardduty/detector-off').title}$`);
    await findings().row(row).waitFor({ timeout: 20_000 });
    await findings().menu(row, 'Turn This Rule Off Here');
    const input = wb.page.locator('.quick-input-widget input[type="text"]').first();
    await eventually(async () => assert.equal(await input.inputValue({ timeout: 5_000 }), 'Not of use here'));
    await input.press('Enter');
    await eventually(async () => assert.match((await input.getAttribute('placeholder')) ?? '', /How long/));
    await input.press('Enter');
    const said = await wb.notifications.text('It is not saved, and gone once the window is closed.');
    assert.match(said, /\.cloudtrail\/exceptions\.yml cannot be written: \w/);
    assert.doesNotMatch(said, /Error/);
    await wb.notifications.press('It is not saved, and gone once the window is closed.', 'Undo');
    await findings().row(row).waitFor({ timeout: 20_000 });
    fs.rmSync(taken);
    await wb.notifications.clear();
  });

  it('is not told that nothing is suspicious where nothing was looked at', async () => {
    await window().explorerMenu('empty', 'Open Folder as Case');
    await eventually(async () => {
      assert.match(await events().welcome(), /No file of this folder is a CloudTrail log/);
      assert.equal(await findings().message(), 'There are no events to look at');
    });
    await window().explorerMenu('other', 'Open Folder as Case');
    await eventually(async () => {
      assert.match(await events().welcome(), /No CloudTrail event was found/);
      assert.equal(await findings().message(), 'There are no events to look at · 1 file with problems: see Sources');
    });
    await events().welcomeLink('Show the Sources');
    await eventually(async () => assert.ok((await window().view('Sources').labels()).includes('notes.txt')));
  });

  it('is told that something could not be read where nothing suspicious was found', async () => {
    await window().explorerMenu('cut', 'Open Folder as Case');
    await eventually(async () =>
      assert.equal(
        await findings().message(),
        'Nothing suspicious was found in what was read · 1 file with problems: see Sources',
      ),
    );
    assert.match(await events().message(), /^1 event in 1 file · 2026-03-14 · 1 file with problems$/);
    await window().command('CloudTrail: Close the Case');
    await window().openFile(logOf(16, 'cutXXXXXXXXXXXXX'));
    await eventually(async () =>
      assert.match(await findings().message(), /^Nothing suspicious was found in what was read · this log could not/),
    );
  });

  it('met no error', () => assert.deepEqual(extensionErrors(window().server), []));
});
