import { STOPPED } from './jsonScanner';
import type { Layer } from '../layers/layer';
import { decodeString, type RecordScanner } from '../recordScanner';

/** A value that a record may be made of: a JSON value, or the text of a CSV cell. */
export interface Value {
  readonly layer: Layer;
  readonly start: number;
  readonly end: number;
  readonly kind: 'json' | 'text';
}

/** The named values of a row, an object or whatever else stands for an event. */
export interface Fields {
  /** The value at a dotted path; undefined when there is none, or nothing in it. */
  get(path: string): Value | undefined;
  /** Names with dots, where the names are a query's own: each may be a path into a record. */
  readonly paths?: readonly string[];
}

/** The members of the object at `at`, the last of equal keys; undefined when it is broken. */
function membersOf(scanner: RecordScanner, at: number): Map<string, [number, number]> | undefined {
  const { bytes } = scanner;
  const members = new Map<string, [number, number]>();
  let i = scanner.space(at + 1);
  while (bytes[i] !== 0x7d || i >= scanner.end) {
    const keyEnd = i < scanner.end && bytes[i] === 0x22 ? scanner.string(i) : STOPPED;
    const start = keyEnd === STOPPED ? STOPPED : scanner.colon(keyEnd);
    const end = start === STOPPED ? STOPPED : scanner.value(start, 1);
    if (end === STOPPED) return undefined;
    members.set(decodeString(bytes, i, keyEnd) ?? '', [start, end]);
    i = scanner.separator(end, 0x7d);
    if (i === STOPPED) return undefined;
  }
  return members;
}

/** Longer keys, escapes included, are none of those that are looked for. */
const MAX_KEY = 256;

/** Which of `names` are keys of the object at `at`, which may have millions; its other members cost no memory. */
export function keysAmong(scanner: RecordScanner, at: number, names: ReadonlySet<string>): ReadonlySet<string> {
  const { bytes } = scanner;
  const found = new Set<string>();
  let i = scanner.space(at + 1);
  while (i !== STOPPED && i < scanner.end && bytes[i] === 0x22 && found.size < names.size) {
    const keyEnd = scanner.string(i);
    if (keyEnd === STOPPED) break;
    const key = keyEnd - i > MAX_KEY ? undefined : decodeString(bytes, i, keyEnd);
    if (key !== undefined && names.has(key)) found.add(key);
    const start = scanner.colon(keyEnd);
    const end = start === STOPPED ? STOPPED : scanner.value(start, 1);
    i = end === STOPPED ? STOPPED : scanner.separator(end, 0x7d);
  }
  return found;
}

/** Fields of a JSON object: a path goes by whole names first, `a.b.c`, then into the objects behind them. */
export class ObjectFields implements Fields {
  private readonly inner = new Map<number, ObjectFields | undefined>();

  constructor(
    private readonly layer: Layer,
    private readonly scanner: RecordScanner,
    private readonly members: ReadonlyMap<string, readonly [number, number]>,
  ) {}

  get(path: string): Value | undefined {
    const whole = this.members.get(path);
    if (whole !== undefined) return isNothing(this.layer.bytes, whole) ? undefined : this.valueAt(whole);
    for (let dot = path.indexOf('.'); dot > 0; dot = path.indexOf('.', dot + 1)) {
      const member = this.members.get(path.slice(0, dot));
      const found = member && this.into(member[0])?.get(path.slice(dot + 1));
      if (found !== undefined) return found;
    }
    return undefined;
  }

  private into(start: number): ObjectFields | undefined {
    if (this.layer.bytes[start] !== 0x7b) return undefined;
    if (!this.inner.has(start)) {
      const members = membersOf(this.scanner, start);
      this.inner.set(start, members && new ObjectFields(this.layer, this.scanner, members));
    }
    return this.inner.get(start);
  }

  private valueAt([start, end]: readonly [number, number]): Value {
    return { layer: this.layer, start, end, kind: 'json' };
  }
}

/** An object with its fields by name. */
export interface ObjectAt {
  readonly members: ReadonlyMap<string, readonly [number, number]>;
  readonly fields: ObjectFields;
}

/** The object at `at`; undefined when it is broken or does not end before the scanner does. */
export function objectAt(layer: Layer, scanner: RecordScanner, at: number): ObjectAt | undefined {
  const members = membersOf(scanner, at);
  return members && { members, fields: new ObjectFields(layer, scanner, members) };
}

