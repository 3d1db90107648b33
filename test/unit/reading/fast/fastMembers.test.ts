import assert from 'node:assert/strict';
import fc from 'fast-check';
import { FastMembers } from '../../../../src/reading/fast/fastMembers';
import { FIELD_NAMES } from '../../../../src/reading/fields';
import { MemberSpans } from '../../../../src/reading/json/memberSpans';
import { utf8 } from '../../../fixtures/log';
import { wasmBytes } from './support';

const ASKED = ['eventID', 'requestParameters', 'responseElements', 'eventName', 'userIdentity.type', 'other'];
const ALL = [...FIELD_NAMES, 'userIdentity.type', 'other', 'requestParameters.name', ''];

const member = fc.tuple(
  fc.oneof({ weight: 6, arbitrary: fc.constantFrom(...FIELD_NAMES) }, fc.constantFrom(...ALL), fc.string()),
  fc.oneof(fc.jsonValue(), fc.string({ minLength: 10, maxLength: 100 })),
);
/** Mostly what makes a record of an object. */
const text = fc
  .tuple(fc.array(member, { maxLength: 20 }), fc.constantFrom('', ' ', '\n  '), fc.boolean())
  .map(([members, space, isRecord]) => {
    const usual = [
      ['eventVersion', '1.11'],
      ['userIdentity', { type: 'Root' }],
      ['eventSource', 'ec2.amazonaws.com'],
    ];
    const pairs = [...(isRecord ? usual : []), ...members].map(
      ([key, value]) => `${JSON.stringify(key)}${space}:${space}${JSON.stringify(value)}`,
    );
    return `{${space}${pairs.join(`${space},${space}`)}${space}}`;
  });

describe('the quick finder of members', () => {
  let members: FastMembers;
  before(async () => {
    members = await FastMembers.create(await wasmBytes());
  });

  /** What both finders say of the bytes between. */
  function both(bytes: Uint8Array, start: number, end: number): [quick: unknown, careful: unknown] {
    const [quick, careful] = [members.finderOf(ASKED), new MemberSpans(ASKED)];
    return [
      quick.find(bytes, start, end) &&
        [...quick.spans].filter((_, n) => n % 2 === 0 || (quick.spans[n - 1] ?? -1) >= 0),
      careful.find(bytes, start, end) &&
        [...careful.spans].filter((_, n) => n % 2 === 0 || (careful.spans[n - 1] ?? -1) >= 0),
    ];
  }

  it('finds what the careful one finds', () => {
    fc.assert(
      fc.property(text, (record) => {
        // something stands before and after it
        const bytes = utf8(`{"eventID":0},${record},{"eventID":1}`);
        const [quick, careful] = both(bytes, 14, 14 + utf8(record).length);
        assert.deepEqual(quick, careful);
      }),
      { numRuns: 2000 },
    );
  });

  it('finds what the careful one finds of a record that is cut off or has a byte changed', () => {
    const record =
      '{"eventVersion":"1.11","userIdentity":{"type":"Root"},"eventSource":"ec2.amazonaws.com","eventName":"A",' +
      '"requestParameters":{"a":[1,"\\"x"]},"responseElements":null,"other":{"eventID":"no"},"eventID":"e"}';
    const bytes = utf8(record);
    for (let end = 0; end < bytes.length; end++) {
      const [quick, careful] = both(bytes.slice(), 0, end);
      assert.deepEqual(quick, careful, `up to ${end}`);
    }
    for (let at = 0; at < bytes.length; at++) {
      for (const byte of [0x00, 0x20, 0x22, 0x2c, 0x3a, 0x5c, 0x7b, 0x7d]) {
        const changed = bytes.slice();
        changed[at] = byte;
        // records were found by a scan that refuses what is no JSON
        if (!isJson(changed)) continue;
        const [quick, careful] = both(changed, 0, changed.length);
        assert.deepEqual(quick, careful, `${at}: ${byte}`);
      }
    }
  });

  it('takes nothing from the record before, when a source became shorter, and needs an object', () => {
    const record = utf8('{"eventVersion":"1","userIdentity":{},"eventID":"e","requestParameters":{"name":"b"}}');
    both(record, 0, record.length);
    assert.deepEqual(both(record.slice(0, -20), 0, record.length), [false, false]);
    for (const first of [0x20, 0x5b, 0x22, 0x78]) {
      const changed = record.slice();
      changed[0] = first;
      assert.deepEqual(both(changed, 0, changed.length), [false, false]);
    }
  });

  it('leaves a very large record to the careful one', () => {
    const record = utf8(
      `{"eventVersion":"1","eventID":"e","userIdentity":{},"requestParameters":"${'x'.repeat(1 << 21)}"}`,
    );
    const [quick, careful] = both(record, 0, record.length);
    assert.deepEqual(quick, careful);
    assert.ok(Array.isArray(quick));
  });
});

function isJson(bytes: Uint8Array): boolean {
  try {
    JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
    return true;
  } catch {
    return false;
  }
}
