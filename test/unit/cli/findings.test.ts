import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { record } from '../../fixtures/log';
import { CLI, cli, inFolder, LOGS, ROOT } from './support';

const text = (value: unknown): string => JSON.stringify(value);

describe('command line: findings', function () {
  this.timeout(60_000);

  it('findings: the rule, the event, who', () => {
    const { code, lines } = cli('findings', LOGS[0]);
    assert.equal(code, 0);
    const finding = lines.find((line) =>
      /Root user made a call/.test(String((line['rule'] as Record<string, unknown>)['title'])),
    );
    assert.ok(finding);
    assert.deepEqual([finding['source'], finding['index'], finding['identity']], [LOGS[0], 0, 'root of 123456789012']);
    assert.match(String((finding['rule'] as Record<string, unknown>)['id']), /^[0-9a-f-]{36}$/);
  });

  it('tells of rule files that a shell put where logs are named', () => {
    inFolder((folder) => {
      const rules = ['a.yml', 'b.yml', 'c.yml'].map((name) => path.join(folder, name));
      for (const rule of rules) fs.writeFileSync(rule, 'title: T\n');
      const { code, messages } = cli('findings', LOGS[0], '--rules', ...rules);
      assert.equal(code, 3);
      assert.match(
        messages,
        /^info: .*b\.yml and 1 more stood where logs are named: name their folder behind --rules, or the pattern in quotes/m,
      );
    });
  });

  it('findings --format text: one line a finding, however many events', () => {
    inFolder((folder) => {
      const rules = path.join(folder, 'rules.yml');
      fs.writeFileSync(
        rules,
        "title: Call\nname: call\nlevel: low\nlogsource: { product: aws }\ndetection: { s: { eventName: '*' }, condition: s }\n---\n" +
          'title: Many \u202e calls\nlevel: high\ncorrelation: { type: value_count, rules: [call], group-by: [eventSource], timespan: 1h, condition: { field: eventName, gte: 3 }, generate: true }\n',
      );
      const log = path.join(folder, 'log.json');
      const at = (n: number): string => `2026-03-14T09:00:0${n}Z`;
      const userIdentity = { type: 'IAMUser', userName: 'al\u001bice' };
      const Records = Array.from({ length: 9 }, (_, n) =>
        record(n, {
          eventName: `Call${n}`,
          eventTime: at(n),
          userIdentity,
          sourceIPAddress: n === 8 ? '203.0.113.9' : `198.51.100.${n < 2 ? 6 : 7}`,
        }),
      );
      fs.writeFileSync(log, JSON.stringify({ Records }));
      const args = [CLI, 'findings', log, '--rules', rules, '--no-bundled'];
      const said = (...more: string[]): string[] =>
        spawnSync(process.execPath, [...args, ...more], { cwd: ROOT, encoding: 'utf8' })
          .stdout.trimEnd()
          .split('\n');
      assert.deepEqual(said('--format', 'text'), [
        `high          6 × Many \\u{202e} calls · al\\u{1b}ice · 198.51.100.7 · ${at(2)} to ${at(7)}`,
        `high          1 × Many \\u{202e} calls · al\\u{1b}ice · 203.0.113.9 · ${at(8)}`,
        `low           8 × Call · al\\u{1b}ice · 198.51.100.0/24 · ${at(0)} to ${at(7)}`,
        `low           1 × Call · al\\u{1b}ice · 203.0.113.9 · ${at(8)}`,
        '4 findings (2 high, 2 low) on 9 events',
      ]);
      // to programs every event that completes a correlation is said
      assert.equal(said().length, 16);
      fs.writeFileSync(rules, '');
      assert.deepEqual(said('--format', 'text'), ['No findings']);
    });
  });

  it('tells how many events correlations cannot count, as they have no time', () => {
    inFolder((folder) => {
      const [rules, log] = [path.join(folder, 'rules.yml'), path.join(folder, 'log.json')];
      const call =
        "title: Call\nname: call\nlogsource: { product: aws }\ndetection: { s: { eventName: '*' }, condition: s }\n";
      const many =
        'title: Many\ncorrelation: { type: event_count, rules: [call], timespan: 1h, condition: { gte: 2 } }\n';
      const said = (times: readonly unknown[], text: string): string => {
        fs.writeFileSync(rules, text);
        fs.writeFileSync(log, JSON.stringify({ Records: times.map((eventTime, n) => record(n, { eventTime })) }));
        return cli('findings', log, '--rules', rules, '--no-bundled').messages;
      };
      const time = '2026-03-14T09:00:00Z';
      assert.equal(
        said([time, 'soon', null], `${call}---\n${many}`),
        'info: 2 events have no time, so they are not counted by correlations.\n',
      );
      assert.equal(
        said([time, 'soon'], `${call}---\n${many}`),
        'info: 1 event has no time, so it is not counted by correlations.\n',
      );
      assert.equal(said([time, time], `${call}---\n${many}`), '');
      assert.equal(said([time, 'soon'], call), '');
    });
  });

  it('findings --ip-database: credentials of an instance outside of AWS’s own networks', () => {
    inFolder((folder) => {
      const write = (name: string, value: unknown): string => {
        fs.writeFileSync(path.join(folder, name), text(value));
        return path.join(folder, name);
      };
      const session = { type: 'AssumedRole', sessionContext: { ec2RoleDelivery: '2.0' } };
      const log = write('role.json', {
        Records: ['192.0.2.10', '203.0.113.7'].map((sourceIPAddress, n) =>
          record(n, { sourceIPAddress, userIdentity: session, errorCode: undefined }),
        ),
      });
      const ranges = write('ip-ranges.json', { prefixes: [{ ip_prefix: '192.0.2.0/28', service: 'EC2' }] });
      const found = (...more: readonly string[]): unknown[] =>
        cli('findings', log, ...more)
          .lines.filter(({ rule }) => /address that is not AWS/.test(text(rule)))
          .map(({ index }) => index);
      assert.deepEqual(found(), []);
      assert.deepEqual(found('--ip-database', ranges), [1]);
      const missing = cli('findings', log, '--ip-database', path.join(folder, 'missing.json'));
      assert.equal(missing.code, 2);
      assert.match(missing.messages, /missing\.json: There is no such file\./);
      fs.renameSync(ranges, path.join(folder, 'ranges.txt'));
      assert.deepEqual(found('--ip-database', path.join(folder, 'ranges.txt')), [1]);
      for (const odd of ['{}', '{"prefixes":[]}', 'not json', '', '{"prefixes":']) {
        fs.writeFileSync(path.join(folder, 'odd.json'), odd);
        for (const asked of [
          ['findings', log],
          ['explain', 'a', 'b'],
        ]) {
          const { code, messages } = cli(...asked, '--ip-database', path.join(folder, 'odd.json'));
          assert.equal(code, 2, odd);
          assert.match(messages, /odd\.json: It is neither/, odd);
        }
      }
    });
  });

  it('findings without a rule: it is said, and no clean run where all were rejected', () => {
    inFolder((folder) => {
      const log = path.join(folder, 'log.json');
      fs.writeFileSync(log, text({ Records: [record(0)] }));
      const rule = (name: string, content: string): string => {
        fs.writeFileSync(path.join(folder, name), content);
        return path.join(folder, name);
      };
      const run = (...more: readonly string[]) => cli('findings', log, '--no-bundled', ...more);
      const said = /No rule is in force/;
      for (const broken of [
        'title: A\nlogsource: {product: aws}\ndetection: {s: {a|nope: 1}, condition: s}\n',
        'a: [\n',
      ]) {
        const { code, messages } = run('--rules', rule('broken.yml', broken));
        assert.equal(code, 3, broken);
        assert.match(messages, said, broken);
        // nor where bundled ones are in force
        assert.equal(cli('findings', log, '--rules', path.join(folder, 'broken.yml')).code, 3, broken);
      }
      for (const none of [[], ['--rules', rule('w.yml', 'title: W\nlogsource:\n  product: windows\n')]]) {
        const { code, messages } = run(...none);
        assert.equal(code, 0);
        assert.match(messages, said);
      }
      const sound = 'title: A\nlogsource: {product: aws}\ndetection: {s: {a: 1}, condition: s}\n';
      const { code, messages } = run('--rules', rule('sound.yml', sound), '--rules', path.join(folder, 'broken.yml'));
      assert.equal(code, 0, messages);
      assert.doesNotMatch(messages, said);
    });
  });

  it('findings --account: what is shared with an account of one’s own is no finding', () => {
    inFolder((folder) => {
      const items = [{ userId: '222233334444' }];
      const shared = record(0, {
        eventName: 'ModifySnapshotAttribute',
        requestParameters: { snapshotId: 'snap-1', createVolumePermission: { add: { items } } },
        recipientAccountId: '111122223333',
      });
      const log = path.join(folder, 'shared.json');
      fs.writeFileSync(log, text({ Records: [{ ...shared, errorCode: undefined }] }));
      const isFound = (...more: readonly string[]): boolean =>
        text(cli('findings', log, ...more).lines).includes('EBS snapshot was shared with another account');
      assert.ok(isFound());
      assert.ok(isFound('--account', '333344445555'));
      assert.ok(!isFound('--account', '333344445555', '--account', '222233334444=backup'));
      assert.equal(cli('findings', log, '--account', 'backup').code, 2);
      const page = (...more: readonly string[]): string =>
        cli('explain', '--event', String(shared['eventID']), log, ...more).text;
      assert.match(page(), /EBS snapshot was shared with another account/);
      assert.doesNotMatch(page('--account', '222233334444=backup'), /EBS snapshot was shared with another account/);
    });
  });
});
