import { member, text } from '../../record/types';
import { CLOSE_ARRAY, CLOSE_OBJECT, COLON, OPEN_ARRAY, OPEN_OBJECT, QUOTE } from '../json/jsonBytes';
import { JsonScanner, STOPPED } from '../json/jsonScanner';
import { partialJson } from '../json/partialJson';
import type { Columns, Described } from '../translation/rows';

/** More columns are not looked at: no header that a source is known by has as many. */
const MAX_COLUMNS = 1 << 12;
const decoder = new TextDecoder();
const encoder = new TextEncoder();
/** What the keys begin with after the quote. */
const LETTER_R = 0x52;
const [DESCRIPTION, LIST, COLUMNS, ROW] = [
  encoder.encode('"ResultSetMetadata"'),
  encoder.encode('"Rows"'),
  encoder.encode('"ColumnInfo"'),
  encoder.encode('"Data"'),
];

/** The columns of an answer, where they are described in it. */
interface Description extends Columns {
  /** Whether it is the first member of its object: then it describes no rows before it. */
  readonly isFirst: boolean;
  /** Offset of the key of the rows behind it in the same object, where it has them. */
  readonly rowsAt: number | undefined;
  /** Whether it can be seen what stands behind it in the object. */
  readonly isOpen: boolean;
  /** What stands before this offset belongs to it. */
  readonly end: number;
}

/**
 * What describes the rows at `at`: it stands in the same object, behind them or, where the keys were sorted, before them.
 * `from`: no later than where the answer begins that they are of.
 */
export function describedBeside(bytes: Uint8Array, from: number, at: number): Described {
  const scanner = new JsonScanner(bytes, bytes.length, true);
  let described: Description | undefined;
  let own: Columns | undefined;
  let key = keyFrom(scanner, from);
  while (key !== undefined && key.at < at) {
    own = key.isList && described !== undefined ? ofRows(described, key.at) : undefined;
    described = key.isList ? undefined : descriptionAt(scanner, key.at);
    key = keyFrom(scanner, described?.end ?? key.at + 1);
  }
  const until = key?.at ?? bytes.length;
  // the key of their list is lost
  own ??= described && ofRows(described);
  if (own !== undefined || key === undefined || key.isList) return { columns: own, until };
  const after = descriptionAt(scanner, key.at);
  return { columns: after.isFirst || after.rowsAt !== undefined ? undefined : after, until };
}

/** What a description says of the list at `at` behind it. Where something is broken between them it is that, perhaps. */
function ofRows({ names, isWhole, rowsAt, isFirst, isOpen }: Description, at?: number): Columns | undefined {
  if (at !== undefined && rowsAt === at) return { names, isWhole };
  return isFirst && !isOpen ? { names, isWhole: false } : undefined;
}

/** What is described first in a text, or last; no columns where nothing is. */
export function describedIn(text: string, which: 'first' | 'last'): Columns {
  const scanner = new JsonScanner(encoder.encode(text), undefined, true);
  let found: Columns = { names: [], isWhole: false };
  for (let key = keyFrom(scanner, 0); key !== undefined;) {
    const one = key.isList ? undefined : descriptionAt(scanner, key.at);
    found = one ?? found;
    if (one !== undefined && which === 'first') break;
    key = keyFrom(scanner, one?.end ?? key.at + 1);
  }
  return found;
}

/** The cells of the first row in a text. */
export function firstRowIn(text: string): Columns {
  const scanner = new JsonScanner(encoder.encode(text), undefined, true);
  for (let at = scanner.bytes.indexOf(QUOTE); at >= 0; at = scanner.bytes.indexOf(QUOTE, at + 1)) {
    if (!standsAt(scanner.bytes, at, ROW)) continue;
    const valueAt = scanner.key(at);
    if (valueAt !== STOPPED) return namesAt(scanner, valueAt, 'VarCharValue').columns;
  }
  return { names: [], isWhole: false };
}

