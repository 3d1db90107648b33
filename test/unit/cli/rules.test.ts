import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { literalPattern } from '../../../src/case/rules/rulePattern';
import { type Json, record } from '../../fixtures/log';
import { type Answer, CLI, cli, inFolder, LOGS, ROOT } from './support';

describe('command line: rules of one’s own', function () {
  this.timeout(60_000);

  it('findings --rules --no-bundled: only one’s own', () => {
    inFolder((folder) => {
      fs.writeFileSync(
        path.join(folder, 'mine.yml'),
        'title: Mine\nid: 00000000-0000-4000-8000-000000000001\nlogsource: { product: aws, service: cloudtrail }\ndetection:\n  s: { eventName: TerminateInstances, userIdentity.type: Root }\n  condition: s\nlevel: low\n',
      );
      const { lines } = cli('findings', ...LOGS, '--rules', folder, '--no-bundled');
      assert.deepEqual(
        lines.map((line) => line['rule']),
        [{ id: '00000000-0000-4000-8000-000000000001', title: 'Mine', level: 'low' }],
      );
      fs.writeFileSync(
        path.join(folder, 'bad.yml'),
        'title: Bad\nlogsource: { product: aws }\ndetection:\n  s: { eventName|nonsense: x }\n  condition: s\n',
      );
      assert.match(
        cli('findings', ...LOGS, '--rules', folder, '--no-bundled').messages,
        /bad\.yml:4:\d+: error: .*nonsense/,
      );
    });
  });

  it('findings --no-bundled: an exception from a rule that is bundled is no mistake', () => {
    inFolder((folder) => {
      const filter = (id: string): string =>
        `title: Ours\nlogsource: { product: aws }\nfilter: { rules: [${id}], s: { eventName: '*' }, condition: not s }\n`;
      const said = (id: string): string => {
        fs.writeFileSync(path.join(folder, 'exceptions.yml'), filter(id));
        return cli('findings', LOGS[0], '--rules', folder, '--no-bundled').messages;
      };
      assert.doesNotMatch(said('093c8a1d-26a8-4588-9e94-7a3f67b51ddc'), /There is no rule/);
      assert.match(said('00000000-26a8-4588-9e94-7a3f67b51ddc'), /There is no rule/);
    });
  });

  it('findings: an exception that expired hides nothing, which is said', () => {
    inFolder((folder) => {
      const file = path.join(folder, 'mine.yml');
      const run = (expires: string): Answer => {
        fs.writeFileSync(
          file,
          `title: Mine\nlogsource: { product: aws }\ndetection: { s: { eventName: TerminateInstances }, condition: s }\n---\ntitle: Ours\nexpires: ${expires}\nlogsource: { product: aws }\nfilter: { rules: any, s: { eventName: '*' }, condition: not s }\n`,
        );
        return cli('findings', LOGS[0], '--rules', folder, '--no-bundled');
      };
      const expired = run('2020-01-01');
      assert.equal(expired.lines.length, 1);
      assert.match(
        expired.messages,
        /mine\.yml:6:10: warning: This exception expired on 2020-01-01 and is not applied/,
      );
      const inForce = run('2999-12-31');
      assert.deepEqual([inForce.lines.length, inForce.messages], [0, '']);
    });
  });

  it('findings --rules: hundreds of rules, the broken ones told of and the rest evaluated', () => {
    inFolder((folder) => {
      const rule = (id: string, product: string, condition: string): string =>
        `title: ${id}\nid: ${id}\nlogsource: { product: ${product} }\ndetection:\n  s: { eventName: TerminateInstances }\n  condition: ${condition}\n`;
      for (let n = 0; n < 300; n++) {
        const below = path.join(folder, `part-${n % 3}`);
        fs.mkdirSync(below, { recursive: true });
        const product = n % 10 === 1 ? 'windows' : 'aws';
        fs.writeFileSync(
          path.join(below, `${n}.yaml`),
          rule(`rule-${n}`, product, n % 10 === 2 ? 's and nothing' : 's'),
        );
      }
      // what else lies about in such folders
      fs.mkdirSync(path.join(folder, 'folder.yml'));
      fs.writeFileSync(path.join(folder, 'binary.yml'), Buffer.from([0, 255, 254, 1, 13, 10, 0]));
      fs.symlinkSync(path.join(folder, 'nowhere'), path.join(folder, 'gone.yml'));
      const { lines, messages, code } = cli('findings', LOGS[0], '--rules', folder, '--no-bundled');
      assert.equal(code, 3, 'not all rules could be read');
      const found = new Set(lines.map((line) => String((line['rule'] as Record<string, unknown>)['id'])));
      assert.equal(found.size, 240);
      assert.equal(messages.match(/"nothing", but there is no such selection/g)?.length, 30);
      assert.match(messages, /gone\.yml: error: There is no such file/);
      assert.match(messages, /binary\.yml: error: This is not text in UTF-8/);
      assert.match(messages, /info: skipped: 30 documents for other logs \(windows 30\)/);
    });
  });

  it('findings --rules: a folder without rules is told of, however often it is named', () => {
    inFolder((folder) => {
      const [none, some] = ['none', 'some'].map((name) => path.join(folder, name)) as [string, string];
      for (const one of [path.join(none, 'deep'), some]) fs.mkdirSync(one, { recursive: true });
      fs.writeFileSync(path.join(none, 'deep', 'notes.txt'), 'title: no rule');
      fs.writeFileSync(
        path.join(some, 'one.yml'),
        'title: T\nlogsource: { product: aws }\ndetection: { s: { eventName: TerminateInstances }, condition: s }\n',
      );
      const args = ['findings', LOGS[0], '--no-bundled', '--rules', some, '--rules', none, '--rules', some];
      const { lines, messages, code } = cli(...args, '--rules', none);
      assert.equal(messages, `${none}: warning: There is no rule file, *.yml or *.yaml, in it.\n`);
      assert.deepEqual([lines.length, code], [1, 0]);
    });
  });

  describe('findings --rules: a glob', () => {
    const FILES = [
      'a/aws_one.yml',
      'a/gcp.yml',
      'a/b/aws_two.yaml',
      'a/b/aws_notes.txt',
      '.c/aws_three.yml',
      'd[1] (x)/e.yml',
    ];
    const GLOBS: readonly [globs: string[], titles: string[]][] = [
      [['a/*.yml'], ['a/aws_one.yml', 'a/gcp.yml']],
      [['a/**/aws_*'], ['a/aws_one.yml', 'a/b/aws_two.yaml']],
      [['**/aws_*.{yml,yaml}'], ['.c/aws_three.yml', 'a/aws_one.yml', 'a/b/aws_two.yaml']],
      [['a/*/*.y?ml'], ['a/b/aws_two.yaml']],
      [['./a/[a-f]*.yml'], ['a/aws_one.yml']],
      [['d[1] (x)'], ['d[1] (x)/e.yml']],
      [['d*(x)/e.yml'], ['d[1] (x)/e.yml']],
      [[literalPattern('d[1] (x)', true)], ['d[1] (x)/e.yml']],
      [
        ['a/aws*.yml', 'a', 'a/**/*.yml'],
        ['a/aws_one.yml', 'a/b/aws_two.yaml', 'a/gcp.yml'],
      ],
      // z is a link to a/b, and in that round is one to a
      [['z*/*.yaml'], ['a/b/aws_two.yaml']],
      [['[ac-z]/**/aws_t*'], ['a/b/aws_two.yaml']],
      [['z*/*/aws*.yml'], ['a/aws_one.yml']],
      [['**/x/*.yml'], []],
      [['nowhere/*.yml'], []],
      [['a/[*.yml'], []],
    ];
    for (const [globs, titles] of GLOBS)
      it(`${globs.join(' ')} is ${titles.join(' ') || 'told to fit nothing'}`, () => {
        inFolder((folder) => {
          for (const file of FILES) {
            fs.mkdirSync(path.join(folder, path.dirname(file)), { recursive: true });
            fs.writeFileSync(
              path.join(folder, file),
              `title: ${file}\nlogsource: { product: aws }\ndetection: { s: { eventName: TerminateInstances }, condition: s }\n`,
            );
          }
          fs.symlinkSync(path.join(folder, 'a', 'b'), path.join(folder, 'z'));
          fs.symlinkSync(path.join(folder, 'a'), path.join(folder, 'a', 'b', 'round'));
          const log = path.resolve(ROOT, LOGS[0]);
          const args = ['findings', log, '--no-bundled', ...globs.flatMap((glob) => ['--rules', glob])];
          const run = spawnSync(process.execPath, [CLI, ...args], { cwd: folder, encoding: 'utf8' });
          const found = run.stdout.split('\n').filter((line) => line !== '');
          const rules = found.map((line) => (JSON.parse(line) as { rule: { title: string } }).rule.title);
          assert.deepEqual(rules.sort(), titles, run.stderr);
          if (titles.length > 0) assert.deepEqual([run.status, run.stderr], [0, '']);
          else assert.match(run.stderr, /--rules .+: There is no such file/);
          if (titles.length === 0) assert.equal(run.status, 2);
        });
      });
  });

  it('findings --rules: a logsource with a mistake is told of, and counted as one of another log', () => {
    inFolder((folder) => {
      for (const product of ['aws', 'asw', 'windows'])
        fs.writeFileSync(
          path.join(folder, `${product}.yml`),
          `title: T\nlogsource: { product: ${product} }\ndetection: { s: { eventName: TerminateInstances }, condition: s }\n`,
        );
      const { lines, messages, code } = cli('findings', LOGS[0], '--rules', folder, '--no-bundled');
      const file = path.join(folder, 'asw.yml').split(path.sep).join('/');
      const told = [
        `${file}:2:23: error: Documents for the product "asw" are passed over. Did you mean "aws"?`,
        'info: skipped: 2 documents for other logs (asw 1, windows 1)',
      ];
      assert.deepEqual([lines.length, messages.trimEnd().split('\n'), code], [1, told, 0]);
    });
  });

  it('findings --rules: links are followed, each folder once, and what leads nowhere is told of', () => {
    inFolder((folder) => {
      const [rules, elsewhere] = ['rules', 'elsewhere'].map((name) => path.join(folder, name)) as [string, string];
      for (const [n, below] of [rules, path.join(elsewhere, 'below')].entries()) {
        fs.mkdirSync(below, { recursive: true });
        fs.writeFileSync(
          path.join(below, 'one.yml'),
          `title: Rule ${n}\nlogsource: { product: aws }\ndetection: { s: { eventName: TerminateInstances }, condition: s }\n`,
        );
      }
      fs.symlinkSync(elsewhere, path.join(rules, 'linked'));
      fs.symlinkSync(rules, path.join(elsewhere, 'round'));
      const args = ['findings', LOGS[0], '--rules', rules, '--no-bundled'];
      const sarif = (): string =>
        spawnSync(process.execPath, [CLI, ...args, '--format', 'sarif'], { cwd: ROOT, encoding: 'utf8' }).stdout;
      const sound = cli(...args);
      assert.deepEqual([sound.lines.length, sound.messages, sound.code], [2, '', 0]);
      assert.match(sarif(), /"executionSuccessful":\s*true/);
      fs.symlinkSync(path.join(folder, 'nowhere'), path.join(rules, 'gone'));
      fs.symlinkSync(path.join(folder, 'nowhere'), path.join(rules, 'gone.txt'));
      const cut = cli(...args);
      assert.deepEqual([cut.lines.length, cut.code], [2, 3]);
      assert.equal(cut.messages, `${path.join(rules, 'gone')}: error: There is no such file.\n`);
      assert.match(sarif(), /"executionSuccessful":\s*false/);
      // what reads the answer need not have seen what was told beside it
      const { runs } = JSON.parse(sarif()) as { runs: { invocations: Json[] }[] };
      const uri = pathToFileURL(path.join(rules, 'gone')).href;
      assert.deepEqual(runs[0]?.invocations[0]?.['toolConfigurationNotifications'], [
        {
          level: 'error',
          message: { text: 'There is no such file.' },
          locations: [{ physicalLocation: { artifactLocation: { uri } } }],
        },
      ]);
    });
  });

  it('findings --rules: what is wrong with rules is told before what is wrong with logs, whichever is read first', () => {
    inFolder((folder) => {
      const rule = (n: number): string =>
        `title: Rule ${n}\nid: rule-${n}\nlogsource: { product: aws }\ndetection: { s: { eventName: Odd${n} }, condition: s }\n`;
      const [few, many] = [1, 250].map((count) => {
        const rules = path.join(folder, `${count}`);
        fs.mkdirSync(rules);
        for (let n = 0; n < count; n++) fs.writeFileSync(path.join(rules, `${n}.yml`), rule(n));
        fs.writeFileSync(path.join(rules, 'z.yml'), 'logsource: { product: aws }\n');
        return rules;
      }) as [string, string];
      // so large that it is read in a thread of its own beside many rules, and broken off
      const log = path.join(folder, 'log.json');
      const events = Array.from({ length: 9000 }, (_, n) =>
        record(n, { eventName: n === 7 ? 'Odd0' : 'Even', requestParameters: { text: 'x'.repeat(900) } }),
      );
      fs.writeFileSync(log, JSON.stringify({ Records: events }).slice(0, -100));
      assert.ok(fs.statSync(log).size > 8 << 20);
      const small = path.join(folder, 'small.json');
      fs.writeFileSync(small, JSON.stringify({ Records: events.slice(0, 9) }).slice(0, -100));
      for (const [rules, of, lines] of [
        [few, small, 1],
        [few, log, 1],
        [many, small, 1],
        [many, log, 1],
      ] as const) {
        const answer = cli('findings', of, '--rules', rules, '--no-bundled');
        const messages = answer.messages.trimEnd().split('\n');
        assert.match(messages[0] ?? '', /z\.yml:1:1: error: This document has neither/);
        assert.ok(messages[1]?.startsWith(`${of}:1:`), answer.messages);
        assert.deepEqual([messages.length, answer.lines.length, answer.code], [2, lines, 3]);
        assert.equal(answer.lines[0]?.['eventID'], events[7]?.['eventID']);
      }
    });
  });

  it('findings: nothing in the environment mixes with the answers', () => {
    inFolder((folder) => {
      fs.writeFileSync(path.join(folder, 'x.yml'), 'logsource: { product: windows }\n');
      const args = ['findings', ...LOGS, '--rules', folder, '--no-bundled'];
      // what the library that reads YAML asks for, where it is built for node
      const env = { ...process.env, LOG_TOKENS: '1', LOG_STREAM: '1' };
      assert.equal(spawnSync(process.execPath, [CLI, ...args], { cwd: ROOT, encoding: 'utf8', env }).stdout, '');
    });
  });

  it('findings: each value of an event that was never there before', () => {
    inFolder((folder) => {
      const rules = path.join(folder, 'rules.yml');
      fs.writeFileSync(
        rules,
        `title: Call\nname: call\nlogsource: { product: aws }\ndetection: { s: { eventName: '*' }, condition: s }\n---\ntitle: New\nid: new\ncorrelation: { type: first_seen, rules: [call], condition: { field: requestParameters.audience, learning: 1h } }\n`,
      );
      const at = (n: number, audience: string[]): unknown =>
        record(n, { eventTime: `2026-03-14T1${n}:00:00Z`, requestParameters: { audience } });
      const log = path.join(folder, 'log.json');
      fs.writeFileSync(log, JSON.stringify({ Records: [at(0, ['a']), at(2, ['a', 'b', 'c'])] }));
      const { lines } = cli('findings', log, '--rules', rules, '--no-bundled');
      assert.deepEqual(
        lines.map(({ index, neverSeenBefore }) => [index, neverSeenBefore]),
        [
          [1, 'b'],
          [1, 'c'],
        ],
      );
    });
  });

  it('findings --rules: a single file, and a correlation with its trigger, its group and its events', () => {
    inFolder((folder) => {
      const file = path.join(folder, 'burst.yml');
      fs.writeFileSync(
        file,
        `title: Call\nname: call\nlogsource: { product: aws }\ndetection: { s: { eventName: '*' }, condition: s }\n---\ntitle: Calls\nid: calls\nlevel: high\ncorrelation: { type: event_count, rules: [call], group-by: [recipientAccountId], timespan: 1d, condition: { eq: 3 } }\n`,
      );
      const { lines } = cli('findings', ...LOGS, '--rules', file, '--no-bundled');
      assert.ok(lines.length > 0);
      for (const line of lines) {
        const events = line['events'] as string[];
        assert.deepEqual([events.length, events.at(-1)], [3, line['eventID']]);
        const [group, ...more] = line['group'] as { field: string; value: string }[];
        assert.deepEqual([group?.field, more], ['recipientAccountId', []]);
        assert.match(group?.value ?? '', /^\d{12}$/);
      }
    });
  });
});
