import assert from 'node:assert/strict';
import { extensionErrors } from '../../scripts/vscode/extension';
import { eventually } from './journeys/eventually';
import { folderOf, removeAfterwards } from './journeys/folders';
import { oneLine, record } from './journeys/records';
import { writtenRule } from './journeys/rules';
import { useWorkbench } from './support/session';

const logOf = (day: number, name: string) => `111122223333_CloudTrail_us-east-1_202603${day}T0900Z_${name}.json`;
const stopped = { eventSource: 'cloudtrail.amazonaws.com', eventName: 'StopLogging', readOnly: false };

describe('a person who looks through a case', () => {
  const folder = folderOf({
    [`days/${logOf(14, 'firstXXXXXXXXXXX')}`]: oneLine(record('09:00:00', stopped), record('09:00:02')),
    [`days/${logOf(15, 'secondXXXXXXXXXX')}`]: oneLine(record('08:00:00', { eventTime: '2026-03-15T08:00:00Z' })),
    'empty/readme.bin': '',
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
      assert.equal(await events().message(), '3 events in 2 files · 2026-03-14 – 2026-03-15'),
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
