import type { Detector, RecordObject, Rule } from '../detection';
import { fieldPath, fieldsOfRules, readField } from '../detection';
import type { Column } from '../index/columns';
import type { LogIndex } from '../index/logIndex';

/** Columns of the index that hold one member of a record each. */
const MEMBERS: readonly (readonly [field: string, column: Column])[] = [
  ['eventSource', 'eventSource'],
  ['eventName', 'eventName'],
  ['awsRegion', 'awsRegion'],
  ['sourceIPAddress', 'sourceIPAddress'],
  ['userAgent', 'userAgent'],
  ['eventType', 'eventType'],
  ['readOnly', 'readOnly'],
  ['recipientAccountId', 'recipientAccountId'],
];

/** Which rules may be true of a row, as far as the index alone tells: most records need never be read. */
export class RuleScreen {
  private readonly screen: ReturnType<Detector['screen']>;
  private readonly columns: readonly Uint32Array[];
  private readonly ids: Uint32Array;

  constructor(detector: Detector, rules: readonly Rule[], index: LogIndex) {
    const known = (value: unknown): string | null | undefined =>
      value === null || value === undefined
        ? null
        : typeof value === 'string'
          ? value
          : typeof value === 'number' || typeof value === 'boolean'
            ? JSON.stringify(value)
            : undefined;
    const identityFields = fieldsOfRules(rules)
      .filter((field) => field.startsWith('userIdentity.'))
      .map((field) => ({ field, path: fieldPath(field) }));
    // the fields of one identity are asked for one after the other
    let last = { id: 0, record: {} };
    const identityOf = (id: number): RecordObject => {
      if (last.id !== id) last = { id, record: { userIdentity: index.valueOf('identity', id) } };
      return last.record;
    };
    const readers = [
      ...MEMBERS.map(([field, column]) => ({
        field,
        column,
        // number 0 stands for an empty text too: what is not told apart is not known
        value: (id: number) => (id === 0 ? undefined : known(index.valueOf(column, id))),
      })),
      {
        field: 'errorCode',
        column: 'error' as const,
        // a text may be the code, or the message of a record that has none: which one is not known;
        // number 0 stands for an empty code too
        value: (id: number) => (index.textOf('error', id) === undefined ? [null, ''] : undefined),
      },
      ...identityFields.map(({ field, path }) => ({
        field,
        column: 'identity' as const,
        value: (id: number) => {
          // no element of that name: some tools write paths as keys, `userIdentity.type`
          if (id === 0) return undefined;
          const { present, values, hasNull } = readField(identityOf(id), path);
          // several values, or a list of none: there, but neither a text nor null
          return present && values.length + Number(hasNull) !== 1 ? undefined : known(values[0]);
        },
      })),
    ];
    this.screen = detector.screen(readers);
    this.columns = readers.map(({ column }) => index.rows.columns[column]);
    this.ids = new Uint32Array(this.columns.length);
  }

  /** The rules that a row's record has to be asked about; none for most rows. */
  candidates(row: number): readonly Rule[] {
    for (let n = 0; n < this.columns.length; n++) this.ids[n] = (this.columns[n] as Uint32Array)[row] as number;
    return this.screen.candidates(this.ids);
  }
}
