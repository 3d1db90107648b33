import fc from 'fast-check';
import { FIELD_NAMES } from '../../../../src/reading/fields';

const space = fc.string({ unit: fc.constantFrom(' ', '\n', '\r', '\t'), maxLength: 20 });
const gap = fc.oneof({ weight: 4, arbitrary: fc.constant('') }, { weight: 1, arbitrary: space });
const spaced = (text: fc.Arbitrary<string>): fc.Arbitrary<string> =>
  fc.tuple(gap, text, gap).map((parts) => parts.join(''));
const written = (text: string): string => JSON.stringify(text).slice(1, -1);

/** Text of other scripts, with all kinds of escapes, and with what means something outside strings. */
const piece = fc.oneof(
  { weight: 3, arbitrary: fc.string({ maxLength: 40 }).map(written) },
  fc.string({ unit: 'binary', maxLength: 12 }).map(written),
  fc.constantFrom('\\u0041', '\\uD83D\\ude00', '\\/', '\\\\', '\\"', '\\b\\f\\n\\r\\t', '\\u0000', '🙂', 'ß', '\u007f'),
  fc.string({ unit: fc.constantFrom('a', '{', '}', '[', ']', ',', ':'), maxLength: 70 }),
);
const string = fc.array(piece, { maxLength: 4 }).map((pieces) => `"${pieces.join('')}"`);

const number = fc.oneof(
  fc.integer().map(String),
  fc.double({ noNaN: true, noDefaultInfinity: true }).map((n) => JSON.stringify(n)),
  fc.constantFrom('0', '-0', '1e5', '1E+5', '0.5e-10', '-12.25', '123456789012345678901234567890'),
);

const member = (key: fc.Arbitrary<string>, value: fc.Arbitrary<string>): fc.Arbitrary<string> =>
  fc.tuple(spaced(key), spaced(value)).map((parts) => parts.join(':'));

/** JSON text of any value, with space wherever it may be. */
const { value } = fc.letrec<{ value: string; array: string; object: string }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 5, depthSize: 'small' },
    string,
    number,
    fc.constantFrom('true', 'false', 'null', '{}', '[ ]', '""'),
    tie('array'),
    tie('object'),
  ),
  array: fc.array(spaced(tie('value')), { maxLength: 4 }).map((items) => `[${items.join(',')}]`),
  object: fc.array(member(string, tie('value')), { maxLength: 4 }).map((members) => `{${members.join(',')}}`),
}));

const two = (max: number): fc.Arbitrary<string> => fc.integer({ min: 0, max }).map((n) => String(n).padStart(2, '0'));
const usualTime = fc
  .tuple(
    fc.integer({ min: 1970, max: 2100 }),
    fc.integer({ min: 1, max: 12 }),
    fc.integer({ min: 1, max: 28 }),
    two(23),
    two(59),
    two(59),
  )
  .map(
    ([y, m, d, ...clock]) => `"${y}-${String(m).padStart(2, '0')}-${String(d).padStart(2, '0')}T${clock.join(':')}Z"`,
  );

const NAMES = FIELD_NAMES.filter((name) => name !== 'eventTime');
const known = fc.constantFrom(...NAMES).map((name) => JSON.stringify(name));
/** Keys that are no field's, though some nearly are. */
const foreign = fc
  .oneof(
    fc.constantFrom(...NAMES).map((name) => `${name}s`),
    fc.string({ unit: fc.constantFrom('a', 'b', 'é', '{', ','), maxLength: 40 }),
  )
  .map((name) => JSON.stringify(name));
/** Few, so that records share them. */
const identity = fc.constantFrom(
  '{"type":"AWSService","invokedBy":"ec2.amazonaws.com"}',
  '{"type":"Root"}',
  ...['A', 'B'].map(
    (key) => `{"type":"AssumedRole","arn":"${'x'.repeat(170)}","accessKeyId":"ASIA${key}","of":"${'y'.repeat(60)}"}`,
  ),
);
const anyMember = fc.oneof(
  { weight: 4, arbitrary: member(known, value) },
  member(foreign, value),
  member(fc.constant('"eventTime"'), usualTime),
  member(fc.constant('"userIdentity"'), identity),
);

/** JSON text of an object that is a record beyond doubt. */
export const record = fc
  .tuple(member(known, value), fc.array(anyMember, { maxLength: 12 }), fc.array(anyMember, { maxLength: 3 }))
  .map(([first, before, after]) => {
    const telling = ['"eventName":"RunInstances"', '"eventSource":"ec2.amazonaws.com"', '"awsRegion":"eu-central-1"'];
    return `{${[first, ...before, ...telling, ...after].join(',')}}`;
  })
  .filter((json) => !/"eventSource"\s*:\s*"aws:/.test(json));

const list = fc.array(spaced(record), { minLength: 1, maxLength: 5 });

/** JSON text of a log in one of the usual containers. */
export const log = fc.oneof(
  fc.tuple(list, gap, gap).map(([records, a, b]) => `${a}{${b}"Records"${a}:${b}[${records.join(',')}]${b}}${a}`),
  list.map((records) => `[${records.join(',')}]`),
  list.map((records) => records.join('\n')),
  list.map((records) => records.join('')),
  list.map((records) => records.map((record) => `{"Records":[${record}]}`).join('')),
);
