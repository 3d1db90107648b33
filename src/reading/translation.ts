import { elementsOf, entriesOf, firstIn } from './entries';
import { fieldSlotOfText } from './fields';
import { STOPPED } from './jsonScanner';
import type { DerivedLayer } from './layer';
import { type Layer } from './layer';
import { type Fields, objectAt, type ObjectAt, type Value } from './members';
import { makeLists, type Node, numbered, type Piece, put, written } from './madeRecord';
import { unescaped } from './quoting';
import { MAX_PATH, type PathTable, recordPath } from './recordPaths';
import { decodeString, RecordScanner } from './recordScanner';
import { ofShownTime } from './shownTime';
import { fieldNamed, structOf, type StructNode } from './struct';
import { isoTime, timeOf } from '../record/time';

/**
 * How a value is taken over: as it is; `set`: as it is unless it is the word null, as are all that follow; `boolean`: true or false, also from a string; `yesNo`: these as words; `time`: as
 * CloudTrail writes times; `json`: JSON or a struct (`{k=v}`) from a string that holds it; `struct`: the same, with the
 * names that CloudTrail gives its fields where an export wrote them in lower case; `arn`, `id`, `word`: only when it is
 * an ARN, is none, is one word; `members`: a map from paths of a record to their values, of which others become members;
 * `ownName`: only when the ARN beside it, if there is one, ends with it, because it may be a name from the request.
 */
export type TakenAs =
  'value' | 'set' | 'boolean' | 'yesNo' | 'time' | 'json' | 'struct' | 'arn' | 'id' | 'word' | 'members' | 'ownName';

/** How events that are written otherwise become records: a table of paths. */
export interface Translation {
  /** Names of the object's own members, all of which such an event has; a CSV row is known by its header instead. */
  readonly marks: readonly string[];
  /** Whether the fields, by the names of the members, too, say so, where the marks prove little. */
  readonly applies?: (fields: Fields, names: Iterable<string>) => boolean;
  /** Members that may hold the record as CloudTrail wrote it, as text: the first that does counts, and no other member. */
  readonly originals: readonly string[];
  readonly fields: readonly (readonly [from: string, to: string, as?: TakenAs])[];
  /** Where names with dots lead that the table does not name. */
  readonly paths?: PathTable;
  /** What stands in a table's cells that have no value. */
  readonly nothing?: string;
  /** Values may be lists of one: exports by field write them so. */
  readonly lists?: true;
  /** What records made of the fields lack: a sentence for the source's problems. */
  readonly lacks: string;
}

/** The table for an object, if it is an event that is written otherwise. */
export function translationOf(
  { members, fields }: ObjectAt,
  translations: readonly Translation[],
): Translation | undefined {
  return translations.find(
    ({ marks, applies }) => marks.every((mark) => members.has(mark)) && applies?.(fields, members.keys()) !== false,
  );
}

/** The fields as a table reads them. */
export function fieldsFor(fields: Fields, { lists }: Pick<Translation, 'lists'>): Fields {
  if (lists !== true) return fields;
  return {
    paths: fields.paths,
    get: (path) => {
      const value = fields.get(path);
      return value?.kind === 'json' && value.layer.bytes[value.start] === 0x5b ? firstIn(value) : value;
    },
  };
}

/** A record that was put together: it begins where its layer does. */
export interface Made {
  readonly layer: DerivedLayer;
  readonly end: number;
  /** See {@link RecordScanner.spans}. */
  readonly spans: Int32Array;
}

