import assert from 'node:assert/strict';
import { extensionErrors } from '../../scripts/vscode/extension';
import { eventually } from './journeys/eventually';
import {
  contents,
  laidOut,
  MORNING,
  PROBING,
  readableTab,
  removeAfterwards,
  ROLE_CHAIN,
  samples,
} from './journeys/folders';
import { cursor, cursorLine, isReadOnly, iconsOfTitle } from './journeys/editor';
import { useWorkbench } from './support/session';

describe('opening a log', () => {
  const folder = samples();
  const window = useWorkbench({ folder: folder.make });
  removeAfterwards(folder);
  let asItWas: Record<string, string>;
  before(() => {
    asItWas = contents(folder.path);
  });

  it('says in the empty CloudTrail container what to do, and its button opens a log', async () => {
    const wb = window();
    await wb.openContainer('CloudTrail');
    const events = wb.view('Events');
    assert.match(await events.welcome(), /Open a CloudTrail log to see its events here/);
    await events.welcomeLink('Open Log…');
    await eventually(async () => assert.ok((await wb.quickInput.labels()).includes(ROLE_CHAIN)));
    await wb.quickInput.choose(ROLE_CHAIN);
    await wb.tab(ROLE_CHAIN).waitFor();
    await eventually(async () => assert.ok((await events.labels()).includes('DeleteFlowLogs')));
  });

  it('opens a pretty log as it is', async () => {
    const wb = window();
    await wb.openFromExplorer(ROLE_CHAIN);
    assert.deepEqual((await wb.editor.lines('"Records"')).slice(0, 3), ['{', '  "Records": [', '    {']);
    assert.match(await wb.editor.uri(), /^vscode-remote:.*E4iBw7TyLs5CnQ8h\.json$/);
    assert.equal(await wb.language(), 'CloudTrail Log');
    assert.equal(await isReadOnly(wb, ROLE_CHAIN), false);
    assert.ok(!(await iconsOfTitle(wb)).includes('Open Raw File'));
  });

  describe('a compressed one', () => {
    const tab = readableTab(MORNING);

    it('shows it readable on a double-click', async () => {
      const wb = window();
      await wb.openFromExplorer(MORNING, tab);
      await eventually(async () => {
        const lines = await wb.editor.lines('"eventVersion"');
        assert.deepEqual(lines, laidOut(folder.path, MORNING).slice(0, lines.length));
      });
      assert.match(await wb.editor.uri(), /^cloudtrail-log:/);
      assert.equal(await wb.language(), 'CloudTrail Log');
    });

    it('leaves one tab of it, and that one stays when another file is opened', async () => {
      const wb = window();
      await eventually(async () => assert.deepEqual(await wb.tabs(), [ROLE_CHAIN, tab]));
    });

    it('locks it', async () => {
      const wb = window();
      await eventually(async () => assert.equal(await isReadOnly(wb, tab), true));
      await eventually(async () => {
        await wb.editor.click('"eventVersion"');
        assert.equal((await cursor(wb)).line, 4);
      });
      await wb.page.keyboard.type('x');
      await wb.page.locator('.monaco-editor-overlaymessage', { hasText: 'readable view' }).waitFor();
      assert.ok((await wb.editor.lines()).includes('      "eventVersion": "1.08",'));
      await wb.press('Escape');
    });

    it("colours keys, values, the event's name and errors each in their own way", async () => {
      const { editor } = window();
      const colour = async (line: string, text: string) =>
        (await editor.tokens(line)).find((token) => token.text.includes(text))?.token;
      const key = await colour('"eventSource"', '"eventSource"');
      const value = await colour('"eventSource"', 'signin.amazonaws.com');
      const name = await colour('"eventName"', '"ConsoleLogin"');
      assert.equal(new Set([key, value, name, undefined]).size, 4, `${key} ${value} ${name}`);
      assert.equal(await colour('"eventName"', '"eventName"'), key);
    });

    it('folds it, all of it or record by record', async () => {
      const wb = window();
      await wb.press('Control+Home Control+K Control+0');
      await eventually(async () => assert.deepEqual((await wb.editor.lines()).filter(Boolean), ['{', '}']));
      await wb.press('Control+K Control+J Control+Home Control+K Control+3');
      await eventually(async () => {
        const lines = await wb.editor.lines();
        const records = Array.from({ length: 19 }, (_, n) => (n < 18 ? ['    {', '    },'] : ['    {', '    }']));
        // the last of them lie below the window's edge
        assert.ok(lines.length > 30);
        assert.deepEqual(lines, ['{', '  "Records": [', ...records.flat(), '  ]', '}', ''].slice(0, lines.length));
      });
      await wb.press('Control+K Control+J');
      await wb.editor.lines('"eventVersion"');
    });

    it('lists its events in the outline, which leads to them', async () => {
      const wb = window();
      const outline = await wb.outline();
      await eventually(async () => {
        const rows = await outline.rows();
        assert.deepEqual(
          rows.slice(0, 3).map((row) => `${row.label} | ${row.description}`),
          [
            'ConsoleLogin · alice · 08:51:40 | ',
            'ConsoleLogin · alice · 08:51:12 | Failed authentication',
            'DescribeInstances · alice · 08:52:05 | ',
          ],
        );
      });
      await outline.click('CreateTags · alice · 08:53:30');
      await eventually(async () => assert.match(await cursorLine(wb), /"eventName": "CreateTags"/));
    });

    it('names the event at the cursor in the breadcrumbs', async () => {
      const wb = window();
      await eventually(async () => assert.equal((await wb.breadcrumbs()).at(-1), 'CreateTags · alice · 08:53:30'));
      await wb.editor.click('"CreateTags"');
      await wb.press('Control+Home');
      await wb.editor.lines('2426dc9a-59a1-497e-a7f4-19b6b356ef00');
      await wb.editor.click('2426dc9a-59a1-497e-a7f4-19b6b356ef00');
      await eventually(async () => assert.equal((await wb.breadcrumbs()).at(-1), 'ConsoleLogin · alice · 08:51:40'));
    });
  });

  describe('one that lies on one line', () => {
    it('shows it readable on a double-click', async () => {
      const wb = window();
      await wb.openFromExplorer(PROBING);
      await eventually(async () => assert.match(await wb.editor.uri(), /^cloudtrail-log:/));
      await eventually(async () => {
        const lines = await wb.editor.lines('      "eventVersion"');
        assert.deepEqual(lines, laidOut(folder.path, PROBING).slice(0, lines.length));
      });
      await eventually(async () => assert.equal(await isReadOnly(wb, PROBING), true));
    });

    it('shows the raw file on one click, and the readable view on another', async () => {
      const wb = window();
      await wb.editor.titleAction('Open Raw File');
      await eventually(async () => assert.match(await wb.editor.uri(), /^vscode-remote:.*Jt5NcY8bHq3WfS1e\.json$/));
      assert.match(await wb.editor.text('"Records"'), /^\{"Records":\[\{"eventVersion":/);
      await wb.editor.titleAction('Open Readable View');
      await eventually(async () => assert.match(await wb.editor.uri(), /^cloudtrail-log:/));
      await wb.editor.lines('      "eventVersion": "1.11",');
      await eventually(async () =>
        assert.deepEqual(await wb.tabs(), [ROLE_CHAIN, readableTab(MORNING), PROBING], 'the raw tab is gone'),
      );
    });
  });

  describe('all this', () => {
    it('wrote nothing to disk', () => {
      assert.deepEqual(contents(folder.path), asItWas);
    });

    it('threw nothing in the extension host', () => {
      assert.deepEqual(extensionErrors(window().server), []);
    });
  });
});
