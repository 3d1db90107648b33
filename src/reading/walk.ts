import { QUOTE } from './jsonBytes';
import { BROKEN_REST, FIELDS_INSTEAD, type FieldsContext, findOriginal, findRecord } from './eventFields';
import { beginsAsJson } from './insideStrings';
import { JsonScanner, STOPPED } from './jsonScanner';
import type { Layer } from './layer';
import { type Fields, objectAt } from './members';
import { MENTION_ANYWHERE, MENTION_IN_TEXT } from './mention';
import { PACKED_NOTE, type PackedContext, unpackedText } from './packed';
import { unescaped } from './quoting';
import { RecordScanner } from './recordScanner';
import { RowReader } from './rows';
import type { Steps } from './steps';
import { type Translation, translationOf } from './translation';
import type { WalkOptions } from './walkOptions';
import { wholeParts } from './wholeParts';

const MAX_WALK_DEPTH = 14;
/** What a value that is not gone into speaks of is looked for in so much of it at a time: all may be longer than a string can be. */
const MAX_SEARCHED = 4 << 20;
/** What is looked for may stand in two of the parts. */
const OVERLAP = 64;
const TOO_DEEP = `What is nested deeper than ${MAX_WALK_DEPTH} levels is left out: it speaks of a record.`;
const TOO_MUCH_TEXT =
  'Text in text is left out that is too large to be held beside what it stands in: it speaks of a record.';
/** An object whose first key says nothing is tried as a record up to this size; beyond it, it is a container. */
const MAX_ODD_RECORD = 1 << 20;
/** In a larger one in which nothing was found, which is gone over once more for each level, no record is looked for. */
const MAX_LATE = 64 << 20;
/** No record is shorter. */
const MIN_TEXT = 40;
/** To ask more often whether a pause is due would cost more than it is worth. */
const PAUSE_ELEMENTS = 16;

/** What the walks over a source share. */
export interface WalkContext extends FieldsContext, PackedContext {
  /** How events look that are written otherwise than CloudTrail writes them. */
  readonly translations: readonly Translation[];
  /** So many bytes of text that stands in strings may yet be held at once. */
  textRoom: number;
}

/** Goes through JSON to a depth of 14, strings that hold JSON included, and tells of every record on the way. */
export class Walk {
  readonly scanner: RecordScanner;
  /** Goes over objects whose first key says nothing. */
  private odd: RecordScanner | undefined;
  /** A list of records was met. */
  metList: string | undefined;
  private lists = 0;
  /** Elements of a list that are no records. */
  leftOut = 0;
  /** Values beside the records that hold none, and where the first of them is. */
  others = 0;
  firstOther = 0;
  /** Those of them that are nothing a log has. */
  strays = 0;
  /** End in the layer of the last value that gave a record. */
  reached = 0;
  /** Where in a string that holds JSON, and was gone through as far as it is whole, bytes are no text. */
  tornAt = -1;
  private readonly tornTexts = new Set<number>();
  private readonly rows: RowReader | undefined;

  constructor(
    private readonly layer: Layer,
    private readonly context: WalkContext,
    private readonly options: WalkOptions = {},
    private readonly outerDepth = 0,
  ) {
    this.scanner = new RecordScanner(layer.bytes, layer.bytes.length, true);
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

  /** Steps over a value that is not gone into. */
  private tooDeep(at: number, depth: number): number {
    const end = this.scanner.value(at, depth);
    this.leaveOut(at, end, TOO_DEEP);
    return end;
  }

  /** Says that a value is not gone into, where it speaks of a record. */
  private leaveOut(at: number, end: number, message: string): void {
    const { layer, context } = this;
    for (let from = at; from < end; from += MAX_SEARCHED - OVERLAP) {
      const searched = layer.bytes.subarray(from, Math.min(end, from + MAX_SEARCHED));
      if (!MENTION_IN_TEXT.test(new TextDecoder().decode(searched))) continue;
      context.finds.report(message, 'error', layer.sourceStart(at));
      break;
    }
  }

  private inside(at: number, depth: number): Steps<number> {
    const c = this.layer.bytes[at];
    if (c === 0x7b) return this.members(at, depth);
    if (c === QUOTE) return this.text(at, depth);
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
      const isField = scanner.slotOf(keyAt + 1, keyEnd - 1) >= 0;
      if (isField || depth > 0 || !this.isList(keyAt, keyEnd)) {
        let steps = isField ? scanner : this.limitedAt(at);
        let end = steps.record(at);
        if (end === STOPPED && isField) return STOPPED;
        // a large one that shows what it is before the limit
        if (end === STOPPED && steps.fault === 'end' && steps.end < scanner.end && steps.isRecord())
          end = (steps = scanner).record(at);
        const found = end === STOPPED ? undefined : this.event(steps, at, end, depth);
        if (found !== undefined) return (this.reached = found);
      }
    }
    return depth < MAX_WALK_DEPTH ? undefined : this.tooDeep(at, depth);
  }

