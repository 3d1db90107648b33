import assert from 'node:assert/strict';
import { CaseEngine } from '../../../src/case/engine';
import { WORTH_PARTS } from '../../../src/case/readable/firstRecords';
import type { Platform } from '../../../src/case/platform';
import type { RulesGiven } from '../../../src/case/rules/ruleBook';
import { record, s3, utf8 } from '../../fixtures/log';

const nowhere = (): never => {
  throw new Error('There is no file here.');
};

function engineOn(platform: Partial<Platform>, given: RulesGiven = { sources: [] }): CaseEngine {
  return new CaseEngine(
    { read: nowhere, inflate: nowhere, list: nowhere, ...platform },
    async () => given,
    { progress: () => undefined, changed: () => undefined },
    nowhere,
  );
}

describe('what is seen of the start of a source', () => {
  const URI = 'memory:log.json';
  const log = utf8(s3(...Array.from({ length: 5000 }, (_, n) => record(n))));
  /** `size`: what the file system says. */
  const list = (size?: number): Platform['list'] => {
    return async (uris) => ({
      files: uris.map((uri) => ({ uri, named: true, ...(size === undefined ? {} : { size }) })),
    });
  };

  it('is how large it is, whether it wants to be laid out, and the first records of a large one', async () => {
    assert.ok(log.length > WORTH_PARTS);
    const seen = await engineOn({ read: async () => log, list: list(log.length) }).peek(URI);
    assert.deepEqual([seen.size, seen.wantsLayout], [log.length, true]);
    assert.ok(seen.first !== undefined && seen.first.length > 0);
    const small = await engineOn({ read: async () => log.subarray(0, 1 << 16), list: list(1 << 16) }).peek(URI);
    assert.equal(small.first, undefined);
  });

  it('has no size where the file system says none', async () => {
    assert.equal((await engineOn({ read: async () => log, list: list() }).peek(URI)).size, undefined);
  });

  it('is its size alone where it would have to be read whole, and no document could hold it', async () => {
    const seen = await engineOn({ list: list(1 << 30) }).peek(URI);
    assert.deepEqual(seen, { wantsLayout: false, size: 1 << 30 });
  });

  it('is why it cannot be read, where it cannot', async () => {
    const read = async (): Promise<never> => {
      throw new Error('There is no such file.');
    };
    await assert.rejects(engineOn({ read, list: list() }).peek(URI), /no such file/);
  });
});

describe('the findings of what is not open', () => {
  it('are no empty list: nobody looked', async () => {
    await assert.rejects(engineOn({}).answers.findings('case:1'), /the rules could not run/);
  });
});

describe('the rules that a worker is given', () => {
  const rule = (title: string, value: string) => ({
    path: `${title}.yml`,
    text: `title: ${title}
id: ${title === 'own' ? '0b7c1d2e-3f40-4a51-8b62-9c73ad84be95' : '1b7c1d2e-3f40-4a51-8b62-9c73ad84be9' + title.length}
status: test
logsource: { product: aws, service: cloudtrail }
detection:
  selection: { sourceIPAddress|cidr${value} }
  condition: selection
level: low
`,
  });
  const plain = rule('plain', ": '10.0.0.0/8'");
  const networks = rule('networks', "|expand: '%aws_networks%'");
  const own = rule('own', ": '10.0.0.0/8'");
  const bundled = utf8(JSON.stringify([plain, networks]));
  const titles = async (given: RulesGiven): Promise<string[]> =>
    (await engineOn({}, given).rules.loaded()).set.rules.map(({ title }) => title);

  it('are those of the product, as they stand in their file, and then the others', async () => {
    assert.deepEqual(await titles({ bundled, sources: [own] }), ['plain', 'own']);
    assert.deepEqual(await titles({ sources: [own] }), ['own']);
  });

  it('are not said not to be there, in exceptions from them, while they are not in force', async () => {
    const [id = ''] = /[0-9a-f-]{36}/.exec(plain.text) ?? [];
    const exceptions = {
      path: 'file:///work/.cloudtrail/exceptions.yml',
      text: [id, 'plain', 'networks', 'gone']
        .map(
          (name) =>
            `title: from ${name}\nlogsource: { product: aws, service: cloudtrail }\nfilter: { rules: ['${name}'], s: { a: b }, condition: not s }\n`,
        )
        .join('---\n'),
    };
    const given = { bundled, sources: [exceptions] };
    const problems = async (isBundledOff: boolean): Promise<string[]> =>
      (await engineOn({}, { ...given, isBundledOff }).rules.loaded()).set.problems.map(({ message }) => message);
    assert.deepEqual(await titles({ ...given, isBundledOff: true }), []);
    const said = ['There is no rule with the id, name or title "gone".'];
    assert.deepEqual(await problems(true), said);
    assert.deepEqual(await problems(false), said);
  });

  it('are with a list of networks also those that ask it', async () => {
    const placeholders = { aws_networks: ['3.0.0.0/8'] };
    assert.deepEqual(await titles({ bundled, sources: [], placeholders }), ['plain', 'networks']);
  });
});
