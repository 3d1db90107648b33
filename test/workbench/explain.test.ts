import assert from 'node:assert/strict';
import { extensionErrors } from '../../scripts/vscode/extension';
import { cursor } from './journeys/editor';
import { eventually } from './journeys/eventually';
import { folderOf, removeAfterwards } from './journeys/folders';
import { useWorkbench } from './support/session';

const LOG = '111122223333_CloudTrail_us-east-1_20260314T1500Z_AbCdEfGhIjKlMnOp.json';

/** A stolen session ends an instance; texts of the log try to become links. */
const EVENT = {
  eventVersion: '1.11',
  userIdentity: {
    type: 'AssumedRole',
    principalId: 'AROAY34FZKBOKMUTVV7A:i-0123456789abcdef1',
    arn: 'arn:aws:sts::609629065308:assumed-role/web/i-0123456789abcdef1',
    accountId: '609629065308',
    accessKeyId: 'ASIAY34FZKBOKMUTVV7A',
    sessionContext: { ec2RoleDelivery: '1.0', attributes: { creationDate: '2026-03-14T08:00:00Z' } },
  },
  eventTime: '2026-03-14T08:27:45Z',
  eventSource: 'ec2.amazonaws.com',
  eventName: 'TerminateInstances',
  awsRegion: 'us-west-2',
  errorMessage: '[click](https://evil.example) https://evil.example <a href="https://evil.example">x</a>',
  errorCode: 'Client.[click](https://evil.example)',
  sourceIPAddress: '198.51.100.77',
  userAgent: 'aws-cli/2.24.10 md/distrib#kali.2025 md/command#ec2.terminate-instances',
  requestParameters: { instancesSet: { items: [{ instanceId: 'i-0123456789abcdef0' }] } },
  responseElements: {
    instancesSet: { items: [{ instanceId: 'i-0123456789abcdef0', currentState: { code: 32, name: 'shutting-down' } }] },
  },
  eventID: '0a11ce00-0000-4000-a000-000000000001',
};

describe('a person who wants to know what an event is', () => {
  const folder = folderOf({ [LOG]: JSON.stringify({ Records: [EVENT] }, undefined, 2) });
  const window = useWorkbench({ folder: folder.make });
  removeAfterwards(folder);

  it('sees at a glance what a key and a code mean', async () => {
    const wb = window();
    await wb.openFile(LOG);
    const text = await wb.editor.text('shutting-down');
    await eventually(async () => {
      const shown = await wb.editor.text();
      assert.match(shown, /"accessKeyId": "ASIAY34FZKBOKMUTVV7A"\s?account 609629065308/);
      assert.match(shown, /"code": 32\s?shutting-down/);
    });
    assert.match(text, /TerminateInstances/);
  });

  it('reads on the spot what a value means', async () => {
    const { editor } = window();
    assert.match(await editor.hover('"1.0"'), /IMDSv1/);
    assert.match(await editor.hover('"2026-03-14T08:27:45Z"'), /27 min 45 s after the session began/);
    assert.match(await editor.hover('"198.51.100.77"'), /documentation address/);
    assert.match(await editor.hover('"userAgent"'), /Kali Linux/);
  });

  it('has all of it explained on a page, beside the log', async () => {
    const wb = window();
    await eventually(async () => {
      // away from the hover before, which may lie over it
      await wb.page.mouse.move(2, 2);
      await wb.editor.click('"TerminateInstances"');
      assert.ok((await cursor(wb)).line > 1);
    });
    await wb.command('CloudTrail: Explain Event');
    const page = wb.webview();
    await page.locator('h1', { hasText: 'TerminateInstances' }).waitFor({ timeout: 20_000 });
    const text = await page.locator('body').innerText();
    for (const part of [
      /Terminates \(deletes\) the specified instances/,
      /Identity: role web \/ session i-0123456789abcdef1/,
      /Credentials: of an EC2 instance, by IMDSv1/,
      /Region: us-west-2 \(US West \(Oregon\)\)/,
      /Attack tool: The system is Kali Linux/,
      /ASIAY34FZKBOKMUTVV7A used here: temporary access key/,
      /i-0123456789abcdef0: EC2 instance/,
    ])
      assert.match(text, part);
    const heads = await page.locator('h2').allInnerTexts();
    assert.deepEqual(
      heads.filter((head) => head !== 'Suspicious'),
      ['Who', 'Where and when', 'Outcome', 'Related identifiers', 'With what', 'About the call', 'Ids'],
    );
  });

  it('finds there only links to AWS’s own pages, whatever the log says', async () => {
    const links = window().webview().locator('body a[href]');
    const targets = await links.evaluateAll((all: { getAttribute(name: string): string | null }[]) =>
      all.map((link) => link.getAttribute('data-href') ?? link.getAttribute('href') ?? ''),
    );
    assert.ok(
      targets.some((target) => target.endsWith('/API_TerminateInstances.html')),
      targets.join(),
    );
    for (const target of targets) assert.match(target, /^https:\/\/docs\.aws\.amazon\.com\//);
  });

  it('throws nothing in the extension host', () => assert.deepEqual(extensionErrors(window().server), []));
});
