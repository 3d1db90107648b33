import assert from 'node:assert/strict';
import { readdirSync } from 'node:fs';

import { examplesOf, loadAllBundled, ruleFiles, rulesFolder } from '../../../scripts/rules/bundled';
import { findingsIn } from '../../../scripts/rules/findings';
import { standalone } from '../../../scripts/rules/readme';
import { tacticOf } from '../../../src/case/rules/tactics';
import { Detector, type RecordObject } from '../../../src/detection';

const set = loadAllBundled();
const detector = new Detector(set);
const documents = standalone(set);

const SPEAKS_OF_ATTEMPTS = /fail|refus|attempt|tried|probed/i;
// Sign-ins tell success in responseElements, service events cannot fail, and a question tells by being asked.
const EITHER_WAY = new Set([
  'ec2/command-then-instance-role.yml',
  'ec2/instance-role-asked-who-it-is.yml',
  'ebs/shared-snapshot-used-outside.yml',
  'ec2/instance-role-outside-aws.yml',
  'ec2/instance-role-over-ipv6.yml',
  'general/attack-tool.yml',
  'general/enumeration-infrastructure-code.yml',
  'general/enumeration-session.yml',
  's3/s3-browser-used.yml',
  'signin/console-login-without-mfa.yml',
  'signin/root-console-login.yml',
  'signin/root-password-recovery.yml',
]);

describe('bundled rules', () => {
  it('parse without a problem, each for CloudTrail', () => {
    assert.deepEqual(set.problems, []);
    assert.equal(set.skipped.size, 0);
    assert.ok(documents.length >= 120, `${documents.length} rules`);
  });

  it('are one to a file, by path', () => {
    assert.deepEqual(
      documents.map((d) => d.path),
      ruleFiles().map((file) => file.path),
    );
  });

  it('name no anchor twice in a document, which some readers of YAML refuse', () => {
    for (const { path, text } of ruleFiles())
      for (const document of text.split(/^---$/m)) {
        const anchors = [...document.matchAll(/[:-] &(\w+)/g)].map(([, name]) => name);
        assert.deepEqual(anchors, [...new Set(anchors)], path);
      }
  });

  it('have unique ids, titles and names', () => {
    const all = [...set.rules, ...set.correlations];
    for (const key of ['id', 'title', 'name'] as const) {
      const values = all.map((d) => d[key]).filter((value) => value !== undefined);
      const twice = values.filter((value, place) => values.indexOf(value) !== place);
      assert.deepEqual(twice, [], key);
    }
    for (const { id } of all) assert.match(id, /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
  });

  it('have examples beside them, and there are none of another rule', () => {
    const examples = readdirSync(rulesFolder, { recursive: true, encoding: 'utf8' })
      .filter((name) => name.endsWith('.test.json'))
      .map((name) => name.replaceAll('\\', '/').replace(/\.test\.json$/, '.yml'));
    assert.deepEqual(examples.sort(), documents.map((d) => d.path).sort());
  });

  for (const document of documents) {
    describe(document.path, () => {
      it('says all that a reader needs', () => {
        assert.equal(document.author, 'CloudTrail Inspector');
        assert.match(document.date, /^\d{4}-\d{2}-\d{2}$/);
        assert.ok(document.title.length >= 12 && document.title.length <= 90, document.title);
        assert.ok(document.description.length > 40, 'description');
        assert.ok(['stable', 'test', 'experimental'].includes(document.status), document.status);
        assert.ok(document.falsepositives.length > 0, 'falsepositives');
        assert.ok(document.fields.length > 5, 'fields');
        assert.ok(document.references.length > 0, 'references');
        for (const url of document.references) assert.match(url, /^https:\/\/[\w.-]+\/\S*$/);
        assert.notEqual(tacticOf(document), '');
        assert.ok(document.tags.some((tag) => /^attack\.t\d{4}(\.\d{3})?$/.test(tag)), 'technique');
      });

      it('is true of its examples and of no other', () => {
        const examples = examplesOf(document.path);
        assert.ok(examples && examples.match.length > 0 && examples.noMatch.length > 0);
        const fires = (example: unknown): boolean =>
          document.kind === 'rule'
            ? detector.matches(document, example as RecordObject)
            : findingsIn(set, example as RecordObject[]).some(({ rule }) => rule === document);
        examples.match.forEach((example, place) => assert.ok(fires(example), `match ${place}`));
        examples.noMatch.forEach((example, place) => assert.ok(!fires(example), `noMatch ${place}`));
      });

      if (document.kind === 'correlation' && document.type === 'first_seen' && document.plan.learning === 0) {
        const found = (log: RecordObject[]): number => findingsIn(set, log).filter(({ rule }) => rule === document).length;
        const logs = (examplesOf(document.path)?.match ?? []) as RecordObject[][];

        it('tells once of what goes on, and anew after a pause', () => {
          for (const log of logs) {
            const again = (hours: number): RecordObject[] => [...log, ...log.map((event) => later(event, hours))];
            assert.equal(found(again(6)), found(log));
            assert.equal(found(again(9 * 24)), 2 * found(log));
          }
        });

        if (!SPEAKS_OF_ATTEMPTS.test(document.title) && !EITHER_WAY.has(document.path)) {
          it('is silent when the calls failed', () => {
            for (const log of logs) assert.equal(found(log.map((event) => ({ ...event, errorCode: 'AccessDenied' }))), 0);
          });
        }
      }

      if (document.kind === 'rule' && !SPEAKS_OF_ATTEMPTS.test(document.title) && !EITHER_WAY.has(document.path)) {
        it('is silent when the call failed', () => {
          for (const example of examplesOf(document.path)?.match ?? []) {
            const event = example as RecordObject;
            if (!detector.matches(document, event)) assert.fail('the example no longer matches');
            assert.ok(!detector.matches(document, { ...event, errorCode: 'AccessDenied' }));
          }
        });
      }
    });
  }
});

/** The same call some hours later. */
function later(event: RecordObject, hours: number): RecordObject {
  const time = new Date(Date.parse(String(event['eventTime'])) + hours * 3_600_000).toISOString().replace('.000', '');
  return { ...event, eventTime: time, eventID: `${String(event['eventID'])}+${hours}` };
}
