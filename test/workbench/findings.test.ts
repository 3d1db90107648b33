import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import { parseAllDocuments } from 'yaml';
import { extensionErrors } from '../../scripts/vscode/extension';
import { cursor, cursorLine } from './journeys/editor';
import { eventually } from './journeys/eventually';
import { folderOf, laidOut, nameLine, PROBING, readableTab, removeAfterwards, UNUSED_REGION } from './journeys/folders';
import { filter } from './journeys/problems';
import { writtenRule } from './journeys/rules';
import { copyOfSamples, useWorkbench } from './support/session';
import type { Shown } from './support/shown';

describe('working with what is suspicious', () => {
  const folder = folderOf({});
  const window = useWorkbench({
    folder: () => {
      const made = folder.make();
      const samples = copyOfSamples();
      for (const name of [PROBING, UNUSED_REGION]) {
        fs.mkdirSync(path.join(made, 'logs'), { recursive: true });
        fs.copyFileSync(path.join(samples, name), path.join(made, 'logs', name));
      }
      return made;
    },
  });
  removeAfterwards(folder);
  const findings = () => window().view('Findings');
  const opened = writtenRule('vpc/security-group-opened-admin-port');
  const OPENED_AT = '13:25:30';
  const REASON = 'The door of the "shop", see #42';
  const lines = () => laidOut(path.join(folder.path, 'logs'), PROBING);

  /** The rows in view: the level of each by its indent, its label and what stands behind it. */
  const rows = async (): Promise<string[]> =>
    (await findings().rows()).map(
      ({ level, label, description }) => `${'  '.repeat(level - 1)}${label} | ${description}`,
    );

  /** The exceptions in their file. */
  const exceptions = (): Record<string, unknown>[] => {
    const text = fs.readFileSync(path.join(folder.path, '.cloudtrail/exceptions.yml'), 'utf8');
    return parseAllDocuments(text).map((one) => one.toJS() as Record<string, unknown>);
  };

  /** Waits for the box at the top that has this in its title, and answers it. */
  async function answer(title: RegExp, text?: string): Promise<void> {
    const { page } = window();
    const box = page.locator('.quick-input-widget', { has: page.locator('.quick-input-title', { hasText: title }) });
    const input = box.locator('input[type="text"]').first();
    await input.waitFor({ state: 'visible', timeout: 15_000 });
    if (text !== undefined) await input.fill(text);
    await input.press('Enter');
  }

  /** Chooses for how long an exception holds. */
  async function howLong(choice: string): Promise<void> {
    const input = window().page.locator('.quick-input-widget input[placeholder^="How long"]');
    await input.waitFor({ state: 'visible', timeout: 15_000 });
    await input.fill(choice);
    await input.press('Enter');
  }

  async function selectsEvent(time: string): Promise<void> {
    const { line } = nameLine(lines(), time);
    await eventually(async () => assert.equal((await cursor(window())).line, line));
  }

  before(async () => {
    const wb = window();
    await wb.openFile(PROBING, readableTab(PROBING));
    await wb.openContainer('CloudTrail');
    // room for all rows
    await wb.view('Events').collapse();
  });

  it('sees it by level and tactic, the worst first, in the container', async () => {
    await eventually(async () => {
      const seen = await rows();
      assert.match(seen[0] ?? '', /^(?:Critical|High) \| \d+$/);
      const at = seen.findIndex((row) => row === `    ${opened.title} | deploy-bot · ${OPENED_AT}`);
      assert.ok(at > 0, seen.join('\n'));
      assert.equal(
        seen.slice(0, at).findLast((row) => /^ {2}\S/.test(row)),
        '  Defense Evasion | 1',
      );
    });
  });

  it('goes to the event by a click', async () => {
    const { line } = nameLine(lines(), OPENED_AT);
    // a row that is laid anew between press and release takes no click
    await eventually(async () => {
      await findings().click(opened.title);
      await eventually(async () => assert.equal((await cursor(window())).line, line), 3_000);
    });
    assert.match(await window().editor.uri(), /^cloudtrail-log:/);
  });

  it('opens a finding to its events', async () => {
    await findings().expand(opened.title);
    await eventually(async () =>
      assert.ok((await rows()).includes(`      ${OPENED_AT} AuthorizeSecurityGroupIngress | us-east-1`)),
    );
  });

  it('sees it by identity, and back', async () => {
    await findings().titleAction('Group Findings by Identity');
    await eventually(async () => {
      const seen = await rows();
      assert.match(seen[1] ?? '', /^ {2}deploy-bot \| \d+$/);
      assert.ok(seen.includes(`    ${opened.title} | ${OPENED_AT}`), seen.join('\n'));
      const selected = (await findings().rows()).filter((row) => row.selected);
      assert.deepEqual(
        selected.map(({ label }) => label),
        [opened.title],
      );
    });
    await findings().click('deploy-bot');
    await window().press('Control+.');
    await eventually(async () =>
      assert.deepEqual(await window().quickInput.labels(), ['Show all events of deploy-bot']),
    );
    await window().press('Enter');
    const title = window().page.locator('.quick-input-title');
    await eventually(async () => assert.match(await title.innerText({ timeout: 5_000 }), /^deploy-bot · \d+ events$/));
    await window().press('Escape');
    await findings().titleAction('Group Findings by Tactic');
    await eventually(async () => assert.ok((await rows()).includes('  Defense Evasion | 1')));
  });

  it('leaves out what is not severe enough, everywhere', async () => {
    const wb = window();
    await findings().titleAction('Filter Findings by Level');
    const choices = wb.page.locator('.quick-input-list .monaco-list-row');
    await choices.first().waitFor({ timeout: 15_000 });
    const high = (await rows()).find((row) => row.startsWith('High | ')) ?? '';
    assert.match(
      (await choices.allInnerTexts()).join(),
      new RegExp(`High\\s*${high.slice('High | '.length)} findings`),
    );
    // Enter alone changes nothing
    assert.match((await choices.and(wb.page.locator('.focused')).innerText()).trim(), /^Low/);
    await answer(/Lowest Level/, 'High');
    await eventually(async () => {
      const levels = (await findings().rows()).filter(({ level }) => level === 1).map(({ label }) => label);
      assert.ok(
        levels.every((label) => label === 'Critical' || label === 'High'),
        levels.join(),
      );
    });
    await eventually(async () => assert.match(await findings().message(), /^\d+ findings below level High not shown$/));
    await filter(wb, '');
    await eventually(async () => {
      const severities = (await wb.problems.list()).map(({ severity }) => severity);
      assert.deepEqual([...new Set(severities)], ['error']);
    });
    await wb.openContainer('CloudTrail');
    await findings().titleAction('Filter Findings by Level');
    await answer(/Lowest Level/, 'Critical');
    await eventually(async () =>
      assert.match(await findings().message(), /^No critical findings · \d+ findings below/),
    );
    await wb.command('CloudTrail: Focus on Findings View');
    await wb.press('Control+.');
    await wb.statusItem('No critical findings · ');
    await wb.command('View: Focus Active Editor Group');
    await wb.press('Alt+N');
    const bar = wb.page.locator('.part.statusbar');
    await eventually(async () => assert.match(await bar.innerText(), /No critical findings in this log/));
    await findings().titleAction('Filter Findings by Level');
    await answer(/Lowest Level/, 'Low');
    await eventually(async () => assert.ok((await findings().labels()).includes('Medium')));
    await wb.command('View: Hide Panel');
  });

  it('goes from finding to finding with the keyboard', async () => {
    const wb = window();
    const flagged = async (): Promise<number> => (await cursor(wb)).line;
    await findings().click(opened.title);
    await selectsEvent(OPENED_AT);
    await wb.editor.click('"AuthorizeSecurityGroupIngress"');
    const start = await flagged();
    await wb.press('Alt+N');
    // a tool for attacks made this call, too
    const said = await (await wb.statusItem('Flagged event ')).innerText();
    assert.match(said, /^Flagged event \d+ of \d+ · \w+: [^;]+ and \d+ more$/);
    await eventually(async () => assert.ok((await flagged()) > start));
    await wb.press('Shift+Alt+N');
    await eventually(async () => assert.equal(await flagged(), start));
    await wb.press('Shift+Alt+N');
    await eventually(async () => assert.ok((await flagged()) < start));
  });

  it('goes on from the list with the same keys, and sees there what can be done', async () => {
    const wb = window();
    await findings().click(opened.title);
    await selectsEvent(OPENED_AT);
    const { line } = await cursor(wb);
    await wb.press('Alt+N');
    await eventually(async () => assert.ok((await cursor(wb)).line > line));
    await findings().click(opened.title);
    await selectsEvent(OPENED_AT);
    await wb.press('Control+.');
    await eventually(async () => {
      const labels = await wb.quickInput.labels();
      assert.equal(labels[0], 'Open rule');
      assert.ok(labels.includes('Except deploy-bot from this rule…'), labels.join());
      assert.ok(labels.includes('Show all events of deploy-bot'), labels.join());
      for (const label of ['Except this event…', 'Create rule from this event', 'Explain this event'])
        assert.ok(labels.includes(label), labels.join());
    });
    await wb.press('Escape');
  });

  it('reads why, with the mouse over the name', async () => {
    await findings().click(opened.title);
    await selectsEvent(OPENED_AT);
    const text = await window().editor.hover('"AuthorizeSecurityGroupIngress"');
    assert.match(text, /Security group was opened to the world on an administration port · High/);
    assert.match(text, /call: eventName matches AuthorizeSecurityGroupIngress/);
    assert.match(text, /requestParameters\.cidrIp\|endswith \/0 matches 0\.0\.0\.0\/0/);
    const { page, quickInput } = window();
    await page.locator('.monaco-hover:not(.hidden) a', { hasText: 'What to do about it' }).first().click();
    await eventually(async () => {
      const labels = await quickInput.labels();
      assert.ok(labels.includes('Except deploy-bot from this rule…'), labels.join());
    });
    await window().press('Escape');
  });

  it('sees which rule each of several remedies is about, also once something is typed', async () => {
    const wb = window();
    await findings().row(opened.title).dblclick();
    await selectsEvent(OPENED_AT);
    // the list in the view is another one
    const inView = (): Promise<boolean> =>
      wb.page.evaluate<boolean>('document.activeElement?.closest(".part.sidebar") !== null');
    await eventually(async () => assert.ok(!(await inView())));
    // the second of two clicks may still be on its way
    await wb.editor.click('"AuthorizeSecurityGroupIngress"');
    await wb.press('Control+.');
    const box = wb.page.locator('.quick-input-widget');
    await box.locator('input[type="text"]').first().fill('except deploy-bot');
    await eventually(async () => {
      const said = box.locator('.quick-input-list .monaco-list-row');
      const rows = await said.evaluateAll((all: Shown[]) => all.map((row) => row.getAttribute('aria-label')));
      // also to whoever hears the rows
      assert.deepEqual(rows, [
        `Except deploy-bot from this rule…, ${opened.title}`,
        `Except deploy-bot from this rule…, ${writtenRule('general/attack-tool').title}`,
      ]);
    });
    await wb.press('Escape');
  });

  it('says that an identity may, with a reason, and the finding is gone', async () => {
    const wb = window();
    await wb.editor.click('"AuthorizeSecurityGroupIngress"');
    await wb.press('Control+.');
    await answer(/What to Do/, 'Except deploy-bot from this rule');
    await answer(/^Except deploy-bot from "Security group/, REASON);
    await howLong('For a week');
    await answer(/Who Makes/, 'Dana');
    await eventually(async () => assert.ok(!(await findings().labels()).includes(opened.title)));
    await eventually(async () => assert.match(await findings().message(), /1 event left out by exceptions/));
    const [exception] = exceptions();
    assert.equal(exception?.['reason'], REASON);
    assert.equal(exception?.['author'], 'Dana');
    // whoever is about to make more of them stays where they are
    assert.deepEqual(await wb.tabs(), [readableTab(PROBING)]);
  });

  it('looks at what was written from where it was told of', async () => {
    const wb = window();
    await wb.notifications.press('deploy-bot is excepted from "Security group', 'Open Exception');
    await wb.tab('exceptions.yml').waitFor({ timeout: 20_000 });
    await wb.editor.text('reason:');
    await eventually(async () => assert.match(await cursorLine(wb), /^title: .*deploy-bot/));
    await wb.command('View: Close Editor');
    await wb.editor.text('"eventName"');
  });

  it('is asked of a rule that is turned off why it is of no use, and not offered what was said of an identity', async () => {
    const { title } = writtenRule('iam/authorization-details-refused');
    await findings().menu(title, 'Turn This Rule Off Here');
    const box = window().page.locator('.quick-input-widget');
    await eventually(async () => {
      assert.match(await box.innerText({ timeout: 5_000 }), /Why is the rule of no use here\?/);
      assert.equal(await box.locator('input[type="text"]').first().inputValue(), 'Not of use here');
    });
    await window().press('Escape');
  });

  it('does the same for an event from the menu of its row, takes it back, and does it again', async () => {
    const title = writtenRule('iam/authorization-details-refused').title;
    const excuse = async (): Promise<void> => {
      await findings().expand(title);
      await findings().menu(/GetAccountAuthorizationDetails/, 'Except This Event');
      const box = window().page.locator('.quick-input-widget input[type="text"]').first();
      // what was said of the one before may hold for this one
      await eventually(async () => assert.equal(await box.inputValue(), REASON));
      await answer(/^Except GetAccountAuthorizationDetails/);
      await howLong('For good');
      await eventually(async () => assert.ok(!(await findings().labels()).includes(title)));
      await eventually(async () => assert.match(await findings().message(), /2 events left out by exceptions/));
    };
    await excuse();
    assert.equal(exceptions().length, 2);
    await window().page.locator('.statusbar-item', { hasText: 'GetAccountAuthorizationDetails is excepted' }).click();
    await answer(/GetAccountAuthorizationDetails is excepted/, 'Undo');
    // it is selected as it comes back, which closes the menu of a row that is open already
    await eventually(async () => {
      const selected = (await findings().rows()).filter((row) => row.selected);
      assert.deepEqual(
        selected.map(({ label }) => label),
        [title],
      );
    });
    assert.deepEqual(
      exceptions().map((one) => one['reason']),
      [REASON],
    );
    await excuse();
    await window().notifications.clear();
  });

  it('sees the findings of a whole folder, and goes to a log that was not open', async () => {
    const wb = window();
    await wb.command('View: Close All Editors');
    // it brings the container with it
    await wb.explorerMenu('logs', 'Open Folder as Case');
    await findings().row(/./).waitFor({ timeout: 30_000 });
    await wb.view('Events').collapse();
    const launched = writtenRule('ec2/run-instances-large-or-gpu').title;
    await eventually(async () => {
      const labels = await findings().labels();
      assert.ok(labels.includes(launched), labels.join());
      // the exceptions hold here too
      assert.ok(!labels.includes(opened.title));
    });
    await findings().click(launched);
    await wb.tab(readableTab(UNUSED_REGION)).waitFor({ timeout: 20_000 });
    const { line } = nameLine(laidOut(path.join(folder.path, 'logs'), UNUSED_REGION), '13:38:49');
    await eventually(async () => assert.equal((await cursor(wb)).line, line));
  });

  it('goes on to the findings of the next log with the keyboard, and back', async () => {
    const wb = window();
    await wb.editor.click('"eventName"');
    const said = async (): Promise<number[]> => {
      const text = await (await wb.statusItem('Flagged event ')).innerText();
      return (/(\d+) of (\d+)/.exec(text) ?? []).slice(1).map(Number);
    };
    // what the keys said in the journey before stays for a moment
    await eventually(async () =>
      assert.ok(!(await wb.statusItems()).some((text) => text.startsWith('Flagged event '))),
    );
    await wb.press('Alt+N');
    const [start = 0, count = 0] = await said();
    let nth = start;
    const goesTo = async (keys: string, place: number): Promise<void> => {
      await wb.press(keys);
      await eventually(async () => assert.deepEqual(await said(), [place, count]));
      nth = place;
    };
    for (let n = 0; n < count && !(await wb.editor.uri()).includes(PROBING); n++)
      await goesTo('Alt+N', (nth % count) + 1);
    assert.ok((await wb.editor.uri()).includes(PROBING));
    await goesTo('Shift+Alt+N', nth - 1);
    await eventually(async () => assert.ok((await wb.editor.uri()).includes(readableTab(UNUSED_REGION))));
    // its findings are drawn after its text
    await eventually(async () => assert.ok((await wb.editor.squiggles()).length > 0));
    // where none is shown, of all its logs
    await findings().titleAction('Filter Findings by Level');
    await answer(/Lowest Level/, 'Critical');
    await eventually(async () => assert.match(await findings().message(), /^No critical findings · /));
    await wb.command('View: Focus Active Editor Group');
    await wb.press('Alt+N');
    await wb.statusItem('No critical findings in this case');
    await findings().titleAction('Filter Findings by Level');
    await answer(/Lowest Level/, 'Low');
    await eventually(async () => assert.ok((await findings().labels()).includes('Medium')));
  });

  it('threw nothing in the extension host', () => {
    assert.deepEqual(extensionErrors(window().server), []);
  });
});

describe('what is suspicious in a window without a folder', () => {
  const folder = folderOf({});
  const window = useWorkbench({ folder: () => '' });
  before(() => {
    fs.copyFileSync(path.join(copyOfSamples(), PROBING), path.join(folder.make(), PROBING));
  });
  removeAfterwards(folder);

  /** Waits for a box whose title or text has this, and answers it. */
  async function answer(what: RegExp, text?: string): Promise<void> {
    const { page } = window();
    const box = page.locator('.quick-input-widget');
    const input = box.locator('input[type="text"]').first();
    await eventually(async () => {
      const shown = `${await box.innerText({ timeout: 5_000 })} ${(await input.getAttribute('placeholder')) ?? ''}`;
      assert.match(shown, what);
    });
    if (text !== undefined) await input.fill(text);
    await input.press('Enter');
  }

  /** Names a file or folder in a file dialog, which puts a path of its own there once it is ready. */
  async function answerDialog(what: RegExp, file: string): Promise<void> {
    const input = window().page.locator('.quick-input-widget input[type="text"]').first();
    await eventually(async () => assert.match(await input.inputValue(), /^\/.*\/$/));
    await eventually(async () => {
      await input.fill(file);
      await window().page.waitForTimeout(300);
      assert.equal(await input.inputValue(), file);
    });
    await answer(what);
  }

  it('can be excused until the window is closed, and the exception kept in a folder', async () => {
    const wb = window();
    // the box of the palette becomes that of the dialog
    await wb.quickInput.ask('F1', '>File: Open File...');
    await wb.press('Enter');
    await answerDialog(/Open File/, path.join(folder.path, PROBING));
    await wb.tab(readableTab(PROBING)).waitFor({ timeout: 20_000 });
    // the raw log has a tab of the same name for a moment, and what takes its place takes the focus
    await eventually(async () => assert.match(await wb.editor.uri(), /^cloudtrail-log:/));
    await wb.openContainer('CloudTrail');
    await wb.view('Events').collapse();
    const findings = wb.view('Findings');
    const { title } = writtenRule('vpc/security-group-opened-admin-port');
    await findings.menu(title, 'Turn This Rule Off Here');
    await answer(/^Turn ".*" Off/);
    await answer(/How long/);
    await answer(/Who Makes/, 'Dana');
    await eventually(async () => assert.ok(!(await findings.labels()).includes(title)));
    // beside the log, whatever it is asked for from
    await wb.quickInput.ask('F1', '>CloudTrail: Save Exceptions');
    await wb.press('Enter');
    const input = wb.page.locator('.quick-input-widget input[type="text"]').first();
    await eventually(async () => assert.equal(await input.inputValue(), `${folder.path}/`));
    await wb.press('Escape');
    await wb.notifications.press('It is not saved, and gone once the window is closed.', 'Save…');
    await answerDialog(/Folder to Keep/, `${folder.path}/`);
    await wb.tab('exceptions.yml').waitFor({ timeout: 20_000 });
    const text = fs.readFileSync(path.join(folder.path, '.cloudtrail/exceptions.yml'), 'utf8');
    assert.match(text, /^author: Dana$/m);
    // it still holds in this window
    await wb.tab(readableTab(PROBING)).click();
    await eventually(async () => assert.match(await findings.message(), /1 event left out by exceptions/));
    assert.deepEqual(extensionErrors(wb.server), []);
  });
});
