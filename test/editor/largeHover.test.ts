import assert from 'node:assert/strict';
import type * as vscode from 'vscode';
import { logName, logText, record, removeWritten, write } from './support/files';
import { cleanUp, configure, hoversAt, inspect, symbolsOf } from './support/logs';

const SIZE = 20 * 2 ** 20;

describe('A log of 20 MB on one line', () => {
  afterEach(async () => {
    await cleanUp();
    removeWritten();
  });

  it('explains each place as a small one does', async function () {
    this.timeout(120_000);
    const filler = record({ additionalEventData: { filler: 'x'.repeat(1000) } });
    const last = record({ eventName: 'TerminateInstances', awsRegion: 'eu-west-3' });
    const count = Math.ceil(SIZE / JSON.stringify(filler).length);
    const text = logText(...new Array<Record<string, unknown>>(count).fill(filler), last);
    await configure('cloudtrail.openAs', 'raw');
    const document = await inspect(write(logName('json'), text), 'file');
    await symbolsOf(document);
    assert.equal(document.lineCount, 1);
    const at = (part: string): vscode.Position => document.positionAt(text.lastIndexOf(part) + 2);
    const times: number[] = [];
    const hover = async (position: vscode.Position): Promise<string> => {
      const start = performance.now();
      const hovers = await hoversAt(document, position);
      times.push(performance.now() - start);
      return hovers.map(({ value }) => value).join('\n');
    };
    assert.match(await hover(at('"TerminateInstances"')), /\*\*TerminateInstances\*\*/);
    assert.match(await hover(at('"eu-west-3"')), /Europe \(Paris\)/);
    assert.match(await hover(at('"sourceIPAddress"')), /sourceIPAddress/);
    assert.match(await hover(document.positionAt(text.indexOf('"eventVersion"') + 2)), /eventVersion/);
    const [first = 0, ...others] = times;
    const slowest = Math.max(...others).toFixed(0);
    console.log(
      `      the first hover took ${first.toFixed(0)} ms, the others at most ${slowest} ms, all of the editor's own work included`,
    );
  });
});
