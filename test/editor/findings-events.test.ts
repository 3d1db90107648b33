import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import type { EventsBehind } from '../../src/case/exceptions/eventsBehind';
import { FindingEvents } from '../../src/features/findings/exceptions/findingEvents';
import type { FindingReference } from '../../src/features/findings/reference';
import { eventually } from './support/eventually';

/** A finding of a case as it was read first, with more events than are listed. */
const findingOn = (row: number): FindingReference =>
  ({ scope: 'case', generation: 1, row, rule: { id: 'r' }, hit: { chain: [row], isCut: true, group: [] } }) as never;

describe('Looking for all events of a finding', () => {
  /** Each look for them as it was asked for, answered by hand; ends when it is cancelled, as the worker's do. */
  const asked: { readonly signal: AbortSignal; readonly answer: (found: EventsBehind | undefined) => void }[] = [];
  const state = { key: 'case', generation: 1 };
  const worker = {
    eventsBehind: (_1: string, _2: string, _3: unknown, _4: number, signal: AbortSignal) =>
      new Promise((answer, reject) => {
        signal.addEventListener('abort', () => reject(new Error('cancelled')));
        asked.push({ signal, answer });
      }),
  };
  const events = new FindingEvents({ worker } as never, { state } as never);
  const found = { rows: [1, 2, 3], seen: undefined };

  beforeEach(() => {
    asked.length = 0;
    state.generation = 1;
  });

  it('is done once, however often it is asked for', async () => {
    const first = events.behind(findingOn(3));
    assert.equal(await events.behind(findingOn(3)), 'cancelled');
    assert.deepEqual(
      asked.map(({ signal }) => signal.aborted),
      [false],
    );
    asked[0]?.answer(found);
    assert.deepEqual(await first, found);
    void events.behind(findingOn(3));
    assert.equal(asked.length, 2);
    asked[1]?.answer(found);
  });

  it('ends where another finding is asked about', async () => {
    const first = events.behind(findingOn(3));
    const other = events.behind(findingOn(4));
    assert.equal(await first, 'cancelled');
    asked[1]?.answer(found);
    assert.deepEqual(await other, found);
  });

  it('is cancelled in the notice that it takes longer', async () => {
    let given: unknown;
    void events.behind(findingOn(3)).then((answer) => (given = answer));
    await eventually(async () => {
      await vscode.commands.executeCommand('notification.acceptPrimaryAction');
      assert.equal(given, 'cancelled');
    });
    assert.equal(asked[0]?.signal.aborted, true);
  });

  it('finds nothing where the finding is gone, or its case is read anew meanwhile', async () => {
    const gone = events.behind(findingOn(3));
    asked[0]?.answer(undefined);
    assert.equal(await gone, 'gone');
    const renewed = events.behind(findingOn(3));
    state.generation = 2;
    asked[1]?.answer(found);
    assert.equal(await renewed, 'gone');
    assert.equal(await events.behind(findingOn(3)), 'gone');
    assert.equal(asked.length, 2);
  });
});