  /** Tells of the event that the object that `steps` went over is, if it is one: returns the offset after it. */
  private event(steps: RecordScanner, at: number, end: number, depth: number): number | undefined {
    // what begins as a record does is one or nothing: so it is known by its beginning when it is read again
    if (!steps.isRecord()) return steps === this.scanner ? undefined : this.translate(steps, at, end, depth);
    const { layer, context } = this;
    const original = steps.textAt < 0 ? 'none' : findOriginal(context, textOf(layer, steps), TEXT, depth);
    if (original === 'read') return end;
    if (original === 'broken') context.finds.report(FIELDS_INSTEAD, 'warning', layer.sourceStart(at));
    const { finds, source } = context;
    finds.nested ||= depth > 0;
    if (layer !== source) finds.indirect++;
    finds.emit(layer, at, end, steps.spans);
    return end;
  }

  /** An event that is written otherwise, when the object at `at` is one: returns the offset after it. */
  private translate(steps: RecordScanner, at: number, end: number, depth: number): number | undefined {
    const { layer, context } = this;
    const object = objectAt(layer, steps, at);
    const translation = object && translationOf(object, context.translations);
    if (object === undefined || translation === undefined) return undefined;
    const place = [layer.sourceStart(at), layer.sourceEnd(end)] as const;
    return findRecord(context, object.fields, translation, place, depth) ? end : undefined;
  }

  private limitedAt(at: number): RecordScanner {
    const { bytes } = this.layer;
    const scanner = (this.odd ??= new RecordScanner(bytes, bytes.length, true));
    scanner.end = Math.min(bytes.length, at + MAX_ODD_RECORD);
    return scanner;
  }

  private isList(keyAt: number, keyEnd: number): boolean {
    const name = new TextDecoder().decode(this.layer.bytes.subarray(keyAt + 1, Math.min(keyEnd - 1, keyAt + 64)));
    return LISTS.has(name) || (this.options.lists?.includes(name) ?? false);
  }

  /** The event that a large object is in which none was found, after all. */
  private late(at: number, end: number, depth: number): void {
    const steps = new RecordScanner(this.layer.bytes, end);
    if (steps.record(at) === end && this.event(steps, at, end, depth) !== undefined) this.reached = end;
  }

