import { BesideRecords } from './besideRecords';
import { beginsAsJson, MIN_TEXT } from '../layers/insideStrings';
import { OPEN_ARRAY, OPEN_OBJECT, QUOTE } from '../json/jsonBytes';
import { isCallersMember } from './callersMember';
import { STOPPED } from '../json/jsonScanner';
import type { Layer } from '../layers/layer';
import { leaveOut } from './leftOut';
import { ObjectEvents } from './objectEvents';
import { RecordScanner } from '../recordScanner';
import { RowReader } from '../translation/rows';
import type { Steps } from '../steps';
import { TextWalks } from './textWalks';
import type { WalkContext } from './walkContext';
import type { WalkOptions } from './walkOptions';

const MAX_WALK_DEPTH = 14;
const TOO_DEEP = `What is nested deeper than ${MAX_WALK_DEPTH} levels is left out: it speaks of a record.`;
const CALLERS = 'What looks like records stands in what a caller asked for: they are no events here.';
/** To ask more often whether a pause is due would cost more than it is worth. */
const PAUSE_ELEMENTS = 16;
const PAUSE_MEMBERS = 256;

/** Goes through JSON to a depth of 14, strings that hold JSON included, and tells of every record on the way. */
export class Walk {
  readonly scanner: RecordScanner;
  /** A list of records was met. */
  metList: string | undefined;
  lists = 0;
  /** Elements of a list that are no records. */
  leftOut = 0;
  /** End in the layer of the last value that gave a record. */
  reached = 0;
  readonly beside: BesideRecords;
  readonly texts: TextWalks;
  private readonly events: ObjectEvents;
  private readonly rows: RowReader | undefined;

  constructor(
    private readonly layer: Layer,
    private readonly context: WalkContext,
    private readonly options: WalkOptions = {},
    private readonly outerDepth = 0,
  ) {
    this.scanner = new RecordScanner(layer.bytes, layer.bytes.length, true);
    this.beside = new BesideRecords(layer.bytes, this.scanner, options.beside);
    this.texts = new TextWalks(this, layer, context, options.packed);
    this.events = new ObjectEvents(layer, this.scanner, context);
    this.rows = options.rows && new RowReader(layer, this.scanner, context, options.rows);
  }

  /** Walks over the value at `at`; returns the offset after it or STOPPED. */
  *value(at: number, depth = this.outerDepth): Steps<number> {
    return this.atOnce(at, depth) ?? (yield* this.inside(at, depth));
  }

  /** The same of a value that need not be gone into, such as most records; undefined of others. */
  private atOnce(at: number, depth: number): number | undefined {
    const { bytes } = this.layer;
    const c = at < bytes.length ? bytes[at] : 0;
    if (c === 0x7b) return this.object(at, depth);
    if (c === 0x5b && depth < MAX_WALK_DEPTH) return undefined;
    if (c === QUOTE) return this.string(at, depth);
    return c === 0x5b ? this.tooDeep(at, depth) : this.scanner.value(at, depth);
  }

  private tooDeep(at: number, depth: number): number {
    return this.leftAside(at, depth, TOO_DEEP);
  }

  /** Steps over a value that is not gone into. */
  private leftAside(at: number, depth: number, why: string): number {
    const end = this.scanner.value(at, depth);
    leaveOut(this.context.finds, this.layer, at, end, why);
    return end;
  }

  /** Whether an object or a list is what a caller wrote in a record that is not read as one. */
  private isCallers(keyAt: number, at: number): boolean {
    const { bytes } = this.layer;
    const c = bytes[at];
    return (c === OPEN_OBJECT || c === OPEN_ARRAY) && isCallersMember(bytes, keyAt, this.scanner.string(keyAt));
  }

  private inside(at: number, depth: number): Steps<number> {
    const c = this.layer.bytes[at];
    if (c === 0x7b) return this.members(at, depth);
    if (c === QUOTE) return this.texts.text(at, depth);
    return this.array(at, depth, depth === 0 && this.rows !== undefined ? 'the list' : undefined);
  }

  /** Values one after another to the end. Returns STOPPED at what is no JSON. */
  *values(): Steps<number> {
    const { scanner } = this;
    const { length } = this.layer.bytes;
    let at = scanner.space(0);
    while (at < length) {
      if (this.context.isDue()) yield;
      const next = yield* this.value(at);
      if (next === STOPPED) return STOPPED;
      at = scanner.space(next);
      if (at < length && this.layer.bytes[at] === 0x2c) at = scanner.space(at + 1);
    }
    return at;
  }

  private object(at: number, depth: number): number | undefined {
    const { scanner, layer } = this;
    const keyAt = scanner.space(at + 1);
    const keyEnd = layer.bytes[keyAt] === QUOTE ? scanner.string(keyAt) : STOPPED;
    if (keyEnd !== STOPPED) {
      const slot = scanner.slotOf(keyAt + 1, keyEnd - 1);
      if (slot >= 0 || depth > 0 || !this.isList(keyAt, keyEnd)) {
        const found = this.events.at(at, depth, slot);
        if (found === STOPPED) return STOPPED;
        if (found !== undefined) return (this.reached = found);
      }
    }
    return depth < MAX_WALK_DEPTH ? undefined : this.tooDeep(at, depth);
  }