/** The next key of rows or of a description from `from` on; in a cell its quotes would be escaped. */
function keyFrom(scanner: JsonScanner, from: number): { at: number; isList: boolean } | undefined {
  const { bytes } = scanner;
  for (let i = bytes.indexOf(LETTER_R, from + 1); i >= 0; i = bytes.indexOf(LETTER_R, i + 1)) {
    const at = i - 1;
    if (bytes[at] !== QUOTE) continue;
    const name = [LIST, DESCRIPTION].find((one) => standsAt(bytes, at, one));
    // a cell may say the same
    if (name !== undefined && bytes[scanner.space(at + name.length)] === COLON) return { at, isList: name === LIST };
  }
  return undefined;
}

function descriptionAt(scanner: JsonScanner, at: number): Description {
  const { bytes } = scanner;
  const isFirst = isFirstMember(bytes, at);
  let columns: Columns = { names: [], isWhole: false };
  const broken = (end = scanner.faultAt): Description => {
    return { ...columns, isWhole: false, isFirst, rowsAt: undefined, isOpen: false, end: Math.max(end, at + 1) };
  };
  let i = scanner.key(at);
  if (i === STOPPED) return broken();
  if (bytes[i] !== OPEN_OBJECT) return broken(i);
  for (i = scanner.space(i + 1); bytes[i] !== CLOSE_OBJECT;) {
    const isList = standsAt(bytes, i, COLUMNS);
    i = scanner.key(i);
    if (i === STOPPED) return broken();
    if (isList && bytes[i] === OPEN_ARRAY) ({ columns, end: i } = namesAt(scanner, i, 'Name'));
    else i = scanner.value(i);
    if (i !== STOPPED) i = scanner.separator(i, CLOSE_OBJECT);
    if (i === STOPPED) return broken();
  }
  return { ...columns, isFirst, ...rowsBehind(scanner, i + 1), end: i + 1 };
}

function isFirstMember(bytes: Uint8Array, at: number): boolean {
  let i = at - 1;
  while (i >= 0 && (bytes[i] as number) <= 0x20) i--;
  return bytes[i] === OPEN_OBJECT;
}

/** The key of the rows among the members behind `at`; between may stand numbers and text, that they are soon gone through. */
function rowsBehind(scanner: JsonScanner, at: number): Pick<Description, 'rowsAt' | 'isOpen'> {
  const { bytes } = scanner;
  let i = scanner.separator(at, CLOSE_OBJECT);
  while (i !== STOPPED && bytes[i] === QUOTE) {
    if (standsAt(bytes, i, LIST)) return { rowsAt: i, isOpen: true };
    i = scanner.key(i);
    if (bytes[i] === OPEN_OBJECT || bytes[i] === OPEN_ARRAY) break;
    if (i !== STOPPED) i = scanner.value(i);
    if (i !== STOPPED) i = scanner.separator(i, CLOSE_OBJECT);
  }
  return { rowsAt: undefined, isOpen: i !== STOPPED };
}

/** What the member `name` says in each element of the array at `at`, as far as that is whole, and the offset after it. */
function namesAt(scanner: JsonScanner, at: number, name: string): { columns: Columns; end: number } {
  const { bytes } = scanner;
  const names: string[] = [];
  let isWhole = true;
  let i = bytes[at] === OPEN_ARRAY ? scanner.space(at + 1) : scanner.stop('invalid', at);
  while (i !== STOPPED && bytes[i] !== CLOSE_ARRAY) {
    const end = scanner.value(i, 1);
    if (end !== STOPPED && isWhole) {
      const said = text(member(partialJson(decoder.decode(bytes.subarray(i, end))), name)) ?? '';
      isWhole = !said.includes('\ufffd') && names.length < MAX_COLUMNS;
      if (isWhole) names.push(said);
    }
    i = end === STOPPED ? STOPPED : scanner.separator(end, CLOSE_ARRAY);
  }
  return { columns: { names, isWhole: isWhole && i !== STOPPED }, end: i === STOPPED ? STOPPED : i + 1 };
}

function standsAt(bytes: Uint8Array, at: number, text: Uint8Array): boolean {
  return text.every((byte, n) => bytes[at + n] === byte);
}
