import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import zlib from 'node:zlib';
import { extensionErrors, extensionId } from '../../scripts/vscode/extension';
import { cursor, cursorLine } from './journeys/editor';
import { eventually } from './journeys/eventually';
import { type Folder, folderOf, readableTab, removeAfterwards } from './journeys/folders';
import { oneLine, pretty, record } from './journeys/records';
import { useWorkbench } from './support/session';

const FIRST = '111122223333_CloudTrail_us-east-1_20260314T0900Z_firstXXXXXXXXXXX.json.gz';
const SECOND = '111122223333_CloudTrail_us-east-1_20260314T1000Z_secondXXXXXXXXXX.json';
const CUT_OFF = '111122223333_CloudTrail_us-east-1_20260314T1100Z_cutOffXXXXXXXXXX.json';
const NO_GZIP = '111122223333_CloudTrail_us-east-1_20260314T1200Z_noGzipXXXXXXXXXX.json.gz';

/** Logs that take some seconds to read: the same one under many names, which is read with care. */
const MANY_FILES = 200;
const EVENTS_EACH = 1000;

/** One log that takes some seconds to read. */
const LINES = 230_000;

/** What Elastic keeps, the events in strings, the first of the name `first`: it takes long for its size. */
function elasticLog(lines: number, first: string): Buffer {
  const more = 'x'.repeat(700);
  const texts = Array.from({ length: lines }, (_, n) => {
    const members = { eventName: n === 0 ? first : 'DescribeInstances', eventID: `event-${n}`, more };
    const original = JSON.stringify(record('09:00:00', members));
    return `${JSON.stringify({ _index: 'trail', _source: { event: { original } } })}\n`;
  });
  return Buffer.from(texts.join(''));
}

/** A folder `trail` with logs, and folders `long` and `one` that take a while. */
function folders(): Folder {
  const twice = record('09:00:00', { eventName: 'RunInstances' });
  const logs = folderOf({
    [`trail/${FIRST}`]: zlib.gzipSync(oneLine(twice, record('09:00:02'))),
    [`trail/${SECOND}`]: oneLine(record('10:00:00', { eventTime: undefined }), record('10:00:01'), twice),
    [`trail/${CUT_OFF}`]: pretty(record('11:00:00'), record('11:00:01', { eventName: 'StopInstances' })).slice(0, -200),
    [`trail/${NO_GZIP}`]: Buffer.concat([Buffer.from([0x1f, 0x8b]), Buffer.alloc(50, 7)]),
    'trail/notes.md': '# Notes\n',
    'long/0000.json.gz': zlib.gzipSync(elasticLog(EVENTS_EACH, 'DescribeInstances'), { level: 1 }),
    'one/large.ndjson': () => elasticLog(LINES, 'RunInstances'),
  });
  return {
    make: () => {
      const folder = logs.make();
      const [first, name] = ['0000', (n: number) => String(n).padStart(4, '0')];
      for (let n = 1; n < MANY_FILES; n++)
        fs.linkSync(path.join(folder, `long/${first}.json.gz`), path.join(folder, `long/${name(n)}.json.gz`));
      return folder;
    },
    get path() {
      return logs.path;
    },
  };
}