/** Names of columns are the same in any case, with or without what stands between their words: `event_name`, `Event name`. */
export function columnKey(name: string): string {
  const known = KEYS.get(name);
  if (known !== undefined) return known;
  const key = name.toLowerCase().replace(/[_.\s-]/g, '');
  if (KEYS.size < MAX_KEYS && name.length <= MAX_KEPT) KEYS.set(name, key);
  return key;
}

/** Keys of names that came before: every row is asked for the same. */
const KEYS = new Map<string, string>();
const MAX_KEYS = 1024;
const MAX_KEPT = 128;

/** No name of a column is longer. */
const MAX_NAME = 64;

type Span = readonly [start: number, end: number];

/**
 * Fields of a row in JSON, `[{"column":"value"},…]` or `[{"field":"column","value":"value"},…]`, or with a value alone in
 * each element: see {@link columnKey} for the names of columns.
 */
export class RowFields implements Fields {
  private constructor(
    private readonly layer: Layer,
    private readonly columns: ReadonlyMap<string, Span>,
    /** The first value of each element. */
    private readonly cells: readonly (Span | undefined)[],
    readonly paths: readonly string[],
    /** Offset after the row. */
    readonly end: number,
  ) {}

  /** The row at `at`, or undefined where there is none. `names`: of the columns, where the elements do not say. */
  static at(layer: Layer, scanner: RecordScanner, at: number, names?: readonly string[]): RowFields | undefined {
    const { bytes } = layer;
    const columns = new Map<string, Span>();
    const cells: (Span | undefined)[] = [];
    const paths: string[] = [];
    let i = scanner.space(at + 1);
    for (let n = 0; bytes[i] !== 0x5d || i >= scanner.end; n++) {
      const members = bytes[i] === 0x7b ? membersOf(scanner, i) : undefined;
      if (members === undefined) return undefined;
      cells.push(members.values().next().value);
      for (const [name, span] of names === undefined ? columnsOf(bytes, members) : valueOf(members, names[n])) {
        columns.set(columnKey(name), span);
        if (name.includes('.')) paths.push(name);
      }
      i = scanner.separator(scanner.value(i, 1), 0x5d);
      if (i === STOPPED) return undefined;
    }
    return columns.size === 0 ? undefined : new RowFields(layer, columns, cells, paths, i + 1);
  }

  /** So many cells it has. */
  get count(): number {
    return this.cells.length;
  }

  /** Whether it says the names of its columns, one in each cell: two of them may be one to {@link columnKey}. */
  isHeader(names: readonly string[]): boolean {
    return names.every((name, n) => {
      const span = this.cells[n];
      return name === '' || (span !== undefined && decodeString(this.layer.bytes, ...span) === name);
    });
  }

  /** Whether more than half of its cells, and two at least, are names. */
  areNames(isName: (text: string) => boolean): boolean {
    let count = 0;
    for (const span of this.cells) {
      const isShort = span !== undefined && span[1] - span[0] <= MAX_NAME;
      if (isShort && isName(decodeString(this.layer.bytes, ...span) ?? '')) count++;
    }
    return count > 1 && 2 * count > this.cells.length;
  }

  get(path: string): Value | undefined {
    const span = this.columns.get(columnKey(path));
    if (span === undefined || isNothing(this.layer.bytes, span)) return undefined;
    return { layer: this.layer, start: span[0], end: span[1], kind: 'json' };
  }
}

/** What an element of a row says: one column by its name and its value, or columns by their names. */
function columnsOf(bytes: Uint8Array, members: ReadonlyMap<string, Span>): Iterable<readonly [string, Span]> {
  const [field, value] = [members.get('field'), members.get('value')];
  if (field === undefined || members.size > 2 || (value === undefined) !== (members.size === 1)) return members;
  return value === undefined ? [] : [[decodeString(bytes, ...field) ?? '', value]];
}

function valueOf(members: ReadonlyMap<string, Span>, name: string | undefined): (readonly [string, Span])[] {
  const [span] = members.values();
  return name === undefined || span === undefined ? [] : [[name, span]];
}

/** null and strings with nothing in them. */
function isNothing(bytes: Uint8Array, [start, end]: Span): boolean {
  return bytes[start] === 0x6e || (end - start === 2 && bytes[start] === 0x22);
}
