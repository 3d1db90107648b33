import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { eventually, present } from './support/eventually';
import { logText, record, removeWritten, write, writeGzip } from './support/files';
import { cleanUp, configure, hoversAt, openReadable, placeOf, problemsOf } from './support/logs';
import { mmdb } from '../fixtures/mmdb';

const ADDRESS = '192.0.2.10';

function cityDatabase(): string {
  return write(
    'city.mmdb',
    mmdb({
      '192.0.2.0/24': { city: { names: { en: 'Lyon' } }, country: { names: { en: 'France' }, iso_code: 'FR' } },
      '198.51.100.0/25': { country: { names: { en: 'Chile' } } },
    }),
  ).fsPath;
}

function networkDatabase(): string {
  return write(
    'asn.mmdb',
    mmdb({ '192.0.0.0/16': { autonomous_system_number: 64500, autonomous_system_organization: 'Example [Net](x)' } }),
  ).fsPath;
}

function awsRanges(): string {
  const prefixes = [
    { ip_prefix: '192.0.2.0/28', region: 'eu-west-3', service: 'EC2' },
    { ip_prefix: '192.0.0.0/16', region: 'GLOBAL', service: 'AMAZON' },
  ];
  return write('ip-ranges.json', JSON.stringify({ syncToken: '1', prefixes, ipv6_prefixes: [] })).fsPath;
}

describe('The person’s own address databases', () => {
  let document: vscode.TextDocument;

  beforeEach(async () => {
    const other = record({ sourceIPAddress: '203.0.113.7' });
    document = await openReadable(writeGzip(logText(record({ sourceIPAddress: ADDRESS }), other)));
  });
  afterEach(async () => {
    await cleanUp();
    removeWritten();
  });

  const hoverOn = async (address: string): Promise<string> => {
    const hovers = await hoversAt(document, placeOf(document, `"${address}"`));
    return hovers.map(({ value }) => value).join('\n');
  };

  it('tell credentials of an instance that are used outside of AWS, from when AWS’s list is named', async () => {
    const credentials = (sourceIPAddress: string) =>
      record({
        sourceIPAddress,
        eventID: `of ${sourceIPAddress}`,
        userIdentity: {
          type: 'AssumedRole',
          arn: 'arn:aws:sts::111122223333:assumed-role/web/i-0123456789abcdef0',
          accessKeyId: 'ASIAINSTANCEXEXAMPLE',
          sessionContext: { ec2RoleDelivery: '2.0' },
        },
      });
    const log = await openReadable(writeGzip(logText(credentials(ADDRESS), credentials('203.0.113.7'))));
    const outside = (): vscode.Diagnostic[] =>
      vscode.languages.getDiagnostics(log.uri).filter(({ message }) => /address that is not AWS/.test(message));
    await problemsOf(log);
    assert.equal(outside().length, 0, 'nothing is known of it');
    await configure('cloudtrail.ipDatabases', [awsRanges()]);
    await eventually(() => assert.equal(outside().length, 1));
    const [finding] = outside();
    const name = present(finding, 'finding').range.start;
    assert.ok(log.offsetAt(name) > log.getText().indexOf(ADDRESS), 'the event from elsewhere');
    await configure('cloudtrail.ipDatabases', []);
    await eventually(() => assert.equal(outside().length, 0));
  });

  it('say nothing until someone names one', async () => {
    assert.match(await hoverOn(ADDRESS), /\*\*documentation address\*\*/);
    assert.doesNotMatch(await hoverOn(ADDRESS), /databases say/);
  });

  it('say country and city, network, and AWS service and Region, at the first hover', async () => {
    await configure('cloudtrail.ipDatabases', [cityDatabase(), networkDatabase(), awsRanges()]);
    assert.match(
      await hoverOn(ADDRESS),
      /Your databases say: Lyon, France · Example \\\[Net\\\]\\\(x\\\) \\\(AS64500\\\)/,
    );
    assert.match(await hoverOn(ADDRESS), /AWS EC2 in eu-west-3/);
    assert.doesNotMatch(await hoverOn('203.0.113.7'), /databases say/);
  });

  it('are read again when the setting changes', async () => {
    await configure('cloudtrail.ipDatabases', [cityDatabase()]);
    assert.match(await hoverOn(ADDRESS), /Lyon/);
    await configure('cloudtrail.ipDatabases', [vscode.Uri.file(awsRanges()).toString()]);
    await eventually(async () => assert.match(await hoverOn(ADDRESS), /AWS EC2 in eu-west-3/));
    assert.doesNotMatch(await hoverOn(ADDRESS), /Lyon/);
  });

  it('that cannot be read leave the others, and the hover, as they are', async () => {
    const broken = write('broken.mmdb', 'no database').fsPath;
    const empty = write('empty.json', '{}').fsPath;
    await configure('cloudtrail.ipDatabases', [broken, '/nowhere/x.mmdb', empty, cityDatabase(), 7]);
    assert.match(await hoverOn(ADDRESS), /Lyon/);
  });

  it('are asked for the report on an event too', async () => {
    await configure('cloudtrail.ipDatabases', [cityDatabase()]);
    const editor = await vscode.window.showTextDocument(document);
    const position = placeOf(document, `"${ADDRESS}"`);
    editor.selection = new vscode.Selection(position, position);
    await vscode.commands.executeCommand('cloudtrail.explainEvent');
    await eventually(() => {
      const texts = vscode.workspace.textDocuments.filter(({ uri }) => uri.scheme === 'cloudtrail-explain');
      present(
        texts.find((text) => /\*\*From:\*\* `192\.0\.2\.10`[^\n]*Lyon/.test(text.getText())),
        'report that names Lyon',
      );
    });
  });
});