describe('a folder of logs as one case', () => {
  const folder = folders();
  const window = useWorkbench({ folder: folder.make });
  removeAfterwards(folder);
  const events = () => window().view('Events');
  const sources = () => window().view('Sources');

  describe('with files that are broken', () => {
    before(async () => {
      await window().explorerMenu('trail', 'Open Folder as Case');
    });

    it('says how many events it holds, and what is not as it should be', async () => {
      await eventually(async () =>
        assert.equal(
          await events().message(),
          '5 events in 4 files · 2026-03-14 · 1 delivered twice · 1 without a time, at the end · 2 files with problems · 1 other file not read',
        ),
      );
    });

    it('counts an event that was delivered twice once', async () => {
      await eventually(async () =>
        assert.deepEqual(
          (await events().rows()).map(({ label, description }) => `${label} | ${description}`),
          ['DescribeInstances | 4', 'RunInstances | 1'],
        ),
      );
    });

    it('names the broken files with the reason, and keeps what came before the break', async () => {
      // the badge of the activity bar has led there
      await window().page.locator('.part.activitybar .badge-content', { hasText: /^2$/ }).waitFor({ timeout: 10_000 });
      await window().command('Focus on Sources View');
      await eventually(async () => {
        const rows = await sources().rows();
        assert.deepEqual(
          rows.map(({ label, level }) => [label, level]),
          [
            ['With problems', 1],
            [CUT_OFF, 2],
            [NO_GZIP, 2],
            ['Read whole', 1],
            ['Not read', 1],
          ],
        );
        assert.match(rows[1]?.description ?? '', /cut off|ends/);
        assert.match(rows[2]?.description ?? '', /gzip/);
        // who hears them hears the name first, and not the path
        for (const { label, description, aria } of rows.slice(1, 3)) assert.equal(aria, `${label}, ${description}`);
      });
    });

    it('names what is not read, and a click opens it all the same', async () => {
      await sources().expand('Not read');
      await eventually(async () => {
        const { label, description, aria } = (await sources().rows()).at(-1) ?? {};
        assert.deepEqual([label, description], ['notes.md', 'neither called nor written like a log']);
        assert.equal(aria, 'notes.md, neither called nor written like a log');
      });
      // the tooltip of the row above may lie over it
      await eventually(async () => {
        await sources().click('notes.md', 2_000);
        await window().tab('notes.md').waitFor({ timeout: 2_000 });
      }, 30_000);
      await window().command('Focus on Events View');
    });

    it('lands on an event in its file, with a click', async () => {
      await events().expand('RunInstances');
      await events().click(/09:00:00/);
      const wb = window();
      await wb.tab(readableTab(FIRST)).waitFor({ timeout: 20_000 });
      await eventually(async () => {
        const { line } = await cursor(wb);
        assert.match((await wb.editor.lines('RunInstances')).join('\n'), /"eventName": "RunInstances"/);
        assert.ok(line > 1);
      });
    });

    it('says of an event that was delivered twice where else it is, and leads there', async () => {
      const wb = window();
      const event = (await events().rows()).find(({ label }) => label.includes('09:00:00'));
      assert.match(event?.description ?? '', / · delivered twice$/);
      assert.match(event?.aria ?? '', /, delivered twice$/);
      await events().menu(/09:00:00/, 'Go to Another Delivery');
      await eventually(async () => {
        const names = (await wb.quickInput.labels()).filter((label) => !label.includes('/'));
        assert.deepEqual(names, [FIRST, SECOND]);
      });
      await wb.press('ArrowDown Enter');
      await wb.tab(readableTab(SECOND)).waitFor({ timeout: 20_000 });
      await eventually(async () => assert.match(await cursorLine(wb), /"eventName": "RunInstances"/));
    });

    it('is read again with a click where a log was moved since', async () => {
      const wb = window();
      await wb.command('View: Close All Editors');
      const [from, to] = [FIRST, 'moved.json.gz'].map((name) => path.join(folder.path, 'trail', name)) as [
        string,
        string,
      ];
      fs.renameSync(from, to);
      await events().expand('DescribeInstances');
      await events().click(/09:00:02/);
      await wb.notifications.press(`${FIRST} cannot be opened: There is no such file.`, 'Read the Case Again');
      // its rows come back as open as they were: a click on one is all that it takes
      await eventually(async () => {
        await events().click(/09:00:02/, 2_000);
        await wb.tab('moved.json').waitFor({ timeout: 2_000 });
      }, 30_000);
      await wb.notifications.clear();
      fs.renameSync(to, from);
    });

    it('is read again with a click where logs came, and are others, while it was open', async () => {
      const wb = window();
      await wb.command('CloudTrail: Read the Case Again');
      await eventually(async () => assert.match(await events().message(), /^5 events in 4 files/));
      await wb.notifications.clear();
      const arrived = path.join(folder.path, 'trail', FIRST.replace('T0900Z', 'T1300Z'));
      const second = path.join(folder.path, 'trail', SECOND);
      const before = fs.readFileSync(second);
      fs.writeFileSync(arrived, zlib.gzipSync(oneLine(record('13:00:00'), record('13:00:01'))));
      fs.writeFileSync(second, oneLine(record('10:00:01')));
      const told = 'Logs of the case changed on disk since it was read: 1 new, 1 changed.';
      await wb.notifications.text(told);
      await wb.command('Focus on Sources View');
      await eventually(async () => assert.equal(await sources().message(), told));
      await wb.notifications.press(told, 'Read the Case Again');
      await eventually(async () => assert.match(await events().message(), /^6 events in 5 files/));
      await wb.command('Focus on Sources View');
      await eventually(async () => assert.equal(await sources().message(), ''));
      // and told of anew
      fs.rmSync(arrived);
      fs.writeFileSync(second, before);
      await wb.notifications.press('since it was read: 1 changed, 1 gone.', 'Read the Case Again');
      await eventually(async () => assert.match(await events().message(), /^5 events in 4 files/));
      await wb.notifications.clear();
      await wb.command('Focus on Events View');
    });
  });

  describe('that takes long', () => {
    it('shows how far it is, and keeps what was read when it is stopped', async () => {
      const wb = window();
      await wb.explorerMenu('long', 'Open Folder as Case');
      await eventually(async () =>
        assert.match(
          await events().message(),
          new RegExp(`^[1-9][\\d,]* of ${MANY_FILES} files · \\d+ MB · [1-9][\\d,]* events$`),
        ),
      );
      await events().titleAction('Stop Reading the Case');
      await eventually(async () =>
        assert.match(
          await events().message(),
          new RegExp(
            `^1,000 events in [1-9]\\d* of ${MANY_FILES} files · (?!.* problems).* · stopped before all was read$`,
          ),
        ),
      );
      assert.deepEqual(await events().labels(), ['DescribeInstances']);
      await wb.command('Focus on Sources View');
      await eventually(async () => assert.deepEqual(await sources().labels(), ['Reading was stopped', 'Read whole']));
    });

    it('is read on', async () => {
      const whole = new RegExp(`^1,000 events in ${MANY_FILES} files · .* delivered twice$`);
      await events().titleAction('Read On');
      await eventually(async () => assert.match(await events().message(), whole), 90_000);
      await eventually(async () => assert.deepEqual(await sources().labels(), ['Read whole']));
    });

    it('has the row selected again that was so before it is read again, which takes the rows away', async () => {
      const wb = window();
      const selected = async () => (await events().rows()).filter((row) => row.selected).map(({ label }) => label);
      await events().click('DescribeInstances');
      await eventually(async () => assert.deepEqual(await selected(), ['DescribeInstances']));
      await wb.command('CloudTrail: Read the Case Again');
      await eventually(async () => assert.match(await events().message(), new RegExp(`of ${MANY_FILES} files`)));
      await eventually(async () => assert.match(await events().message(), /^1,000 events in/), 90_000);
      await eventually(async () => assert.deepEqual(await selected(), ['DescribeInstances']));
    });

    it('is kept where cases of all workspaces are, so that they are capped together', async () => {
      const storage = path.join(window().server.dataDir, 'data', 'User', 'globalStorage', extensionId(), 'cases');
      await eventually(() => assert.match(fs.readdirSync(storage).join(), /^case-[\da-f]{16}\.rows$/));
    });
  });

  describe('of one large log', () => {
    const message = (): Promise<string> => events().message();
    const isReading = /^0 of 1 files · \d+ MB · [1-9][\d,]* events$/;

    it('lists its first events while it is read, and a click lands on one', async () => {
      const wb = window();
      await wb.explorerMenu('one', 'Open Folder as Case');
      await eventually(async () => {
        assert.match(await message(), isReading);
        assert.deepEqual(await events().labels(), ['DescribeInstances', 'RunInstances']);
      });
      await events().expand('RunInstances');
      await events().click(/09:00:00/);
      await wb.tab('large.ndjson record 1.json').waitFor({ timeout: 20_000 });
      await eventually(async () => assert.match(await cursorLine(wb), /"eventName": ?"RunInstances"/));
    });

    it('keeps them when reading it is stopped, and says after how many', async () => {
      const wb = window();
      assert.match(await message(), isReading, 'it is still read');
      await events().titleAction('Stop Reading the Case');
      await eventually(async () => assert.match(await message(), / · stopped before all was read$/));
      const [, count = ''] = /^([\d,]+) events in 1 file · /.exec(await message()) ?? [];
      assert.notEqual(count, LINES.toLocaleString('en-US'));
      // what was open stays so
      await eventually(async () =>
        assert.deepEqual(await events().labels(), ['DescribeInstances', 'RunInstances', '09:00:00 alice']),
      );
      await wb.command('Focus on Sources View');
      await eventually(async () => {
        await sources().expand('Reading was stopped');
        const [, source] = await sources().rows();
        assert.equal(source?.description, `Not read to its end: loading was stopped after ${count} records.`);
      });
    });
  });

  it('is a click away after the window was loaded anew, and not while it is open', async () => {
    const wb = window();
    await wb.explorerMenu('trail', 'Open Folder as Case');
    await eventually(async () => assert.match(await events().message(), /^5 events in 4 files/));
    assert.deepEqual(await wb.commandsMatching('Open the Last Case Again'), []);
    await wb.command('View: Close All Editors');
    await wb.reload();
    await wb.openContainer('CloudTrail');
    await events().welcomeLink('open the last case again');
    await eventually(async () => assert.match(await events().message(), /^5 events in 4 files/));
    await wb.command('CloudTrail: Close the Case');
    await eventually(async () =>
      assert.deepEqual(await wb.commandsMatching('Open the Last Case Again'), ['CloudTrail: Open the Last Case Again']),
    );
  });

  it('leaves no error of the extension in the log', () => {
    assert.deepEqual(extensionErrors(window().server), []);
  });
});
