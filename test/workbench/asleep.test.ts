import assert from 'node:assert/strict';
import { extensionErrors, extensionId } from '../../scripts/vscode/extension';
import { activations, hostLog } from '../../scripts/vscode/host-log';
import { eventually } from './journeys/eventually';
import { folderOf, removeAfterwards } from './journeys/folders';
import { oneLine, pretty, record } from './journeys/records';
import { KEY_PAIR_RULE } from './journeys/rules';
import { useWorkbench } from './support/session';
import type { Workbench } from './support/workbench';

const EXCEPTION = `title: Not the robot
logsource:
  product: aws
  service: cloudtrail
filter:
  rules: any
  selection:
    userIdentity.userName: robot
  condition: not selection
reason: It may.
expires: 2020-01-01
`;

const inventory = { compilerOptions: { strict: true }, records: [{ name: 'eventName' }] };

/** What woke the extension in a window, and undefined while it sleeps. */
function wakerIn({ server }: Workbench): string | undefined {
  return activations(hostLog(server)).find(({ id }) => id === extensionId())?.event;
}

describe('a workspace without a CloudTrail file', () => {
  const folder = folderOf({
    'inventory.json': JSON.stringify(inventory, null, 2),
    'server.ts': 'export const port: number = 8080;\n',
    'notes.txt': 'eventName, eventTime and userIdentity are what to ask for\n',
    'downloaded.json': oneLine(record('08:27:45'), record('08:27:46', { eventName: 'RunInstances' })),
    'exported.json': pretty(record('09:00:00', { eventName: 'StopInstances' })),
  });
  const window = useWorkbench({ folder: folder.make });
  removeAfterwards(folder);

  const wokenBy = () => wakerIn(window());

  describe('leaves the extension asleep', () => {
    it('when JSON, code and text are opened', async () => {
      const wb = window();
      for (const name of ['inventory.json', 'server.ts', 'notes.txt']) {
        await wb.openFromExplorer(name);
        await wb.editor.lines(name === 'inventory.json' ? 'compilerOptions' : '');
      }
      await eventually(async () => assert.equal(await wb.language(), 'Plain Text'));
      // the extensions that such files do wake are awake, so this one had its turn
      await eventually(() => {
        const others = activations(hostLog(wb.server)).map(({ id, event }) => `${id} ${event}`);
        for (const one of ['vscode.json-language-features', 'vscode.typescript-language-features'])
          assert.ok(
            others.some((other) => other.startsWith(one)),
            others.join(', '),
          );
      });
      assert.equal(wokenBy(), undefined);
    });

    it('even when a log of another name is opened, which is JSON then', async () => {
      const wb = window();
      await wb.openFromExplorer('downloaded.json');
      await eventually(async () => assert.equal(await wb.language(), 'JSON'));
      assert.match(await wb.editor.text('Records'), /^\{"Records":/);
      assert.equal(wokenBy(), undefined);
    });
  });

  describe('wakes it', () => {
    it('by "Inspect as CloudTrail Log" in the explorer, which opens the log laid out', async () => {
      const wb = window();
      await wb.explorerMenu('downloaded.json', 'Inspect as CloudTrail Log');
      await eventually(async () => assert.match(await wb.editor.uri(), /^cloudtrail-log:/));
      assert.equal((await wb.editor.lines('"RunInstances"'))[0], '{');
      assert.equal(await wb.language(), 'CloudTrail Log');
      assert.equal(wokenBy(), 'onCommand:cloudtrail.inspect');
    });

    it('and then a log is recognised by what is in it', async () => {
      const wb = window();
      await wb.openFromExplorer('exported.json');
      await eventually(async () => assert.equal(await wb.language(), 'CloudTrail Log'));
      assert.match(await wb.editor.uri(), /^vscode-remote:.*exported\.json$/);
      await wb.openContainer('CloudTrail');
      await eventually(async () => assert.deepEqual(await wb.view('Events').labels(), ['StopInstances']));
    });

    it('but JSON that is none stays what it is', async () => {
      const wb = window();
      await wb.openFile('inventory.json');
      await wb.editor.lines('compilerOptions');
      await eventually(async () => assert.equal(await wb.language(), 'JSON'));
    });

    it('without an error', () => {
      assert.deepEqual(extensionErrors(window().server), []);
    });
  });
});

describe('a workspace that has rules and exceptions for CloudTrail, and no log', () => {
  const folder = folderOf({
    '.cloudtrail/rules/keys.yml': KEY_PAIR_RULE.replace('condition: selection', 'condition: selektion'),
    '.cloudtrail/exceptions.yml': EXCEPTION,
  });
  const window = useWorkbench({ folder: folder.make });
  removeAfterwards(folder);

  it('wakes the extension, so that its rules are checked', async () => {
    const wb = window();
    await eventually(() => assert.equal(wakerIn(wb), 'workspaceContains:.cloudtrail'));
    await wb.openFile('keys.yml');
    await eventually(async () => assert.deepEqual(await wb.editor.squiggles(), ['error']));
  });

  it('is warned of an exception that is over', async () => {
    const wb = window();
    await wb.openFile('exceptions.yml');
    await wb.problems.show();
    await eventually(async () => assert.match(JSON.stringify(await wb.problems.list()), /expired|over since/i));
  });

  it('has a rule to fill in under "New File…": what stands in it is typed over, stop by stop', async () => {
    const wb = window();
    await wb.quickInput.ask('F1', '>Create: New File...');
    await wb.press('Enter');
    await wb.quickInput.goOn('Sigma Rule for CloudTrail');
    await wb.quickInput.choose('One event after another');
    await eventually(async () => assert.equal((await wb.editor.lines('title:'))[0], 'title: One call after another'));
    await wb.page.keyboard.type('Door opened, machine started');
    await eventually(async () => assert.equal((await wb.editor.lines())[0], 'title: Door opened, machine started'));
    // the last of the stops of its events is further down
    await wb.press('Tab Tab Tab Tab');
    await wb.page.keyboard.type('StartInstances');
    await eventually(async () =>
      assert.ok((await wb.editor.lines('StartInst')).includes('    eventName: StartInstances')),
    );
    // nothing is wrong with it, and it is a rule: nobody has put it in force
    await eventually(async () => assert.ok((await wb.editor.codeLenses()).join().includes('draft: use it')));
    assert.deepEqual(await wb.editor.squiggles(), []);
  });
});

describe('a workspace of public rules, with those for CloudTrail where they are kept', () => {
  const broken = KEY_PAIR_RULE.replace('condition: selection', 'condition: selektion');
  const folder = folderOf({ 'rules/cloud/aws/cloudtrail/aws_cloudtrail_keys.yml': broken });
  const window = useWorkbench({ folder: folder.make });
  removeAfterwards(folder);

  it('wakes the extension, so that they are checked without a log', async () => {
    const wb = window();
    await eventually(() => assert.equal(wakerIn(wb), 'workspaceContains:rules/cloud/aws/cloudtrail'));
    await wb.openFile('aws_cloudtrail_keys.yml');
    await eventually(async () => assert.deepEqual(await wb.editor.squiggles(), ['error']));
    assert.deepEqual(extensionErrors(wb.server), []);
  });
});