  private *members(at: number, depth: number): Steps<number> {
    const { scanner } = this;
    const { bytes } = this.layer;
    const { finds } = this.context;
    const before = finds.records;
    let i = scanner.space(at + 1);
    while (bytes[i] !== 0x7d || i >= bytes.length) {
      const valueAt = scanner.key(i);
      if (valueAt === STOPPED) return STOPPED;
      const isArray = bytes[valueAt] === 0x5b;
      const list = isArray && depth <= (this.options.listDepth ?? 0) ? this.listNamed(i) : undefined;
      if (list !== undefined) i = yield* this.array(valueAt, depth, list);
      else if (this.options.packed !== undefined && this.isPacked(i, valueAt))
        i = yield* this.packed(valueAt, depth + 1);
      else {
        const found =
          (isArray ? this.rows?.named(i, valueAt, depth + 1) : undefined) ?? this.atOnce(valueAt, depth + 1);
        i = found ?? (yield* this.inside(valueAt, depth + 1));
      }
      if (i === STOPPED) return STOPPED;
      i = scanner.separator(i, 0x7d);
      if (i === STOPPED) return STOPPED;
    }
    const size = i + 1 - at;
    if (size > MAX_ODD_RECORD && size <= MAX_LATE && finds.records === before) this.late(at, i + 1, depth);
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
        if (this.isCounted(depth)) this.other(start, end);
      } else if (!this.isBeside(start, end)) {
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

  /** Counts the value at `at…end`, which gave no record, where it might have been meant as one: an object, a longer text. */
  other(at: number, end: number): void {
    const c = this.layer.bytes[at];
    const mayBe =
      c === 0x7b ? this.layer.bytes[this.scanner.space(at + 1)] === QUOTE : c === QUOTE && end - at >= MIN_TEXT;
    if (mayBe && this.others++ === 0) this.firstOther = at;
  }

  /** The same of a value that no log has there. */
  stray(at: number): void {
    this.strays++;
    if (this.others++ === 0) this.firstOther = at;
  }

  private isCounted(depth: number): boolean {
    return this.layer === this.context.source && depth <= (this.options.othersDepth ?? 0);
  }

  private isBeside(start: number, end: number): boolean {
    const { beside } = this.options;
    return (
      beside?.test(new TextDecoder().decode(this.layer.bytes.subarray(start, Math.min(end, start + 512)))) === true
    );
  }

  private string(at: number, depth: number): number | undefined {
    const end = this.scanner.string(at);
    if (end === STOPPED) return this.isTornText(at, depth) ? undefined : end;
    if (end - at < MIN_TEXT || !beginsAsJson(this.layer.bytes, at + 1, end)) return end;
    return depth < MAX_WALK_DEPTH ? undefined : this.tooDeep(at, depth);
  }

  private isTornText(at: number, depth: number): boolean {
    const { fault, faultAt } = this.scanner;
    const isNew = fault === 'torn' && depth < MAX_WALK_DEPTH && !this.tornTexts.has(at);
    return isNew && beginsAsJson(this.layer.bytes, at + 1, faultAt);
  }

  /** Goes through what is whole in the string at `at`, which bytes are in that are no text: what holds it is broken. */
  private *tornText(at: number, depth: number): Steps<number> {
    const { scanner, layer, context } = this;
    this.tornTexts.add(at);
    this.tornAt = scanner.faultAt;
    const end = new JsonScanner(layer.bytes).string(at);
    const before = context.finds.records;
    if (end !== STOPPED)
      yield* wholeParts(new Walk(unescaped(layer, at + 1, end - 1), context, {}, depth + 1), context);
    if (context.finds.records > before) this.reached = end;
    return scanner.stop('torn', this.tornAt);
  }

  private *text(at: number, depth: number): Steps<number> {
    const end = this.scanner.string(at);
    if (end === STOPPED) return yield* this.tornText(at, depth);
    const { layer, context } = this;
    const { finds } = context;
    const size = end - at;
    if (size > context.textRoom) {
      this.leaveOut(at, end, TOO_MUCH_TEXT);
      return end;
    }
    const before = finds.records;
    context.textRoom -= size;
    yield* this.innerText(at, new Walk(unescaped(layer, at + 1, end - 1), context, {}, depth + 1));
    context.textRoom += size;
    if (finds.records > before) this.reached = end;
    return end;
  }

  /** `inner` walks over the text that the string at `at` holds. */
  private *innerText(at: number, inner: Walk): Steps<void> {
    const { finds } = this.context;
    const before = finds.records;
    if ((yield* inner.values()) === STOPPED && inner.mentionsRecord())
      finds.report(before === finds.records ? BROKEN_TEXT : BROKEN_REST, 'error', this.layer.sourceStart(at));
  }

  /** Whether the string at `at` is the value of a member, whose key is at `keyAt`, that holds text in base64. */
  private isPacked(keyAt: number, at: number): boolean {
    const { bytes } = this.layer;
    const name = new TextDecoder().decode(bytes.subarray(keyAt + 1, this.scanner.string(keyAt) - 1));
    return bytes[at] === QUOTE && this.options.packed?.names.includes(name) === true;
  }

  /** The same as {@link value} of a string that may hold JSON in base64. */
  *packed(at: number, depth: number): Steps<number> {
    const { layer, context, scanner } = this;
    const end = scanner.string(at);
    const text = end === STOPPED ? undefined : yield* unpackedText(layer, at, end, context);
    if (text === undefined) return yield* this.value(at, depth);
    const before = context.finds.records;
    const inner = new Walk(text, context, { ...this.options.packed?.inside, listDepth: depth + 1 }, depth + 1);
    yield* this.innerText(at, inner);
    if (context.finds.records > before) {
      this.reached = end;
      context.finds.note(PACKED_NOTE, layer.sourceStart(at));
    }
    // a list without events is no element that is none
    this.lists += inner.lists;
    return end;
  }

  /** Whether what follows the place where the walk stopped, or what it stopped in, speaks of records. */
  mentionsRecord(mention = MENTION_ANYWHERE): boolean {
    const { bytes } = this.layer;
    const from = Math.max(0, this.scanner.faultAt - MAX_LOOK);
    return mention.test(new TextDecoder().decode(bytes.subarray(from, this.scanner.faultAt + MAX_LOOK)));
  }
}

/** The list that CloudTrail itself writes. */
const LISTS = new Set(['Records']);
const MAX_LOOK = 1 << 16;
const BROKEN_TEXT = 'The text in this string is a broken or cut off record, and is left out.';
/** The member of a record that holds it as text. */
const TEXT = { originals: ['_raw'] };

function textOf(layer: Layer, { textAt, textEnd }: RecordScanner): Fields {
  return { get: () => ({ layer, start: textAt, end: textEnd, kind: 'json' }) };
}
