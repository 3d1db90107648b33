import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { recordsOf, removeWritten, sample, SAMPLES } from './support/files';
import { assertHarmless } from './support/harmless';
import { cleanUp, hoversAt, inspect, openReadable, placeOf, symbolsOf } from './support/logs';

async function textAt(document: vscode.TextDocument, position: vscode.Position): Promise<string> {
  const hovers = await hoversAt(document, position);
  for (const hover of hovers) await assertHarmless(hover);
  return hovers.map(({ value }) => value).join('\n');
}

describe('A hover over the name of an event', () => {
  afterEach(async () => {
    await cleanUp();
    removeWritten();
  });

  it('says what the EC2 action does, its access level, and where to read on', async () => {
    const actions = {
      morning: ['DescribeInstances'],
      unusedRegion: ['RunInstances', 'DescribeInstanceTypeOfferings'],
      oneLine: ['AuthorizeSecurityGroupIngress', 'CreateKeyPair'],
      pretty: ['DeleteFlowLogs', 'ModifySnapshotAttribute'],
    } as const;
    const levels = {
      RunInstances: 'Write',
      DescribeInstances: 'List',
      ModifySnapshotAttribute: 'Permissions management',
    };
    for (const [name, names] of Object.entries(actions)) {
      const document = await inspect(
        sample(name as keyof typeof SAMPLES),
        name === 'pretty' ? 'file' : 'cloudtrail-log',
      );
      for (const action of names) {
        const text = await textAt(document, placeOf(document, `"eventName": "${action}"`, 0, 15));
        assert.ok(text.includes(action), action);
        assert.ok(text.includes(`https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_${action}.html`), action);
        assert.match(text, /\b(Read|List|Write|Tagging|Permissions management)\b/, action);
        if (action in levels) assert.ok(text.includes(levels[action as keyof typeof levels]), action);
      }
      await cleanUp();
    }
  });

  it('says something of every event of the samples, of whichever service', async () => {
    for (const name of ['morning', 'unusedRegion', 'oneLine'] as const) {
      const document = await openReadable(sample(name));
      for (const { selectionRange, name: title } of await symbolsOf(document)) {
        const text = await textAt(document, selectionRange.start.translate(0, 2));
        assert.ok(text.length > 20, title);
        assert.ok(text.includes(title.split(' ')[0] as string), title);
      }
    }
  });

  it('is about the whole name, and about nothing beside it', async () => {
    const document = await openReadable(sample('unusedRegion'));
    const [first] = await symbolsOf(document);
    const { selectionRange } = first as vscode.DocumentSymbol;
    const command = 'vscode.executeHoverProvider';
    const [hover] = await vscode.commands.executeCommand<vscode.Hover[]>(
      command,
      document.uri,
      selectionRange.start.translate(0, 3),
    );
    assert.deepEqual(hover?.range, selectionRange);
    assert.deepEqual(await hoversAt(document, new vscode.Position(0, 0)), [], 'on the bracket of the file');
  });
});

describe('A hover over a field', () => {
  afterEach(cleanUp);

  /** Below these is what a service was asked and answered. */
  const SERVICE = new Set(['requestParameters', 'responseElements', 'additionalEventData', 'serviceEventDetails']);

  function* names(value: object, path: readonly string[] = []): Generator<readonly string[]> {
    for (const [name, member] of Object.entries(value) as [string, unknown][]) {
      const here = Array.isArray(value) ? path : [...path, name];
      if (!Array.isArray(value)) yield here;
      if (member !== null && typeof member === 'object' && !SERVICE.has(name)) yield* names(member, here);
    }
  }

  it('says what it means, for every field of the record in every sample', async () => {
    const unexplained = new Set<string>();
    let asked = 0;
    for (const name of Object.keys(SAMPLES) as (keyof typeof SAMPLES)[]) {
      const document = await inspect(sample(name), ['pretty', 'noName'].includes(name) ? 'file' : 'cloudtrail-log');
      const symbols = await symbolsOf(document);
      const seen = new Set<string>();
      for (const [n, record] of recordsOf(sample(name)).entries()) {
        const { range } = symbols[n] as vscode.DocumentSymbol;
        for (const path of names(record)) {
          const joined = path.join('.');
          if (seen.has(joined)) continue;
          seen.add(joined);
          asked++;
          const inside = document.getText(range);
          const pattern = path.map((key) => `"${key}": `).join('[^]*?');
          const match = new RegExp(pattern).exec(inside);
          assert.ok(match, joined);
          const key = `"${path.at(-1)}": `;
          const at = document.offsetAt(range.start) + match.index + match[0].length - key.length + 1;
          const text = await textAt(document, document.positionAt(at));
          if (!text.includes(path.at(-1) as string)) unexplained.add(joined);
        }
      }
      await cleanUp();
    }
    assert.deepEqual([...unexplained], []);
    assert.ok(asked > 100, String(asked));
  });

  it('says what a value means, on the value too', async () => {
    const document = await inspect(sample('noName'), 'file');
    const onKey = await textAt(document, placeOf(document, '"type": "Root"'));
    const onValue = await textAt(document, placeOf(document, '"Root"'));
    assert.match(onKey, /Root.*root user of the account/);
    assert.equal(onValue, onKey);
  });
});