/** The record that a table makes of fields at `at` of a layer, as JSON; undefined when it would be none. */
export function translated(
  given: Fields,
  table: Pick<Translation, 'fields' | 'lists' | 'paths'>,
  layer: Layer,
  at: number,
): Made | undefined {
  const root: Node = new Map();
  const fields = fieldsFor(given, table);
  for (const [from, to, as = 'value'] of table.fields) {
    const value = fields.get(from);
    if (value === undefined) continue;
    if (as === 'members') {
      putMembers(root, value, to);
      continue;
    }
    if (as === 'ownName' && !endsArn(root, value)) continue;
    const node = nodeOf(value, as);
    if (node !== undefined) put(root, to.split('.'), node);
  }
  if (table.paths !== undefined) putPaths(root, fields, table.paths);
  const record = written(root, layer, at);
  const scanner = new RecordScanner(record.bytes);
  const end = scanner.record(0);
  return end !== STOPPED && scanner.isRecord() ? { layer: record, end, spans: scanner.spans } : undefined;
}

/** Whether the ARN of the identity, if there is one, ends with a name. */
function endsArn(root: ReadonlyMap<string, Node>, name: Value): boolean {
  const identity = root.get('userIdentity');
  const arn = identity instanceof Map ? identity.get('arn') : undefined;
  if (arn === undefined || arn instanceof Map) return true;
  return longTextOf(arn.value)?.split(/[/:]/).pop() === longTextOf(name);
}

function longTextOf({ layer, start, end, kind }: Value): string | undefined {
  return kind === 'json' ? decodeString(layer.bytes, start, end) : decoder.decode(layer.bytes.subarray(start, end));
}

/** The values whose names are paths into a record; numbers in them count the elements of a list. */
function putPaths(root: Map<string, Node>, fields: Fields, table: PathTable): void {
  const paths: string[][] = [];
  for (const name of fields.paths ?? []) {
    const path = recordPath(name, table);
    const value = path && fields.get(name);
    const node = value && nodeOf(value, 'value');
    if (path === undefined || node === undefined) continue;
    put(root, numbered(root, path), node);
    paths.push(path);
  }
  makeLists(root, paths);
}

/** The entries of a map that are named like a record's fields go there, others below `rest`. */
function putMembers(root: Map<string, Node>, value: Value, rest: string): void {
  if (isLarge(value)) {
    put(root, rest.split('.'), plain(value));
    return;
  }
  for (const [name, inner] of entriesOf(insideOf(value) ?? value)) {
    const path = name.split('.', MAX_PATH + 1);
    const isField = path.length <= MAX_PATH && fieldSlotOfText(path[0] ?? '') >= 0;
    const node = nodeOf(inner, BOOLEANS.has(name) ? 'boolean' : isField ? 'json' : 'value');
    if (node === undefined || isNull(inner)) continue;
    if (!isField || !put(root, path, node)) put(root, [...rest.split('.'), name], node);
  }
}

const BOOLEANS = new Set(['readOnly', 'managementEvent']);

function isNull({ layer, start, kind }: Value): boolean {
  return kind === 'json' && layer.bytes[start] === 0x6e;
}

function nodeOf(value: Value, as: Exclude<TakenAs, 'members'>): Node | undefined {
  const text = textOf(value);
  // so SQL engines write what has no value, where they make text of it
  if (as !== 'value' && text === 'null') return undefined;
  if (as === 'arn' || as === 'id')
    return (text?.startsWith('arn:') === true) === (as === 'arn') ? plain(value) : undefined;
  if (as === 'word') return /^\w+$/.test(text ?? '') ? plain(value) : undefined;
  if (as === 'yesNo') {
    const is = wordOf(value);
    return is === 'true' || is === 'false'
      ? { how: 'literal', literal: is === 'true' ? '"Yes"' : '"No"', value }
      : undefined;
  }
  if (as === 'boolean' && text !== undefined && /^(?:true|false)$/i.test(text))
    return { how: 'literal', literal: text.toLowerCase(), value };
  if (as === 'time') {
    const time = timeOf(text === undefined ? numberOf(value) : (ofShownTime(text) ?? text));
    // what was never set
    if (time === 0) return undefined;
    if (!Number.isNaN(time) && text !== isoTime(time)) return { how: 'literal', literal: `"${isoTime(time)}"`, value };
  }
  if (as === 'struct' && value.kind === 'json' && !isLarge(value)) {
    const named = renamed(value, new RecordScanner(value.layer.bytes, value.end));
    if (named !== undefined) return named;
  }
  if (as === 'json' || as === 'struct') {
    const inside = insideOf(value);
    if (inside !== undefined) {
      const scanner = new RecordScanner(inside.layer.bytes, inside.end, true);
      const end = scanner.value(scanner.space(inside.start));
      if (end !== STOPPED && scanner.space(end) === inside.end)
        return { how: 'json', value: { ...inside, start: scanner.space(inside.start), end } };
      const struct = isLarge(value) ? undefined : structOf(inside, as === 'struct');
      if (struct !== undefined) return ofStruct(struct, as);
    }
  }
  return plain(value);
}

