import assert from 'node:assert/strict';
import fc from 'fast-check';
import { Dictionaries } from '../../../src/index/dictionaries';
import { noNumbers } from '../../../src/index/dictionaryNews';
import type { FastScanner } from '../../../src/index/fastScanner';
import { type IdentityParts, joinIdentity, splitIdentity } from '../../../src/index/identityParts';
import { identityOf } from '../../../src/record/identity';
import { indexOf } from '../../fixtures/index';
import { record, s3, text, utf8 } from '../../fixtures/log';
import { newScanner } from '../reading/fast/support';

const split = (json: string): IdentityParts => splitIdentity(utf8(`x${json}y`), 1, 1 + utf8(json).length);
const words = ({ shape, key, attributes, session }: IdentityParts): (string | undefined)[] => [
  text(shape),
  key && text(key),
  attributes && text(attributes),
  session && text(session),
];

/** Elements of every shape, keys that come twice and in escapes among them. */
const value = fc.oneof(
  fc.constantFrom(
    '"AKIA1"',
    '"AssumedRole"',
    '"FederatedUser"',
    '{"sessionIssuer":{"userName":"Admin","arn":"x"}}',
    '""',
    'null',
    '7',
    '{}',
    '{"attributes":{"a":[1]}}',
    '{"attributes":"x","b":{}}',
    '[]',
  ),
  fc.string({ unit: 'grapheme' }).map((one) => JSON.stringify(one)),
);
/** Sessions that are named alike in both places, or nearly. */
const session = fc.constantFrom(
  'rob',
  'xbob',
  'bob',
  'i-0abc',
  'a:b',
  'a/b',
  '',
  'é',
  'b@c.d,e+f=g_h',
  '\ue000',
  'a"b',
  'x'.repeat(1100),
);
const named = fc.tuple(session, session, fc.boolean()).map(([one, other, same]): [string, string][] => [
  ['principalId', JSON.stringify(`AROAEXAMPLE:${one}`)],
  ['arn', JSON.stringify(`arn:aws:sts::111122223333:assumed-role/Admin/${same ? one : other}`)],
]);
const key = fc.constantFrom(
  'accessKeyId',
  'sessionContext',
  'attributes',
  'type',
  'arn',
  'principalId',
  'acce\\u0073sKeyId',
  'é',
  '',
);
const space = fc.constantFrom('', ' ', '\n\t');
const element = fc
  .tuple(fc.array(fc.tuple(key, value), { maxLength: 6 }), fc.option(named), fc.nat(6), space)
  .map(([members, session, at, gap]) => {
    const all: [string, string][] = [...members];
    if (session !== null) all.splice(at, 0, ...session);
    return `{${all.map(([name, of]) => `${gap}"${name}"${gap}:${gap}${of}${gap}`).join(',')}}`;
  });

