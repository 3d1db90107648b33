import assert from 'node:assert/strict';
import fc from 'fast-check';
import { DerivedLayer, type Layer, sourceLayer } from '../../../../src/reading/layers/layer';
import { pushString, undoubled, unescaped } from '../../../../src/reading/layers/quoting';
import { headOf } from '../../../../src/reading/head';
import { RecordSource } from '../../../../src/reading/recordSource';
import { madeText, textMapOf } from '../../../../src/reading/layers/textMap';
import { text, utf8 } from '../../../fixtures/log';

const anyText = fc.oneof(
  fc.string({ maxLength: 30 }),
  fc.string({ unit: 'binary', maxLength: 20 }),
  fc.string({ unit: fc.constantFrom('"', '\\', '\n', 'a', 'é', '😀', '\u0001'), maxLength: 20 }),
);

/** Places ascend, lie inside, and the end of each byte is where the next begins. */
function assertMapped(layer: Layer, start: number, end: number): void {
  const { length } = layer.bytes;
  let last = start;
  for (let at = 0; at < length; at++) {
    const from = layer.sourceStart(at);
    assert.ok(from >= last && from < end, `${at}: ${from}`);
    assert.ok(layer.sourceEnd(at + 1) > from && layer.sourceEnd(at + 1) <= end);
    last = from;
  }
  if (length > 0) assert.deepEqual([layer.sourceStart(0), layer.sourceEnd(length)], [start, end]);
}

/** Bytes that are in use. */
function taken(): number {
  const { heapUsed, arrayBuffers } = process.memoryUsage();
  return heapUsed + arrayBuffers;
}

/** Bytes that may be searched in parts alone: a search of all costs as much as follows. */
function searchedInParts(text: string): Uint8Array {
  const refuse = (): never => assert.fail('the rest of the source was searched');
  return Object.assign(utf8(text), { indexOf: refuse, includes: refuse });
}

describe('text in text', () => {
  it('is looked through to its end, and no further', () => {
    const text = `"${'a'.repeat(100)}" "b\\n${'c'.repeat(100)}" "d""${'e'.repeat(100)}"`;
    for (const [start, end] of [
      [1, 101],
      [104, 207],
      [210, 313],
    ] as const) {
      const source = sourceLayer(searchedInParts(text));
      assert.ok(unescaped(source, start, end).bytes.length >= 100);
      assert.ok(undoubled(source, start, end).bytes.length >= 100);
    }
  });
});

