import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import { extensionErrors } from '../../scripts/vscode/extension';
import { eventually } from './journeys/eventually';
import { PROBING, removeAfterwards, samples } from './journeys/folders';
import { useWorkbench } from './support/session';

describe('a workspace of several folders', () => {
  const logs = samples();
  const window = useWorkbench({
    folder: () => {
      const root = path.dirname(logs.make());
      const write = (name: string, content: unknown): void => {
        fs.mkdirSync(path.dirname(path.join(root, name)), { recursive: true });
        fs.writeFileSync(path.join(root, name), JSON.stringify(content));
      };
      write('samples/.vscode/settings.json', { 'cloudtrail.detection.level': 'high' });
      // what the workspace says, too, and what is no setting of ours
      write('other/.vscode/settings.json', { 'cloudtrail.accounts': { '111122223333': 'production' }, x: 1 });
      const settings = { 'cloudtrail.accounts': { '111122223333': 'production' } };
      write('two.code-workspace', { folders: [{ path: 'samples' }, { path: 'other' }], settings });
      return path.join(root, 'two.code-workspace');
    },
  });
  removeAfterwards(logs);

  it('says which settings of a single folder do not count, until they are gone', async () => {
    const wb = window();
    await wb.openFile(PROBING);
    await wb.openContainer('CloudTrail');
    const findings = wb.view('Findings');
    const told = 'Settings of a single folder do not count in this workspace: ';
    const place = ' · "Open Workspace Settings" is the place for them';
    await eventually(async () => assert.equal(await findings.message(), `${told}samples (detection.level)${place}`));
    // they do not count
    assert.ok((await findings.labels()).includes('Medium'));
    const other = path.join(path.dirname(logs.path), 'other', '.vscode', 'settings.json');
    fs.writeFileSync(other, JSON.stringify({ cloudtrail: { detection: { bundled: false } } }));
    await eventually(async () =>
      assert.equal(await findings.message(), `${told}samples (detection.level), other (detection.bundled)${place}`),
    );
    fs.rmSync(path.join(logs.path, '.vscode'), { recursive: true });
    fs.rmSync(other);
    await eventually(async () => {
      const messages = await wb.page.locator('.part.sidebar .pane .message').allInnerTexts();
      assert.ok(!messages.some((message) => message.includes(told)));
    });
  });

  it('threw nothing in the extension host', () => {
    assert.deepEqual(extensionErrors(window().server), []);
  });
});