describe('parts of an identity', () => {
  const table: readonly (readonly [json: string, ...parts: (string | undefined)[]])[] = [
    ['{"type":"IAMUser"}', '{"type":"IAMUser"}', undefined, undefined],
    ['{"accessKeyId":"A","b":1}', '{"accessKeyId":\x01,"b":1}', '"A"', undefined],
    ['{"accessKeyId": "" }', '{"accessKeyId": \x01 }', '""', undefined],
    [
      '{"sessionContext":{"attributes":{"a":1},"b":2}}',
      '{"sessionContext":{"attributes":\x02,"b":2}}',
      undefined,
      '{"a":1}',
    ],
    [
      '{"sessionContext":{"attributes":[]},"accessKeyId":"A"}',
      '{"sessionContext":{"attributes":\x02},"accessKeyId":\x01}',
      '"A"',
      '[]',
    ],
    [
      '{"principalId":"AROA1:bob","arn":"arn:aws:sts::1:assumed-role/Admin/bob"}',
      '{"principalId":"AROA1:\x03","arn":"arn:aws:sts::1:assumed-role/Admin/\x03"}',
      undefined,
      undefined,
      'bob',
    ],
    [
      '{"principalId":"AROA1:bob","arn":"arn:aws:sts::1:assumed-role/Admin/rob"}',
      '{"principalId":"AROA1:bob","arn":"arn:aws:sts::1:assumed-role/Admin/rob"}',
      undefined,
      undefined,
    ],
    // only what stands where a service writes it
    ['{"x":{"accessKeyId":"A"}}', '{"x":{"accessKeyId":"A"}}', undefined, undefined],
    ['{"accessKeyId":7}', '{"accessKeyId":7}', undefined, undefined],
    ['{"accessKeyId":"A","accessKeyId":"B"}', '{"accessKeyId":"A","accessKeyId":"B"}', undefined, undefined],
    ['{"accessKeyId":"A","a\\u0063":"B"}', '{"accessKeyId":"A","a\\u0063":"B"}', undefined, undefined],
    ['{"accessKeyId":"A","b":"\x01"}', '{"accessKeyId":"A","b":"\x01"}', undefined, undefined],
    ['"alice"', '"alice"', undefined, undefined],
  ];
  for (const [json, ...expected] of table) {
    it(`of ${JSON.stringify(json)}`, () => {
      assert.deepEqual(words(split(json)), [...expected, undefined].slice(0, 4));
      assert.equal(text(joinIdentity(split(json))), json);
    });
  }

  it('make the whole again', () => {
    fc.assert(fc.property(element, (json) => assert.equal(text(joinIdentity(split(json))), json)));
  });

  it('tell who it is, and the key, as the whole does', () => {
    fc.assert(
      fc.property(element, (json) => {
        const whole: unknown = JSON.parse(json);
        const index = indexOf(s3(record(1)).replace(/("userIdentity":)[^}]*\}/, (_, name: string) => name + json));
        const id = index.id('identity', 0);
        assert.deepEqual(index.valueOf('identity', id), whole);
        const { accessKeyId, ...caller } = identityOf(whole);
        assert.equal(index.accessKeyOf(id), accessKeyId);
        for (const [name, fact] of Object.entries(caller))
          assert.equal(
            index.callerText(id, (one) => one[name as keyof typeof one]),
            fact,
            name,
          );
      }),
    );
  });

  /** Elements divided by the fast scanner; undefined where it leaves them to the careful reader. */
  const dividedFast = (scanner: FastScanner, elements: readonly string[]): IdentityParts[] | undefined => {
    const log = elements.map(
      (json, n) => `{"eventVersion":"1.09","userIdentity":${json},"eventSource":"a","eventName":"E${n}"}`,
    );
    scanner.begin();
    scanner.push(utf8(`{"Records":[${log.join(',')}]}`));
    if (scanner.finish().odd) return undefined;
    return Array.from(scanner.drain().ids.identity, (id) => {
      const [shape = 0, access = 0, attributes = 0, session = 0] = scanner.partNumbers(id, 1);
      const part = (of: 0 | 1 | 2 | 3, id: number): Uint8Array | undefined =>
        id === 0 ? undefined : scanner.partDictionary(of).slice(id);
      return {
        shape: part(0, shape) ?? new Uint8Array(),
        key: part(1, access),
        attributes: part(2, attributes),
        session: part(3, session),
      };
    });
  };

  it('are the same in the fast scanner', async () => {
    const scanner = await newScanner();
    fc.assert(
      fc.property(fc.array(element, { minLength: 1, maxLength: 5 }), (elements) => {
        const divided = dividedFast(scanner, elements);
        if (divided !== undefined) assert.deepEqual(divided.map(words), elements.map(split).map(words));
      }),
    );
  });

  it('have no session in the fast scanner either where an escape or a private character is anywhere', async () => {
    const scanner = await newScanner();
    const elements = Array.from({ length: 40 }, (_, length) =>
      ['\\/', '\\\\', '\ue000', ''].flatMap((odd) => {
        const rest = 'x'.repeat(length);
        const names = '"principalId":"A:bob","arn":"a/bob"';
        return [
          `{"type":"${odd}${rest}",${names}}`,
          `{${names},"type":"${rest}${odd}"}`,
          `{${names},"${odd}${rest}":1}`,
        ];
      }),
    ).flat();
    const divided = dividedFast(scanner, elements)?.map(words);
    assert.deepEqual(divided, elements.map(split).map(words));
    assert.equal(divided.filter(([, , , session]) => session === 'bob').length, 3 * 40);
  });

  it('go from one dictionary to another', () => {
    fc.assert(
      fc.property(fc.array(element, { maxLength: 20 }), (elements) => {
        const [one, other] = [new Dictionaries(), new Dictionaries()];
        const ids = elements.map((json) => one.intern('identity', utf8(json), 0, utf8(json).length));
        other.intern('identity', utf8('"before"'), 0, 8);
        const numbers = noNumbers();
        other.learn(one.news(), numbers);
        for (const [n, id] of ids.entries())
          assert.equal(text(other.slice('identity', numbers.identity.numbers[id] as number)), elements[n]);
      }),
    );
  });
});
