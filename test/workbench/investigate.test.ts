import assert from 'node:assert/strict';
import { extensionErrors } from '../../scripts/vscode/extension';
import { cursor } from './journeys/editor';
import { eventually } from './journeys/eventually';
import {
  laidOut,
  MORNING,
  nameLine,
  PROBING,
  readableTab,
  removeAfterwards,
  samples,
  UNUSED_REGION,
} from './journeys/folders';
import { filter, findProblem, followCode, openProblem } from './journeys/problems';
import { writtenRule } from './journeys/rules';
import { useWorkbench } from './support/session';

describe('investigating a log', () => {
  const folder = samples();
  const window = useWorkbench({ folder: folder.make });
  removeAfterwards(folder);
  const events = () => window().view('Events');

  /** The rows from one on, as a person reads them: label, description, and the name of the icon. */
  async function rowsFrom(label: string, count: number): Promise<string[]> {
    const rows = await events().rows();
    const at = rows.findIndex((row) => row.label === label);
    return rows
      .slice(at, at + count)
      .map((row) => `${row.label} | ${row.description} | ${/codicon-([\w-]+)/.exec(row.icon)?.[1] ?? ''}`);
  }

  /** The cursor has selected the name of the event at this time, quotes included. */
  async function selects(file: string, time: string): Promise<void> {
    const { line, text } = nameLine(laidOut(folder.path, file), time);
    const value = text.slice(text.indexOf(': ') + 2).replace(/,$/, '');
    const column = text.indexOf(value) + value.length + 1;
    await eventually(async () => assert.deepEqual(await cursor(window()), { line, column, selected: value.length }));
  }

  describe('in the tree of its events', () => {
    before(async () => {
      await window().openFile(MORNING, readableTab(MORNING));
      await window().openContainer('CloudTrail');
    });

    it('sees them by name, the most frequent first, with counts', async () => {
      await eventually(async () =>
        assert.deepEqual(await rowsFrom('DescribeInstances', 3), [
          'DescribeInstances | 5 | symbol-event',
          'ConsoleLogin | 2 · 1 error | symbol-event',
          'AssumeRole | 1 | symbol-event',
        ]),
      );
    });

    it('finds them in the order of time under their name, though the file has another', async () => {
      await events().expand('ConsoleLogin');
      await eventually(async () =>
        assert.deepEqual(await rowsFrom('ConsoleLogin', 3), [
          'ConsoleLogin | 2 · 1 error | symbol-event',
          '08:51:12 alice | denied: Failed authentication | circle-slash',
          '08:51:40 alice | us-east-1 | pass',
        ]),
      );
    });

    it('goes to an event by a click, and its name is selected there', async () => {
      await events().click('08:51:12 alice');
      await selects(MORNING, '08:51:12');
      await events().click('08:51:40 alice');
      await selects(MORNING, '08:51:40');
    });

    it('does the same with the keyboard alone', async () => {
      const wb = window();
      await wb.command('Focus on Events View');
      await wb.press('Home ArrowRight');
      await eventually(async () => assert.equal((await events().rows())[1]?.level, 2));
      await wb.press('ArrowDown ArrowDown Space');
      const second = (await events().rows())[2];
      assert.ok(second);
      await selects(MORNING, second.label.slice(0, 8));
      // the focus is still in the tree, so that the next event is one key away
      await wb.press('ArrowDown Space');
      const third = (await events().rows())[3];
      assert.ok(third && third.label > second.label);
      await selects(MORNING, third.label.slice(0, 8));
      await wb.press('ArrowUp Enter');
      await selects(MORNING, second.label.slice(0, 8));
      // it went to the event: the arrow keys move in the log
      await eventually(async () =>
        assert.ok(await wb.page.evaluate<boolean>('document.activeElement?.closest(".part.editor") !== null')),
      );
      const { line } = await cursor(wb);
      // one that comes before the editor has the keys is lost
      await eventually(async () => {
        await wb.press('ArrowDown');
        assert.ok((await cursor(wb)).line > line);
      });
      await wb.command('Focus on Events View');
      await wb.press('ArrowLeft ArrowLeft');
      await eventually(async () => assert.equal((await events().rows())[0]?.expanded, false));
    });

    it('sees them by identity, and back, with the icon in the title and the same event selected', async () => {
      const selected = async (): Promise<string[]> =>
        (await events().rows()).filter((row) => row.selected).map(({ label }) => label);
      await events().expand('ConsoleLogin');
      await eventually(async () => assert.equal((await rowsFrom('ConsoleLogin', 3)).length, 3));
      await events().click('08:51:40 alice');
      await events().titleAction('Group Events by Identity');
      await eventually(async () => {
        assert.deepEqual(await rowsFrom('alice', 3), [
          'alice | 5 · 1 error | account',
          '08:51:12 ConsoleLogin | denied: Failed authentication | circle-slash',
          '08:51:40 ConsoleLogin | us-east-1 | pass',
        ]);
        assert.deepEqual(await selected(), ['08:51:40 ConsoleLogin']);
      });
      assert.deepEqual(await rowsFrom('role terraform-ci / session run-4182', 1), [
        'role terraform-ci / session run-4182 | 5 · 1 error | account',
      ]);
      assert.equal(await events().hasTitleAction('Group Events by Identity'), false);
      await events().titleAction('Group Events by Name');
      await eventually(async () => {
        assert.equal((await events().labels())[0], 'DescribeInstances');
        assert.deepEqual(await selected(), ['08:51:40 alice']);
      });
      // no group is one of another grouping
      await events().click('ConsoleLogin');
      await events().titleAction('Group Events by Identity');
      await eventually(async () => {
        assert.equal((await events().labels())[0], 'alice');
        assert.deepEqual(await selected(), []);
      });
      await events().titleAction('Group Events by Name');
      await eventually(async () => assert.equal((await events().labels())[0], 'DescribeInstances'));
    });

    it('sees the events of the log in the active tab', async () => {
      const wb = window();
      await wb.openFile(PROBING);
      await eventually(async () => assert.match(await wb.editor.uri(), /^cloudtrail-log:.*Jt5NcY8bHq3WfS1e/));
      await eventually(async () => assert.equal((await events().labels())[0], 'AuthorizeSecurityGroupIngress'));
      await wb.tab(readableTab(MORNING)).click();
      await eventually(async () => assert.equal((await events().labels())[0], 'DescribeInstances'));
      await wb.tab(PROBING).click();
      await eventually(async () => assert.equal((await events().labels())[0], 'AuthorizeSecurityGroupIngress'));
    });

    it('tells refused, failed and dry runs apart by icon and by word, also to the ear', async () => {
      const ends: Record<string, string> = {
        CreateKeyPair: '13:23:51 deploy-bot | dry run: Client.DryRunOperation | beaker',
        CreateSnapshot: '13:24:02 deploy-bot | denied: Client.UnauthorizedOperation | circle-slash',
        GetBucketPolicy: '13:25:02 carol | failed: NoSuchBucketPolicy | error',
      };
      for (const [name, row] of Object.entries(ends)) {
        await events().expand(name);
        await eventually(async () => assert.equal((await rowsFrom(name, 2))[1], row));
        const spoken = row.replace(/ \| (.*): (.*) \| .*/, ', $1, $2');
        assert.ok(
          (await events().rows()).some(({ aria }) => aria === spoken),
          spoken,
        );
        await events().titleAction('Collapse All');
      }
    });
  });

  describe('in the Problems panel', () => {
    const opened = writtenRule('vpc/security-group-opened-admin-port');
    const launched = writtenRule('ec2/run-instances-long-term-key');
    const imported = writtenRule('ec2/key-pair-imported');

    before(async () => {
      const wb = window();
      await wb.command('View: Close All Editors');
      await wb.openFile(UNUSED_REGION, readableTab(UNUSED_REGION));
    });

    it('reads what is suspicious: rule, whose it is, severity, and the line of the event', async () => {
      const wb = window();
      const lines = laidOut(folder.path, UNUSED_REGION);
      const cases = [
        { rule: opened, severity: 'error', time: '13:37:24' },
        { rule: launched, severity: 'warning', time: '13:38:49' },
        { rule: imported, severity: 'info', time: '13:36:40' },
      ] as const;
      for (const { rule, severity, time } of cases) {
        const problem = await findProblem(wb, rule.title);
        assert.ok(problem, rule.title);
        const { line, text } = nameLine(lines, time);
        const { code, source } = { code: rule.id.slice(0, 8), source: 'CloudTrail' };
        const at = { line, column: text.indexOf(': ') + 3 };
        const link = problem.link;
        const message = `${rule.title} · deploy-bot`;
        assert.deepEqual(problem, { message, source, code, link, severity, ...at });
      }
    });

    it('has the levels of the rules as severities', () => {
      assert.deepEqual([opened.level, launched.level, imported.level], ['high', 'medium', 'low']);
    });

    it('goes to the event by a click', async () => {
      const wb = window();
      await openProblem(wb, opened.title);
      await eventually(async () =>
        assert.equal((await cursor(wb)).line, nameLine(laidOut(folder.path, UNUSED_REGION), '13:37:24').line),
      );
      assert.match(await wb.editor.uri(), /^cloudtrail-log:/);
      assert.ok((await wb.editor.squiggles()).includes('error'));
    });

    it('reads the description of the rule behind its code', async () => {
      const wb = window();
      await followCode(wb, opened.title);
      await wb.tab(`${opened.title}.md`).waitFor();
      // as a page, not as its source
      const page = wb.webview();
      await page.locator('h1', { hasText: opened.title }).waitFor();
      const text = await page.locator('body').innerText();
      assert.ok(text.includes(opened.description.trim().split(/\s+/).slice(0, 4).join(' ')), text);
      assert.match(text, new RegExp(`Level: ${opened.level}`, 'i'));
      await wb.command('View: Close Editor');
    });
  });

  describe('with the mouse over it', () => {
    before(async () => {
      const wb = window();
      await wb.command('View: Hide Panel');
      await wb.openContainer('CloudTrail');
      await events().expand('RunInstances');
      await events().click(/13:38:49/);
      await selects(UNUSED_REGION, '13:38:49');
    });

    it('learns what a call does, its access level and where its API page is', async () => {
      const { editor } = window();
      const { line } = await cursor(window());
      assert.ok(line > 0);
      const html = await editor.hoverHtml('"RunInstances"', 0);
      const text = html.replace(/<[^>]*>/g, '');
      assert.match(text, /RunInstances/);
      assert.match(text, /Launches the specified number of instances/);
      assert.match(text, /access level Write/i);
      assert.ok(html.includes('https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_RunInstances.html'));
    });

    it('learns what a field means', async () => {
      const text = await window().editor.hover('"sourceIPAddress"');
      assert.match(text, /sourceIPAddress/);
      assert.match(text, /where the request came from/i);
    });
  });

  describe('and closing it', () => {
    it('leaves nothing of it in sight', async () => {
      const wb = window();
      await wb.command('View: Close All Editors');
      assert.match(await events().welcome(), /Open a CloudTrail log/);
      await filter(wb, '');
      await wb.page.locator('.markers-panel', { hasText: 'No problems have been detected' }).waitFor();
    });

    it('threw nothing in the extension host', () => {
      assert.deepEqual(extensionErrors(window().server), []);
    });
  });
});
