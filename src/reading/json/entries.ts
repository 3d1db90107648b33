import { STOPPED } from './jsonScanner';
import { objectAt, type Value } from './members';
import { decodeString, RecordScanner } from '../recordScanner';
import { structOf } from './struct';

/** What exports call the two members of an entry. */
const NAMES = ['key', 'name'];
/** How some of them wrap the list of entries. */
const WRAPPER = 'key_value';

/**
 * The entries of a map as exports write it: an object, a struct (`{k=v}`), a list of `{"key":…,"value":…}` or of pairs,
 * and any of these as text. Empty when it is none of them.
 */
export function entriesOf(value: Value): (readonly [name: string, value: Value])[] {
  const { layer, end } = value;
  const scanner = new RecordScanner(layer.bytes, end);
  const start = scanner.space(value.start);
  if (scanner.value(start) === STOPPED) return value.kind === 'text' ? entriesOfStruct(value) : [];
  const object = layer.bytes[start] === 0x7b ? objectAt(layer, scanner, start) : undefined;
  if (object !== undefined) {
    const wrapped = object.members.size === 1 ? object.fields.get(WRAPPER) : undefined;
    if (wrapped !== undefined) return entriesOf(wrapped);
    return [...object.members].map(([name, [from, to]]) => [name, { layer, start: from, end: to, kind: 'json' }]);
  }
  return [...elementsOf(value, scanner, start)].flatMap((element) => {
    const entry = entryOf(element, scanner);
    return entry === undefined ? [] : [entry];
  });
}

/** The first element of a list; undefined where it has none. */
export function firstIn(list: Value): Value | undefined {
  const [first] = elementsOf(list, new RecordScanner(list.layer.bytes, list.end), list.start);
  return first;
}

/** The elements of a list at `at`, which is whole; of anything else none. */
export function* elementsOf({ layer }: Value, scanner: RecordScanner, at: number): Generator<Value> {
  const { bytes } = layer;
  if (bytes[at] !== 0x5b) return;
  for (let i = scanner.space(at + 1); bytes[i] !== 0x5d;) {
    const end = scanner.value(i, 1);
    yield { layer, start: i, end, kind: 'json' };
    i = scanner.separator(end, 0x5d);
  }
}

function entryOf(element: Value, scanner: RecordScanner): readonly [string, Value] | undefined {
  const { layer, start } = element;
  let [name, value]: (Value | undefined)[] = [];
  if (layer.bytes[start] === 0x7b) {
    const fields = objectAt(layer, scanner, start)?.fields;
    name = NAMES.map((key) => fields?.get(key)).find((one) => one !== undefined);
    value = fields?.get('value');
  } else [name, value] = elementsOf(element, scanner, start);
  const text = name && decodeString(name.layer.bytes, name.start, name.end);
  return text === undefined || value === undefined ? undefined : [text, value];
}

function entriesOfStruct(value: Value): (readonly [string, Value])[] {
  const struct = structOf(value, false);
  if (!(struct instanceof Map)) return [];
  return [...struct].flatMap(([name, inner]) => (inner instanceof Map ? [] : [[name, inner] as const]));
}
