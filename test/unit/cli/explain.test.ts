import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import { mmdb } from '../../fixtures/mmdb';
import { cli, inFolder, LOGS } from './support';

describe('command line: explain', function () {
  this.timeout(60_000);

  it('explain: an event, a field, a parameter, a value', () => {
    assert.match(cli('explain', 'ec2.amazonaws.com', 'RunInstances').text, /access level \*\*Write\*\*/);
    assert.match(
      cli(
        'explain',
        'ec2.amazonaws.com',
        'RunInstances',
        '--field',
        'userIdentity.sessionContext.attributes.mfaAuthenticated',
      ).text,
      /second factor/,
    );
    assert.match(
      cli('explain', 'ec2.amazonaws.com', 'RunInstances', '--path', 'requestParameters.instancesSet.items[0].imageId')
        .text,
      /\*\*ImageId\*\*/,
    );
    assert.match(cli('explain', 'a', 'b', '--value', 'ASIAY34FZKBOKMUTVV7A').text, /609629065308/);
  });

  it('explain --event: all about one event, with names and address files of the caller’s own', () => {
    inFolder((folder) => {
      const [event] = cli('events', LOGS[0]).lines;
      const id = String(event?.['eventID']);
      const ranges = path.join(folder, 'ip-ranges.json');
      const database = path.join(folder, 'city.mmdb');
      fs.writeFileSync(
        ranges,
        JSON.stringify({ prefixes: [{ ip_prefix: '198.51.100.0/24', region: 'eu-west-3', service: 'EC2' }] }),
      );
      fs.writeFileSync(database, mmdb({ '198.51.100.0/24': { city: { names: { en: 'Lyon' } } } }));
      const own = ['--account', '123456789012=the shop', '--ip-database', ranges, '--ip-database', database];
      const { code, text } = cli('explain', '--event', id, ...LOGS, ...own);
      assert.equal(code, 0);
      for (const part of [
        /^# `TerminateInstances`/,
        /## Suspicious\n\n- \*\*High:\*\* Root user made a call/,
        /\*\*Account:\*\* `123456789012` \(the shop\)/,
        /\*\*From:\*\* [^\n]*AWS EC2 in eu-west-3[^\n]* · Lyon/,
      ])
        assert.match(text, part);
      assert.match(
        cli('explain', 'a', 'b', '--value', '198.51.100.1', '--ip-database', ranges).text,
        /AWS EC2 in eu-west-3/,
      );
      for (const wrong of [
        ['--event', 'no such id', ...LOGS],
        ['--event', id],
        ['a', 'b', '--account', 'shop=123456789012'],
        ['a', 'b', '--ip-database', path.join(folder, 'missing.mmdb')],
      ])
        assert.equal(cli('explain', ...wrong).code, 2, wrong.join(' '));
    });
  });

  it('explain --event: what the event led to', () => {
    const [probed] = cli('findings', 'samples').lines.filter(
      ({ rule }) => (rule as { title: string }).title === 'Permissions were probed with a series of dry runs',
    );
    const [first, , last] = probed?.['events'] as string[];
    const about = (id: string | undefined): string => cli('explain', '--event', String(id), 'samples').text;
    assert.match(about(first), /Permissions were probed with a series of dry runs · event 1 of the 3 that led to it\n/);
    assert.match(about(last), /Permissions were probed with a series of dry runs\n/);
  });

  it('explain --event: what one’s own rules find on it', () => {
    inFolder((folder) => {
      const [event] = cli('events', LOGS[0]).lines;
      const about = ['--event', String(event?.['eventID']), LOGS[0]];
      const rule = path.join(folder, 'mine.yml');
      const found = (...more: string[]): string | undefined =>
        /## Suspicious\n\n([^#]*)/.exec(cli('explain', ...about, ...more).text)?.[1]?.trim();
      const detection = '{ selection: { eventName: TerminateInstances }, condition: selection }';
      const logsource = '{ product: aws, service: cloudtrail }';
      fs.writeFileSync(rule, `title: Mine\nlevel: medium\nlogsource: ${logsource}\ndetection: ${detection}\n`);
      assert.match(found('--rules', folder) ?? '', /^- \*\*High:\*\* Root user[^]*\n- \*\*Medium:\*\* Mine$/m);
      assert.equal(found('--rules', folder, '--no-bundled'), '- **Medium:** Mine');
      assert.equal(found('--no-bundled'), undefined);
      assert.equal(cli('explain', ...about, '--rules', path.join(folder, 'missing.yml')).code, 2);
      fs.writeFileSync(rule, 'title: Broken\ndetection: {}\n');
      assert.equal(cli('explain', ...about, '--rules', folder, '--no-bundled').code, 3);
      assert.equal(cli('explain', 'a', 'b', '--rules', folder).code, 2);
    });
  });

  it('explain --event: an event whose id is anything', () => {
    inFolder((folder) => {
      const ids = ['a\nb', 'tab\there', '\u0001"quoted" \\ back', 'a*', '\u202e\u00a0'];
      const log = path.join(folder, 'log.json');
      const records = ids.map((eventID, n) => ({
        eventVersion: '1.08',
        eventTime: '2026-03-14T08:00:00Z',
        eventSource: 'ec2.amazonaws.com',
        eventName: `Odd${n}`,
        eventID,
      }));
      fs.writeFileSync(log, JSON.stringify({ Records: records }));
      for (const [n, id] of ids.entries()) {
        const { code, text } = cli('explain', '--event', id, log);
        assert.deepEqual([code, /`Odd\d`/.exec(text)?.[0]], [0, `\`Odd${n}\``], JSON.stringify(id));
      }
    });
  });

  it('explain: what the hovers say of a signed-in person, a filter, a range, an encoded reason', () => {
    const said = (...args: readonly string[]): string => cli('explain', ...args).text;
    assert.match(said('signin.amazonaws.com', 'ConsoleLogin'), /Someone signed in/);
    const filter = ['--path', 'requestParameters.filterSet.items[0].name', '--value', 'tag:Name'];
    assert.match(said('ec2.amazonaws.com', 'DescribeInstances', ...filter), /\*\*Filter\*\* `tag:Name`/);
    assert.match(said('a', 'b', '--value', '0.0.0.0/0'), /every address on the Internet/);
    const message = `Encoded authorization failure message: ${'a'.repeat(40)}`;
    const field = ['--field', 'errorMessage', '--value', message];
    assert.match(
      said('ec2.amazonaws.com', 'RunInstances', ...field),
      /decode-authorization-message --encoded-message a{40}$/m,
    );
  });
});