  private isList(keyAt: number, keyEnd: number): boolean {
    const name = new TextDecoder().decode(this.layer.bytes.subarray(keyAt + 1, Math.min(keyEnd - 1, keyAt + 64)));
    return LISTS.has(name) || (this.options.lists?.includes(name) ?? false);
  }

  private *members(at: number, depth: number): Steps<number> {
    const { scanner } = this;
    const { bytes } = this.layer;
    const { finds } = this.context;
    const before = finds.records;
    let i = scanner.space(at + 1);
    for (let n = 0; bytes[i] !== 0x7d || i >= bytes.length; n++) {
      if (n % PAUSE_MEMBERS === PAUSE_MEMBERS - 1 && this.context.isDue()) yield;
      const valueAt = scanner.key(i);
      if (valueAt === STOPPED) return STOPPED;
      const isArray = bytes[valueAt] === 0x5b;
      const list = isArray && depth <= (this.options.listDepth ?? 0) ? this.listNamed(i) : undefined;
      if (this.isCallers(i, valueAt)) i = this.leftAside(valueAt, depth + 1, CALLERS);
      else if (list !== undefined) i = yield* this.array(valueAt, depth, list);
      else if (this.texts.isPacked(i, valueAt)) i = yield* this.packed(valueAt, depth + 1);
      else {
        const found =
          (isArray ? this.rows?.named(i, valueAt, depth + 1) : undefined) ?? this.atOnce(valueAt, depth + 1);
        i = found ?? (yield* this.inside(valueAt, depth + 1));
      }
      if (i === STOPPED) return STOPPED;
      i = scanner.separator(i, 0x7d);
      if (i === STOPPED) return STOPPED;
    }
    if (finds.records === before && this.events.late(at, i + 1, depth)) this.reached = i + 1;
    return i + 1;
  }

  /** The name of a list of records, when the key at `at` is that. */
  private listNamed(at: number): string | undefined {
    const end = this.scanner.string(at);
    if (!this.isList(at, end)) return undefined;
    const name = new TextDecoder().decode(this.layer.bytes.subarray(at + 1, end - 1));
    this.metList = name;
    this.lists++;
    return name;
  }

  private *array(at: number, depth: number, list: string | undefined): Steps<number> {
    const { scanner, context } = this;
    const { finds } = context;
    const { bytes } = this.layer;
    let i = scanner.space(at + 1);
    for (let element = 0; bytes[i] !== 0x5d || i >= bytes.length; element++) {
      if (element % PAUSE_ELEMENTS === 0 && context.isDue()) yield;
      const before = this.found;
      const start = i;
      const row = list === undefined ? undefined : this.rows?.element(i, depth);
      i = row ?? this.atOnce(i, depth + 1) ?? (yield* this.inside(i, depth + 1));
      if (i === STOPPED) return STOPPED;
      const end = i;
      i = scanner.separator(i, 0x5d);
      if (i === STOPPED) return STOPPED;
      if (this.found !== before) continue;
      if (list === undefined) {
        if (this.isCounted(depth)) this.beside.other(start, end);
      } else if (!this.beside.isExpected(start, end)) {
        this.leftOut++;
        const message = `Element ${(element + 1).toString()} of ${list} is no CloudTrail record and is left out.`;
        finds.report(message, this.options.mixed ? 'warning' : 'error', this.layer.sourceStart(start));
      }
    }
    return i + 1;
  }

  /** How much was found, or told of: what adds nothing to it is no record. */
  get found(): number {
    const { records, problems } = this.context.finds;
    return records + problems.length + this.lists + (this.rows?.headers ?? 0);
  }

  private isCounted(depth: number): boolean {
    return this.layer === this.context.source && depth <= (this.options.othersDepth ?? 0);
  }

  private string(at: number, depth: number): number | undefined {
    const end = this.scanner.string(at);
    if (end === STOPPED) return depth < MAX_WALK_DEPTH && this.texts.isTorn(at) ? undefined : end;
    if (end - at < MIN_TEXT || !beginsAsJson(this.layer.bytes, at + 1, end)) return end;
    return depth < MAX_WALK_DEPTH ? undefined : this.tooDeep(at, depth);
  }

  /** The same as {@link value} of a string that may hold JSON in base64. */
  packed(at: number, depth: number): Steps<number> {
    return this.texts.packed(at, depth);
  }

  /** A walk over a text that stands in this one. */
  within(layer: Layer, depth: number, options?: WalkOptions): Walk {
    return new Walk(layer, this.context, options, depth);
  }
}

/** The list that CloudTrail itself writes. */
const LISTS = new Set(['Records']);
