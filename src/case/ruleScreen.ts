import { fieldPath, fieldsOfRules, readField } from '../detection';
import type { Column as ScreenColumn, Detector, KnownValue, RecordObject, Rule } from '../detection';
import type { Column } from '../index/columns';
import type { Cells, LogIndex } from '../index/logIndex';

/** Columns of the index that hold one member of a record each. */
const MEMBERS: ReadonlyMap<string, Column> = new Map<string, Column>([
  ['eventSource', 'eventSource'],
  ['eventName', 'eventName'],
  ['awsRegion', 'awsRegion'],
  ['sourceIPAddress', 'sourceIPAddress'],
  ['userAgent', 'userAgent'],
  ['eventType', 'eventType'],
  ['readOnly', 'readOnly'],
  ['recipientAccountId', 'recipientAccountId'],
]);

/** A field of rules that a column of the index tells of. */
export interface FieldColumn extends ScreenColumn {
  readonly column: Column;
}

/** The fields that the columns of an index tell of. */
export class FieldColumns {
  // the fields of one identity are asked for one after the other
  private last: { readonly id: number; readonly record: RecordObject } = { id: 0, record: {} };

  constructor(private readonly index: LogIndex) {}

  /** The column that tells of a field, if there is one. */
  of(field: string): FieldColumn | undefined {
    const { index } = this;
    const column = MEMBERS.get(field);
    if (column !== undefined) {
      // number 0 stands for an empty text too: what is not told apart is not known
      return { field, column, value: (id) => (id === 0 ? undefined : known(index.valueOf(column, id))) };
    }
    if (field === 'errorCode') {
      // a text is the code, or the message of a record that has none; number 0 stands for an empty code too
      const value = (id: number): readonly KnownValue[] => {
        const text = index.valueOf('error', id);
        return text === undefined || text === null ? noCode : [known(text), ...noCode];
      };
      return { field, column: 'error', value };
    }
    if (!field.startsWith('userIdentity.')) return undefined;
    const path = fieldPath(field);
    const value = (id: number): KnownValue => {
      // no element of that name: some tools write paths as keys, `userIdentity.type`
      if (id === 0) return undefined;
      const { present, values, hasNull } = readField(this.identity(id), path);
      // several values, or a list of none: there, but neither a text nor null
      return present && values.length + Number(hasNull) !== 1 ? undefined : known(values[0]);
    };
    return { field, column: 'identity', value };
  }

  private identity(id: number): RecordObject {
    if (this.last.id !== id) this.last = { id, record: { userIdentity: this.index.valueOf('identity', id) } };
    return this.last.record;
  }
}

const noCode: readonly KnownValue[] = [null, ''];

function known(value: unknown): KnownValue {
  if (value === null || value === undefined) return null;
  if (typeof value === 'string') return value;
  return typeof value === 'number' || typeof value === 'boolean' ? JSON.stringify(value) : undefined;
}

/** Which rules may be true of a row, as far as the index alone tells: most records need never be read. */
export class RuleScreen {
  private readonly screen: ReturnType<Detector['screen']>;
  private readonly columns: readonly Cells[];
  private readonly ids: Uint32Array;

  constructor(detector: Detector, rules: readonly Rule[], index: LogIndex) {
    const all = new FieldColumns(index);
    const fields = new Set([...MEMBERS.keys(), ...fieldsOfRules(rules)]);
    const readers = [...fields].map((field) => all.of(field)).filter((reader) => reader !== undefined);
    this.screen = detector.screen(readers);
    this.columns = readers.map(({ column }) => index.rows.columns[column]);
    this.ids = new Uint32Array(this.columns.length);
  }

  /** The rules that a row's record has to be asked about; none for most rows. */
  candidates(row: number): readonly Rule[] {
    for (let n = 0; n < this.columns.length; n++) this.ids[n] = (this.columns[n] as Cells)[row] as number;
    return this.screen.candidates(this.ids);
  }
}
