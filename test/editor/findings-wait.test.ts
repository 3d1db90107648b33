import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { Wait } from '../../src/features/findings/steps/wait';
import { eventually } from './support/eventually';

describe('A wait for the rules', () => {
  const never = new Promise<void>(() => undefined);

  it('that is over at once is not shown', async () => {
    const wait = new Wait('Waiting in a test…');
    const over = wait.for(Promise.resolve());
    assert.equal(wait.isShown, false);
    assert.equal(await over, true);
  });

  it('that takes longer is shown until it is over', async () => {
    const wait = new Wait('Waiting in a test…');
    let done: () => void = () => undefined;
    const over = wait.for(new Promise<void>((resolve) => (done = resolve)));
    await eventually(() => assert.ok(wait.isShown));
    done();
    assert.equal(await over, true);
    assert.equal(wait.isShown, false);
  });

  it('can be given up by the button of its notice', async () => {
    const wait = new Wait('Waiting in a test…');
    let given: boolean | undefined;
    void wait.for(never).then((isThere) => (given = isThere));
    await eventually(async () => {
      await vscode.commands.executeCommand('notification.acceptPrimaryAction');
      assert.equal(given, false);
    });
    assert.equal(wait.isShown, false);
  });

  it('ends with the failure of what it is for', async () => {
    await assert.rejects(new Wait('Waiting in a test…').for(Promise.reject(new Error('gone'))), /gone/);
  });
});
