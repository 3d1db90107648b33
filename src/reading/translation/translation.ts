import { entriesOf, firstIn } from '../json/entries';
import { fieldSlotOfText } from '../fields';
import { STOPPED } from '../json/jsonScanner';
import { type DerivedLayer, type Layer } from '../layers/layer';
import { type Fields, type ObjectAt, type Value } from '../json/members';
import { makeLists, type Node, numbered, put, written } from './madeRecord';
import { MAX_PATH, type PathTable, recordPath } from './recordPaths';
import { RecordScanner } from '../recordScanner';
import { nodeOf, plain, type TakenAs } from './takenAs';
import { insideOf, isLarge, isNull, longTextOf } from './valueText';

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
