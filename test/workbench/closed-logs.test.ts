import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import { extensionErrors } from '../../scripts/vscode/extension';
import { cursor } from './journeys/editor';
import { eventually } from './journeys/eventually';
import { type Folder, readableTab, removeAfterwards, samples, ROLE_CHAIN } from './journeys/folders';
import { findProblem, openProblem } from './journeys/problems';
import { writtenRule } from './journeys/rules';
import { useWorkbench } from './support/session';

/** A folder `trail` with the samples. */
function trail(): Folder {
  const all = samples();
  return {
    make: () => {
      const folder = all.make();
      fs.mkdirSync(path.join(folder, 'trail'));
      for (const name of fs.readdirSync(folder))
        if (name.endsWith('.json') || name.endsWith('.gz'))
          fs.renameSync(path.join(folder, name), path.join(folder, 'trail', name));
      return folder;
    },
    get path() {
      return all.path;
    },
  };
}

const { title: DELETED } = writtenRule('vpc/flow-logs-deleted');

describe('the Problems panel of a case', () => {
  const folder = trail();
  const window = useWorkbench({ folder: folder.make });
  removeAfterwards(folder);

  /** Of the problems with this message the rows that the panel has. */
  const rows = () => window().page.locator('.markers-panel .monaco-list-row[aria-level="2"]', { hasText: DELETED });

  it('lists what was found before a log is opened', async () => {
    const wb = window();
    await wb.explorerMenu('trail', 'Open Folder as Case');
    const problem = await eventually(() => findProblem(wb, DELETED));
    assert.equal(problem?.message, `${DELETED} · role backup-operator / session nightly`);
    assert.equal(problem?.severity, 'error');
    assert.deepEqual(await wb.tabs(), []);
  });

  it('leads to the event in its log, and lists it once still', async () => {
    const wb = window();
    await openProblem(wb, DELETED);
    await wb.tab(readableTab(ROLE_CHAIN)).waitFor({ timeout: 20_000 });
    await eventually(async () => {
      const { line } = await cursor(wb);
      assert.match((await wb.editor.lines('DeleteFlowLogs')).join('\n'), /eventName/);
      assert.equal(line, (await findProblem(wb, DELETED))?.line);
    });
    await eventually(async () => assert.equal(await rows().count(), 1));
  });

  it('lists it again once the log is closed', async () => {
    const wb = window();
    await wb.command('View: Close All Editors');
    await wb.tab(readableTab(ROLE_CHAIN)).waitFor({ state: 'detached', timeout: 20_000 });
    await eventually(async () => assert.equal((await findProblem(wb, DELETED))?.severity, 'error'));
    assert.equal(await rows().count(), 1);
  });

  it('met no error', () => assert.deepEqual(extensionErrors(window().server), []));
});
