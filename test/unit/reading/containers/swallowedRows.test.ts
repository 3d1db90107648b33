import assert from 'node:assert/strict';
import fc from 'fast-check';
import { decodeValue } from '../../../../src/reading/recordScanner';
import { RecordSource } from '../../../../src/reading/recordSource';
import { type Json, read, utf8 } from '../../../fixtures/log';

const columns = ['eventtime', 'eventname', 'eventsource', 'useragent', 'errormessage', 'awsregion', 'eventid'];
const event = (n: number, agent: string, message = ''): string[] => [
  `2026-03-14T08:00:0${n % 10}Z`,
  `Event${n}`,
  'iam.amazonaws.com',
  agent,
  message,
  'us-east-1',
  `id-${n}`,
];
const inQuotes = (cell: string): string => `"${cell.replaceAll('"', '""')}"`;
const DELIMITERS = { '\t': 'tabs', ',': 'commas', '|': 'bars', ';': 'semicolons' };
const ENDS = { '\n': 'LF', '\r\n': 'CR LF', '\r': 'CR' };

/** How programs write a cell: each in quotes, where it is needed, never. */
const WRITERS = {
  all: inQuotes,
  'what needs them': (cell: string, delimiter: string) =>
    cell.includes(delimiter) || /["\r\n]/.test(cell) ? inQuotes(cell) : cell,
  nothing: (cell: string) => cell,
};
const table = (rows: readonly string[][], writer: keyof typeof WRITERS, delimiter = ',', end = '\n'): string =>
  rows.map((cells) => cells.map((cell) => WRITERS[writer](cell, delimiter)).join(delimiter)).join(end);

/** What was read of each event, which its span gives again, and what was said beyond what goes for the container. */
function eventsIn(text: string): { found: Json[]; said: string[] } {
  const source = new RecordSource(utf8(text));
  const { found, problems } = read(text);
  for (const { start, end, value } of found) {
    const again = source.record(start, end);
    assert.deepEqual(decodeValue(again.bytes, again.start, again.end), value);
  }
  const said = problems.filter(({ severity }) => severity !== 'info').map(({ message }) => message);
  return { found: found.map(({ value }) => value), said };
}

/** As the events that a table was made of would be read. */
const asRead = (rows: readonly string[][]): unknown[] =>
  rows.map(([, name, , agent = '', message = '', , id]) => [name, agent || undefined, message || undefined, id]);
const asFound = (found: readonly Json[]): unknown[] =>
  found.map((one) => [one.eventName, one.userAgent, one.errorMessage, one.eventID]);

describe('rows of CSV between two quotes', () => {
  for (const [delimiter, name] of Object.entries(DELIMITERS))
    for (const [end, ending] of Object.entries(ENDS))
      for (const between of [0, 1, 3])
        it(`are events where another cell shows that nothing is quoted: ${between} between, ${name}, ${ending}`, () => {
          const others = Array.from({ length: between }, (_, n) => event(n + 2, n === 1 ? '"' : 'b'));
          const events = [event(0, 'a', 'no "x" in it'), event(1, '"x'), ...others, event(8, 'y"'), event(9, 'd')];
          const { found, said } = eventsIn(table([columns, ...events], 'nothing', delimiter, end));
          assert.deepEqual(asFound(found), asRead(events));
          assert.match(said[0] ?? '', /^Row 2: a quote in it closes only behind other events/);
        });

  for (const [delimiter, name] of Object.entries(DELIMITERS))
    for (const [end, ending] of Object.entries(ENDS))
      it(`are text where nothing shows how the table is written, and that is said: ${name}, ${ending}`, () => {
        const events = [event(0, 'a'), event(1, '"x'), event(2, 'b'), event(3, 'y"'), event(4, 'd')];
        const { found, said } = eventsIn(table([columns, ...events], 'nothing', delimiter, end));
        assert.deepEqual(
          found.map(({ eventName }) => eventName),
          ['Event0', 'Event1', 'Event4'],
        );
        assert.equal(said.length, 1);
        assert.match(said[0] ?? '', /^Row 2: between two quotes in it stand lines that look like rows/);
      });

  const forged = (delimiter: string, end: string): string[] => {
    const line = event(7, 'f').join(delimiter);
    const [before, after] = [event(6, '').slice(0, 3), event(8, '').slice(4)].map((cells) => cells.join(delimiter));
    const [first, last] = [`a${delimiter}${after}`, `${before}${delimiter}b`];
    return [
      ['a', line, 'b'],
      [line, line],
      [first, line, last],
      [first, last],
    ].map((lines) => lines.join(end));
  };
  const full = (end: string): string => `${table([event(6, 'x'), event(7, 'f'), event(8, 'y')], 'nothing', ',', end)}`;

  for (const writer of ['all', 'what needs them'] as const)
    for (const [delimiter, name] of Object.entries(DELIMITERS))
      for (const [end, ending] of Object.entries(ENDS))
        it(`make no event of what a caller wrote where ${writer} is in quotes: ${name}, ${ending}`, () => {
          for (const text of [...forged(delimiter, end), full(end)])
            for (const where of [event(1, text), event(1, 'x', `Value '${text}' at 'password'`), event(1, text, text)])
              for (const other of ['b', 'b "c" d', `b${delimiter}c`, '{"a":1,"b":2}']) {
                const events = [event(0, other), where, event(2, other)];
                const { found, said } = eventsIn(table([columns, ...events], writer, delimiter, end));
                assert.deepEqual(asFound(found), asRead(events));
                if (writer === 'all') assert.deepEqual(said, []);
                else assert.ok(said.every((message) => /^Row 2: between two quotes in it stand lines/.test(message)));
              }
        });

  it('are text of cells in a row that is quoted, below a header that is not', () => {
    const events = [event(0, 'a "b" c'), event(1, `a\n${event(7, 'f').join(',')}\nb`)];
    const text = `${columns.join(',')}\n${table(events, 'all')}`;
    assert.deepEqual([asFound(eventsIn(text).found), eventsIn(text).said], [asRead(events), []]);
  });

  for (const writer of ['all', 'what needs them'] as const)
    it(`are none where the first cell and the last have line breaks, and ${writer} is in quotes`, () => {
      const order = [3, 0, 1, 2, 5, 6, 4];
      const events = [event(0, 'a\nb', 'x\ny'), event(1, 'c')];
      const rows = [columns, ...events].map((cells) => order.map((n) => cells[n] ?? ''));
      const { found, said } = eventsIn(table(rows, writer));
      assert.deepEqual([asFound(found), said], [asRead(events), []]);
    });

  it('are text in a table that is joined to one without quotes', () => {
    const bare = table([columns, event(0, 'a "b" c'), event(1, 'b')], 'nothing');
    const [text = ''] = forged(',', '\n').slice(2);
    const events = [event(2, 'c'), event(3, text)];
    const { found } = eventsIn(`${bare}\n${table([columns, ...events], 'what needs them')}`);
    assert.deepEqual(asFound(found), asRead([event(0, 'a "b" c'), event(1, 'b'), ...events]));
  });

  it('are text below a header in quotes, and nothing is to be said', () => {
    const events = forged(',', '\n').map((text, n) => event(n, text));
    const { found, said } = eventsIn(`${table([columns], 'all')}\n${table(events, 'what needs them')}`);
    assert.deepEqual([asFound(found), said], [asRead(events), []]);
  });

  it('are text where a cell needed its quotes, whatever stands in others, and that is said', () => {
    const events = [event(0, 'a "b" c'), event(1, 'c,d'), ...forged(',', '\n').map((text, n) => event(n + 2, text))];
    const careless = (cell: string): string => (/[,\n]/.test(cell) ? inQuotes(cell) : cell);
    const { found, said } = eventsIn([columns, ...events].map((cells) => cells.map(careless).join(',')).join('\n'));
    assert.deepEqual(asFound(found), asRead(events));
    assert.deepEqual(
      said.map((message) => /^Row (\d): between two quotes/.exec(message)?.[1]),
      // row 4 has none: its lines stand behind or before other text
      ['3', '5', '6'],
    );
  });

  it('are text where only JSON at the end of rows stands without quotes', () => {
    const text = [`a,${[...event(8, '').slice(4), '{}'].join(',')}`, `${event(6, '').slice(0, 3).join(',')},b`].join(
      '\n',
    );
    const events = [event(0, 'a'), event(1, text)];
    const lines = events.map((cells) => `${table([cells], 'what needs them')},{"a":1}`);
    const { found } = eventsIn([`${columns.join(',')},requestparameters`, ...lines].join('\n'));
    assert.deepEqual(asFound(found), asRead(events));
  });

  const agent = fc.array(
    fc.constantFrom(
      'a',
      '"',
      '"x',
      'y"',
      ',',
      '\n',
      '\r\n',
      '\t',
      event(7, 'f').join(','),
      event(7, 'f').join('\t'),
      '{',
    ),
    { maxLength: 6 },
  );
  const texts = agent.map((parts) => parts.join(''));

  it('make no event, and take none away, in any table that is written with quotes', () => {
    const events = fc.array(fc.tuple(texts, texts), { minLength: 1, maxLength: 6 });
    const how = fc.constantFrom('all' as const, 'what needs them' as const);
    const ends = fc.constantFrom(...Object.keys(ENDS));
    const order = fc.shuffledSubarray([0, 1, 2, 3, 4, 5, 6], { minLength: 7 });
    fc.assert(
      fc.property(events, how, fc.constantFrom(',', '\t'), ends, order, (cells, writer, delimiter, end, to) => {
        const rows = cells.map(([one, two], n) => event(n, one, two));
        const text = table(
          [columns, ...rows].map((row) => to.map((n) => row[n] ?? '')),
          writer,
          delimiter,
          end,
        );
        assert.deepEqual(asFound(eventsIn(text).found), asRead(rows));
      }),
      { numRuns: 3000 },
    );
  });

  it('are not lost in silence in any table that is written without quotes, between tabs', () => {
    const escaped = texts.map((text) => text.replace(/[\t\r\n]/g, ' '));
    const events = fc.array(fc.tuple(escaped, escaped), { minLength: 1, maxLength: 8 });
    fc.assert(
      fc.property(events, (cells) => {
        const rows = cells.map(([one, two], n) => event(n, one, two));
        const { found, said } = eventsIn(table([columns, ...rows], 'nothing', '\t'));
        const ids = found.map(({ eventID }) => eventID);
        assert.ok(said.length > 0 || rows.every((row) => ids.includes(row[6])));
      }),
      { numRuns: 3000 },
    );
  });

  it('are looked for in the row alone', () => {
    const rows = Array.from({ length: 2000 }, (_, n) => event(n, n % 3 === 0 ? 'a "b"' : 'c'));
    const text = table([columns, ...rows], 'nothing', ',', '\r');
    const looked = searchedBy(() => assert.equal(read(text).records, rows.length));
    assert.ok(looked < 30 * text.length, `${looked} of ${text.length}`);
  });
});

/** How many bytes are searched for one byte meanwhile. */
function searchedBy(run: () => void): number {
  let searched = 0;
  const { prototype } = Uint8Array;
  const own = Object.getPrototypeOf(prototype) as Uint8Array;
  prototype.indexOf = function (this: Uint8Array, byte, from = 0) {
    const at = own.indexOf.call(this, byte, from);
    searched += (at < 0 ? this.length : at) - from;
    return at;
  };
  prototype.includes = function (this: Uint8Array, byte, from = 0) {
    return this.indexOf(byte, from) >= 0;
  };
  try {
    run();
  } finally {
    Reflect.deleteProperty(prototype, 'indexOf');
    Reflect.deleteProperty(prototype, 'includes');
  }
  return searched;
}