/** No value that CloudTrail writes is larger: it stays as it is, because what is taken apart needs many times the memory. */
const MAX_PARTED = 4 << 20;

function isLarge({ start, end }: Value): boolean {
  return end - start > MAX_PARTED;
}

function plain(value: Value): Piece {
  return { how: value.kind, value };
}

/** An object, or a list of them, with the names that CloudTrail gives its fields. */
function renamed(value: Value, scanner: RecordScanner, depth = 0): Node | undefined {
  const { layer, start } = value;
  const c = layer.bytes[start];
  if (depth > MAX_PATH || (c !== 0x7b && c !== 0x5b)) return undefined;
  const inner = (one: Value): Node => renamed(one, scanner, depth + 1) ?? plain(one);
  if (c === 0x5b) {
    const items = [...elementsOf(value, scanner, start)].map((one, n): [string, Node] => [`#${n}`, inner(one)]);
    return items.length === 0 ? undefined : new Map(items);
  }
  const object = objectAt(layer, scanner, start);
  if (object === undefined) return undefined;
  const members = [...object.members].filter(([, [from]]) => layer.bytes[from] !== 0x6e);
  return new Map(
    members.map(([name, [from, to]]) => [fieldNamed(name), inner({ layer, start: from, end: to, kind: 'json' })]),
  );
}

function ofStruct(node: StructNode, as: 'json' | 'struct'): Node {
  if (!(node instanceof Map)) return plain(node);
  const members = [...node].map(([name, inner]): [string, Node] => {
    const isTime = as === 'struct' && name === 'creationDate' && !(inner instanceof Map);
    return [name, (isTime ? nodeOf(inner, 'time') : undefined) ?? ofStruct(inner, as)];
  });
  return new Map(members);
}

const decoder = new TextDecoder('utf-8', { ignoreBOM: true });
const MAX_SHORT = 64;

/** What a value says, when it is short text. */
export function textOf({ layer, start, end, kind }: Value): string | undefined {
  if (end - start > MAX_SHORT || (kind === 'json' && layer.bytes[start] !== 0x22)) return undefined;
  const inset = kind === 'json' ? 1 : 0;
  return decoder.decode(layer.bytes.subarray(start + inset, end - inset));
}

/** A short value as it stands. */
function wordOf({ layer, start, end }: Value): string {
  return decoder.decode(layer.bytes.subarray(start, Math.min(end, start + MAX_SHORT)));
}

function numberOf(value: Value): number {
  return Number(wordOf(value));
}

/** The text of a value that begins as an object, an array or a struct does. */
export function insideOf(value: Value): Value | undefined {
  const { bytes } = value.layer;
  let inside = value;
  if (value.kind === 'json') {
    if (bytes[value.start] !== 0x22) return undefined;
    const layer = unescaped(value.layer, value.start + 1, value.end - 1);
    inside = { layer, start: 0, end: layer.bytes.length, kind: 'text' };
  }
  const first = inside.layer.bytes.subarray(inside.start, inside.end).find((c) => c > 0x20);
  return first === 0x7b || first === 0x5b ? inside : undefined;
}
