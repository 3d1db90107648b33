import {
  type CapturedField,
  type ColumnFields,
  FIELD_NAMES,
  fieldSlotOfText,
  HAS_LISTS,
  LISTING,
  SLOT,
} from '../fields';

/** What assembly/index.ts exports. Numbers are unsigned, but come as WebAssembly has them: signed. */
export interface ScanExports {
  readonly memory: { readonly buffer: ArrayBuffer };
  readonly SECRETS: Global;
  readonly SPANS: Global;
  readonly CAPACITY: Global;
  readonly rows: Global;
  readonly rowCount: Global;
  readonly status: Global;
  readonly roots: Global;
  readonly records: Global;
  readonly recordsObjects: Global;
  readonly beginsWithArray: Global;
  clearFields(): void;
  defineField(slot: number, name: number, length: number): void;
  defineRecord(source: number, tellingSlots: bigint, listingSlots: bigint): void;
  defineRows(columns: number, time: number, id: number): void;
  defineColumn(column: number, slot: number, substitute: number, ofBlocks: number): void;
  dictionaryOf(column: number): number;
  dictionaryCount(dictionary: number): number;
  dictionaryEntry(dictionary: number, id: number): number;
  gather(dictionary: number, first: number, end: number, size: number): number;
  ungather(block: number, size: number): void;
  partDictionary(part: number): number;
  partNumbers(id: number): number;
  begin(): void;
  complete(): number;
  reserve(size: number, held: number): number;
  scan(offset: number, length: number): number;
  moveRest(length: number, left: number): void;
  truncateRows(count: number): void;
  members(length: number): number;
}

interface Global {
  readonly value: number;
}

interface Engine {
  instantiate(wasm: Uint8Array): Promise<{ readonly instance: { readonly exports: ScanExports } }>;
}

/** Node, workers and browsers all have it; TypeScript declares it for browsers alone. */
const { WebAssembly: engine } = globalThis as unknown as { readonly WebAssembly: Engine };

/** The slot of no member: of a column that this scan leaves empty. */
const NO_SLOT = 62;
/** Of the column that tells whether a record has lists. */
const LISTS_SLOT = 61;

/** Why a scan returned. */
export const STATUS = { more: 0, full: 1, odd: 2 } as const;

/** Starts the module and tells it the members of a record. */
export async function startRecords(wasm: Uint8Array): Promise<ScanExports> {
  const { instance } = await engine.instantiate(wasm);
  const scan = instance.exports;
  scan.clearFields();
  const scratch = scan.reserve(64, 0);
  for (const [slot, name] of FIELD_NAMES.entries()) {
    const text = new TextEncoder().encode(name);
    new Uint8Array(scan.memory.buffer, scratch, text.length).set(text);
    scan.defineField(slot, scratch, text.length);
  }
  const telling = [SLOT.eventSource, SLOT.eventName, SLOT.userIdentity];
  const bitsOf = (slots: readonly number[]): bigint => slots.reduce((bits, slot) => bits | (1n << BigInt(slot)), 0n);
  scan.defineRecord(SLOT.eventSource, bitsOf(telling), bitsOf(LISTING.map(fieldSlotOfText)));
  return scan;
}

/**
 * Starts the module and tells it the members of a record and the columns wanted; without a field one that only the
 * careful reader fills.
 */
export async function startModule(wasm: Uint8Array, columns: readonly ColumnFields[]): Promise<ScanExports> {
  const scan = await startRecords(wasm);
  const secrets = new Uint32Array(scan.memory.buffer, scan.SECRETS.value, 64);
  for (let i = 0; i < secrets.length; i++) secrets[i] = Math.floor(Math.random() * 2 ** 32);
  scan.defineRows(columns.length, SLOT.eventTime, SLOT.eventID);
  const slotOf = (field: CapturedField | undefined): number => (field === undefined ? NO_SLOT : SLOT[field]);
  for (const [column, fields] of columns.entries()) {
    if (fields === HAS_LISTS) {
      scan.defineColumn(column, LISTS_SLOT, LISTS_SLOT, 0);
      continue;
    }
    const [field, substitute = field, ...more] = fields;
    if (more.length > 0) throw new Error('Two fields a column at most.');
    scan.defineColumn(column, slotOf(field), slotOf(substitute), field === 'userIdentity' ? 1 : 0);
  }
  return scan;
}