describe('layers', () => {
  it('say what the inside of a JSON string says, and where each byte of it stands', () => {
    fc.assert(
      fc.property(anyText, anyText, (before, value) => {
        const source = utf8(`${before}${JSON.stringify(value)}x`);
        const start = utf8(before).length + 1;
        const end = source.length - 2;
        const layer = unescaped(sourceLayer(source), start, end);
        assert.equal(text(layer.bytes), value);
        assertMapped(layer, start, end);
      }),
    );
  });

  it('do so through several of them', () => {
    fc.assert(
      fc.property(anyText, (value) => {
        const source = utf8(JSON.stringify(JSON.stringify(value)));
        const outer = unescaped(sourceLayer(source), 1, source.length - 1);
        const inner = unescaped(outer, 1, outer.bytes.length - 1);
        assert.equal(text(inner.bytes), value);
        for (let at = 0; at < inner.bytes.length; at++)
          assert.ok(inner.sourceStart(at) < inner.sourceEnd(at + 1) && inner.sourceEnd(at + 1) < source.length);
      }),
    );
  });

  it('know the place of each byte of a long text, in whatever order they are asked for', () => {
    const unit = fc.constantFrom(
      'a',
      '\\n',
      '\\u00e9',
      '\\ud83d\\ude00',
      '\\u0800',
      '\\x',
      '\\ud83d',
      'xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx',
      '""',
    );
    const units = fc.array(fc.tuple(unit, fc.integer({ min: 1, max: 900 })), { minLength: 1, maxLength: 12 });
    const lengths: Readonly<Record<string, readonly [escaped: number, doubled: number]>> = {
      '\\n': [1, 2],
      '\\u00e9': [2, 6],
      '\\u0800': [3, 6],
      '\\ud83d\\ude00': [4, 12],
      '\\x': [2, 2],
      '\\ud83d': [3, 6],
      '""': [2, 1],
    };
    fc.assert(
      fc.property(units, fc.boolean(), fc.infiniteStream(fc.nat()), (parts, isCell, order) => {
        const texts = parts.flatMap(([text, count]) => Array<string>(count).fill(text));
        const source = utf8(`<${texts.join('')}>`);
        const layer = (isCell ? undoubled : unescaped)(sourceLayer(source), 1, source.length - 1);
        let [at, from] = [0, 1];
        const places = texts.map((one) => {
          const place = [at, from] as const;
          at += lengths[one]?.[isCell ? 1 : 0] ?? one.length;
          from += one.length;
          return place;
        });
        assert.equal(layer.bytes.length, at);
        for (let n = 0; n < 200; n++) {
          const [here, there] = places[(order.next().value as number) % places.length] as readonly [number, number];
          assert.equal(layer.sourceStart(here), there);
          assert.equal(layer.sourceEnd(here), there);
        }
      }),
    );
  });

  it('take little more memory than their text, whatever it is made of', () => {
    const before = taken();
    const source = utf8(`{${'\\n'.repeat(1 << 21)}${'\\na'.repeat(1 << 20)}`);
    const layer = unescaped(sourceLayer(source), 0, source.length);
    const size = taken() - before;
    assert.ok(layer.sourceStart(layer.bytes.length - 1) > 0);
    assert.ok(size < 3 * source.length + (4 << 20), `${size} for ${source.length}`);
  });

  it('end after the whole escape', () => {
    const source = utf8('"ab\\u00e9\\n"');
    const layer = unescaped(sourceLayer(source), 1, source.length - 1);
    assert.equal(text(layer.bytes), 'abé\n');
    assert.deepEqual(
      [2, 4, 5].map((at) => layer.sourceEnd(at)),
      [3, 9, 11],
    );
    assert.deepEqual(
      [1, 2, 4].map((at) => layer.sourceStart(at)),
      [2, 3, 9],
    );
  });

  it('say what a quoted cell says', () => {
    fc.assert(
      fc.property(anyText, (value) => {
        const source = utf8(`"${value.replaceAll('"', '""')}"`);
        const layer = undoubled(sourceLayer(source), 1, source.length - 1);
        assert.equal(text(layer.bytes), value);
        assertMapped(layer, 1, source.length - 1);
      }),
    );
  });

  it('write text as JSON strings', () => {
    fc.assert(
      fc.property(anyText, (value) => {
        const source = utf8(value);
        const layer = new DerivedLayer();
        pushString(layer, sourceLayer(source), 0, source.length);
        assert.equal(JSON.parse(text(layer.bytes)), value);
      }),
    );
  });

  it('leave broken escapes as they are', () => {
    for (const broken of ['\\x', '\\u12', 'a\\', '\\u12\\u0041', '\\ud83d'])
      assert.doesNotThrow(() => unescaped(sourceLayer(utf8(broken)), 0, broken.length));
    assert.equal(text(unescaped(sourceLayer(utf8('a\\q\\n')), 0, 5).bytes), 'a\\q\n');
  });

  it('map UTF-16 units both ways', () => {
    const written = JSON.stringify('é"😀"x').slice(1, -1);
    const source = utf8(written);
    const layer = unescaped(sourceLayer(source), 0, source.length);
    const map = textMapOf(madeText(written, { bytes: layer.bytes, start: 0, end: layer.bytes.length, layer }));
    assert.equal(map.text, 'é"😀"x');
    assert.deepEqual(
      [...map.text].map((c) => written.slice(map.fromText(map.text.indexOf(c)))[0]),
      ['é', '\\', '\ud83d', '\\', 'x'],
    );
    assert.equal(map.toText(written.indexOf('x')), map.text.indexOf('x'));
    assert.equal(map.inOrder, true);
  });

  it('map the cells of a row, in whatever order they stand', () => {
    const rows = 'awsregion,note,eventname,eventsource,requestparameters\nus,é,"Run""😀",ec2,"{""a"":""b""}"\n';
    const bytes = utf8(rows);
    const from = rows.indexOf('\n') + 1;
    const row = rows.slice(from, -1);
    const map = textMapOf(
      madeText(row, new RecordSource(bytes.slice(from, -1), headOf(bytes)).record(0, utf8(row).length)),
    );
    assert.equal(map.inOrder, false);
    const record = JSON.parse(map.text) as Record<string, unknown>;
    assert.deepEqual(record['eventName'], 'Run"😀');
    for (const [value, cell] of [
      ['"ec2"', 'ec2'],
      ['"us"', 'us'],
      ['"Run\\"😀"', 'Run""😀'],
      ['"b"', '""b""'],
    ] as const) {
      const start = map.text.indexOf(value);
      const place = row.slice(map.fromText(start), map.endFromText(start + value.length));
      assert.equal(place, cell);
      const inCell = map.toText(row.indexOf(cell) + (cell.length >> 1));
      assert.ok(inCell > start && inCell < start + value.length, `${value} at ${inCell}`);
    }
  });
});
