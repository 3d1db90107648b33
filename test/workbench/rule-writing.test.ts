import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import { extensionErrors } from '../../scripts/vscode/extension';
import { cursorLine } from './journeys/editor';
import { eventually } from './journeys/eventually';
import { laidOut, PROBING, removeAfterwards, samples } from './journeys/folders';
import { KEY_PAIR_RULE } from './journeys/rules';
import { copyOfSamples, useWorkbench } from './support/session';

describe('writing a rule with the log beside it', () => {
  const folder = samples();
  const window = useWorkbench({
    folder: () => {
      const made = folder.make();
      fs.writeFileSync(path.join(made, 'mine.yml'), KEY_PAIR_RULE);
      fs.writeFileSync(path.join(made, 'workflow.yml'), 'name: CI\non: push\njobs: {}\n');
      return made;
    },
  });
  removeAfterwards(folder);
  let names: string[];

  before(async () => {
    names = laidOut(folder.path, PROBING).flatMap((line) => /"eventName": "(\w+)"/.exec(line)?.[1] ?? []);
    await window().openFile(PROBING);
    // laid out in a tab of its own, which takes the focus when it is there
    await eventually(async () => assert.match(await window().editor.uri(), /^cloudtrail-log:/));
    await window().openFile('mine.yml');
  });

  const count = (...wanted: string[]): number => names.filter((name) => wanted.includes(name)).length;

  /** The links above the lines of the active editor, in one text. */
  async function lenses(): Promise<string> {
    const shown = window().page.locator('.editor-group-container.active .codelens-decoration');
    return (await shown.allInnerTexts()).join(' / ').replace(/\s+/g, ' ').trim();
  }

  async function suggestions(): Promise<string[]> {
    const rows = window().page.locator('.suggest-widget.visible .monaco-list-row .label-name');
    await rows.first().waitFor({ timeout: 15_000 });
    return rows.allInnerTexts();
  }

  it('sees above the title how many events of the open log it matches', async () => {
    const expected = `not in force: use it… | matches ${count('CreateKeyPair')} of ${names.length} events | show them | dry run`;
    await eventually(async () => assert.equal(await lenses(), expected));
  });

  it('sees the count change while typing, and takes names and values from the log', async () => {
    const wb = window();
    await wb.editor.click('CreateKeyPair');
    await wb.press('End Shift+Home');
    // all behind the indentation is written anew: the field, and then the value
    await wb.page.keyboard.type('eventNa');
    await eventually(async () => assert.equal((await suggestions())[0], 'eventName'));
    await wb.press('Enter');
    await wb.page.keyboard.type(': ');
    const values = await eventually(async () => {
      const found = await suggestions();
      assert.ok(found.includes('CreateKeyPair') && found.includes('DescribeInstances'), found.join());
      return found;
    });
    const ranked = values.filter((value) => value !== 'null').map((value) => count(value));
    assert.deepEqual(
      ranked,
      [...ranked].sort((a, b) => b - a),
    );
    await wb.page.keyboard.type('RunInst');
    await eventually(async () => assert.equal((await suggestions())[0], 'RunInstances'));
    await wb.press('Enter');
    await eventually(async () =>
      assert.ok((await wb.editor.lines('eventName')).includes('    eventName: RunInstances')),
    );
    const expected = `not in force: use it… | matches ${count('RunInstances')} of ${names.length} events`;
    await eventually(async () => assert.ok((await lenses()).includes(expected), await lenses()));
  });

  it('is offered modifiers behind a bar', async () => {
    const wb = window();
    await wb.editor.click('eventName: Run');
    await wb.press('Home');
    for (let n = 0; n < 'eventName'.length; n++) await wb.press('ArrowRight');
    await wb.page.keyboard.type('|starts');
    await eventually(async () => assert.equal((await suggestions())[0], 'startswith'));
    await wb.press('Enter');
    await eventually(async () =>
      assert.ok((await wb.editor.lines('eventName')).includes('    eventName|startswith: RunInstances')),
    );
  });

  it('mends what is mistyped with the keyboard', async () => {
    const wb = window();
    await wb.editor.click('condition: selection');
    await wb.press('End Backspace Backspace');
    await eventually(async () => assert.ok((await wb.editor.squiggles()).includes('error')));
    await wb.press('Control+.');
    const fix = wb.page.locator('.action-widget .monaco-list-row.focused', { hasText: 'Change to "selection"' });
    await fix.waitFor({ timeout: 15_000 });
    await wb.press('Enter');
    await eventually(async () => assert.ok((await wb.editor.lines('condition')).includes('  condition: selection')));
    const expected = `not in force: use it… | matches ${count('RunInstances')} of ${names.length} events`;
    await eventually(async () => assert.ok((await lenses()).includes(expected), await lenses()));
  });

  it('goes on in the next line behind a key, and behind a value that is typed in full', async () => {
    const wb = window();
    const list = wb.page.locator('.suggest-widget.visible .monaco-list-row');
    await wb.press('Control+End');
    await wb.page.keyboard.type('tags:');
    // a list that comes by itself would take the next key
    await wb.page.waitForTimeout(1000);
    await wb.press('Enter Home');
    await wb.page.keyboard.type('status: tes');
    await list.filter({ hasText: 'test' }).first().waitFor({ timeout: 15_000 });
    await wb.page.keyboard.type('t');
    await list.first().waitFor({ state: 'hidden', timeout: 15_000 });
    await wb.press('Enter Home');
    await wb.page.keyboard.type('fields: ');
    await wb.press('Escape Backspace Enter Home');
    await wb.page.keyboard.type('- eventNam');
    await list.filter({ hasText: 'eventName' }).first().waitFor({ timeout: 15_000 });
    await wb.page.keyboard.type('e');
    await list.first().waitFor({ state: 'hidden', timeout: 15_000 });
    await wb.press('Enter Home');
    await wb.page.keyboard.type('author: Dana');
    await eventually(async () => {
      const lines = await wb.editor.lines('author');
      const last = lines.map((line) => line.trimEnd()).slice(lines.findIndex((line) => line.startsWith('tags')));
      assert.deepEqual(last, ['tags:', 'status: test', 'fields:', '- eventName', 'author: Dana']);
    });
    await wb.press('Shift+ArrowUp Shift+ArrowUp Shift+ArrowUp Shift+ArrowUp Shift+Home Delete');
    await eventually(async () => assert.ok(!(await wb.editor.text('level')).includes('tags')));
  });

  it('goes to an event that it matches', async () => {
    const wb = window();
    await wb.editor.codeLens('show them');
    await eventually(async () => {
      const labels = (await wb.quickInput.labels()).filter((label) => label.startsWith('2026'));
      assert.equal(labels.length, count('RunInstances'));
      for (const label of labels) assert.match(label, /^2026-03-14 \d\d:\d\d:\d\d RunInstances$/);
    });
    await wb.quickInput.choose('RunInstances');
    await wb.editor.lines('"eventVersion"');
    await eventually(async () => assert.match(await cursorLine(wb), /"eventName": "RunInstances"/));
  });

  it('reads in a dry run what it would find', async () => {
    const wb = window();
    await wb.tab('mine.yml').click();
    await wb.editor.codeLens('dry run');
    const body = wb.webview().locator('body');
    await body.locator('h1', { hasText: 'Key pair made' }).waitFor({ timeout: 20_000 });
    const text = await body.innerText();
    assert.ok(text.includes(`It matches ${count('RunInstances')} of ${names.length} events`), text);
    assert.match(text, /2026-03-14\s+\d+/);
    await wb.command('View: Close Editor');
  });

  it('makes a rule of the event at the cursor', async () => {
    const wb = window();
    await wb.tab(PROBING).click();
    await eventually(async () => {
      await wb.editor.click('"RunInstances"');
      await wb.command('CloudTrail: Create Rule from This Event');
      assert.match(await wb.editor.text('title:'), /title: RunInstances by /);
    });
    await eventually(async () => assert.match(await lenses(), /matches 1 of \d+ events/));
  });

  it('has the dry run in the place of the log beside the rule, where there is room to read it', async () => {
    const wb = window();
    const groups = wb.page.locator('.editor-group-container');
    assert.equal(await groups.count(), 2);
    await wb.editor.codeLens('dry run');
    await wb.webview().locator('h1', { hasText: 'RunInstances by ' }).waitFor({ timeout: 20_000 });
    assert.equal(await groups.count(), 2);
    // the log is still what the rule is tried on
    await wb.tab('Untitled-1').click();
    await eventually(async () => assert.match(await lenses(), /matches 1 of \d+ events/));
  });

  it('puts a draft in force with the keyboard, and its finding is there', async () => {
    const wb = window();
    await wb.quickInput.ask('F1', '>CloudTrail: Put the Rule in Force');
    await wb.press('Enter');
    await eventually(async () => assert.ok((await wb.quickInput.labels()).includes('Save in .cloudtrail/rules')));
    await wb.press('Enter');
    await eventually(async () => assert.match((await wb.tabs()).join('\n'), /^runinstances_by_.*\.yml$/m));
    // in whichever group the focus is: the preview beside it may take it in a busy window
    const shown = wb.page.locator('.codelens-decoration').first();
    await eventually(async () => {
      const text = (await shown.innerText({ timeout: 5_000 })).replace(/\s+/g, ' ');
      assert.match(text, /^in force \| matches 1 of \d+ events/);
    });
    await wb.openContainer('CloudTrail');
    // it names no tactic: those without one come last, and there is room for them once others are folded up
    const findings = wb.view('Findings');
    await findings.click('High');
    await eventually(async () =>
      assert.ok((await findings.labels()).some((label) => label.startsWith('RunInstances by '))),
    );
    await findings.click('High');
  });

  it('puts a file in force with the mouse, from the line above the rule', async () => {
    const wb = window();
    await wb.tab('mine.yml').click();
    await wb.editor.codeLens('not in force: use it…');
    await wb.quickInput.choose('This file alone');
    await eventually(async () => assert.match(await lenses(), /^in force \| matches \d+ of \d+ events/));
    const settings = fs.readFileSync(path.join(folder.path, '.vscode/settings.json'), 'utf8');
    const { 'cloudtrail.detection.rules': rules } = JSON.parse(settings) as Record<string, unknown>;
    assert.deepEqual(rules, ['.cloudtrail/rules', 'mine.yml']);
  });

  it('does not read that a rule with a mistake is in force when it is saved', async () => {
    const wb = window();
    const save = async (): Promise<void> => {
      await wb.quickInput.ask('F1', '>CloudTrail: Put the Rule in Force');
      await wb.press('Enter');
    };
    await wb.editor.click('condition');
    await wb.press('End');
    await wb.page.keyboard.type('s');
    await save();
    await wb.statusItem('Saved. What has a mistake in it is not used: see its problems.');
    await wb.press('Backspace');
    await save();
    await wb.statusItem('Saved: it is in force.');
  });

  it('sees nothing of it in other YAML', async () => {
    const wb = window();
    await wb.openFile('workflow.yml');
    await wb.editor.lines('jobs');
    await wb.page.waitForTimeout(1000);
    assert.equal(await lenses(), '');
    assert.deepEqual(await wb.commandsMatching('Dry Run of the Rule'), []);
  });

  it('threw nothing in the extension host', () => {
    assert.deepEqual(extensionErrors(window().server), []);
  });
});

describe('a rule without a log', () => {
  const window = useWorkbench({
    folder: () => {
      const made = copyOfSamples();
      fs.writeFileSync(path.join(made, 'mine.yml'), KEY_PAIR_RULE);
      return made;
    },
  });

  it('wakes nothing', async () => {
    const wb = window();
    await wb.openFile('mine.yml');
    await wb.editor.lines('eventName');
    await wb.page.waitForTimeout(2000);
    const lens = wb.page.locator('.codelens-decoration');
    assert.equal(await lens.count(), 0);
    assert.deepEqual(extensionErrors(wb.server), []);
  });
});
