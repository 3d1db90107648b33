import { BROKEN_REST } from '../translation/eventFields';
import { beginsAsJson } from '../layers/insideStrings';
import { QUOTE } from '../json/jsonBytes';
import { JsonScanner, STOPPED } from '../json/jsonScanner';
import type { Layer } from '../layers/layer';
import { leaveOut, speaksOfRecord } from './leftOut';
import { PACKED_NOTE, unpackedText } from '../layers/packed';
import { unescaped } from '../layers/quoting';
import type { Steps } from '../steps';
import type { Walk } from './walk';
import type { WalkContext } from './walkContext';
import type { Packed } from './walkOptions';
import { wholeParts } from './wholeParts';

const TOO_MUCH_TEXT =
  'Text in text is left out that is too large to be held beside what it stands in: it speaks of a record.';
const BROKEN_TEXT = 'The text in this string is a broken or cut off record, and is left out.';

/** Goes through what the strings of a layer hold. */
export class TextWalks {
  /** Where in a string that holds JSON, and was gone through as far as it is whole, bytes are no text. */
  tornAt = -1;
  private readonly tornTexts = new Set<number>();

  constructor(
    private readonly walk: Walk,
    private readonly layer: Layer,
    private readonly context: WalkContext,
    /** Where text is packed. */
    private readonly packedIn: Packed | undefined,
  ) {}

  /** Whether the string at `at`, in which the scanner stopped, holds JSON and is torn. */
  isTorn(at: number): boolean {
    const { fault, faultAt } = this.walk.scanner;
    const isNew = fault === 'torn' && !this.tornTexts.has(at);
    return isNew && beginsAsJson(this.layer.bytes, at + 1, faultAt);
  }

  /** Goes through what is whole in the string at `at`, which bytes are in that are no text: what holds it is broken. */
  private *torn(at: number, depth: number): Steps<number> {
    const { walk, layer, context } = this;
    const { scanner } = walk;
    this.tornTexts.add(at);
    this.tornAt = scanner.faultAt;
    const end = new JsonScanner(layer.bytes).string(at);
    const before = context.finds.records;
    if (end !== STOPPED) yield* wholeParts(walk.within(unescaped(layer, at + 1, end - 1), depth + 1), context);
    if (context.finds.records > before) walk.reached = end;
    return scanner.stop('torn', this.tornAt);
  }

  /** Goes through the JSON that the string at `at` holds; returns the offset after it or STOPPED. */
  *text(at: number, depth: number): Steps<number> {
    const { walk, layer, context } = this;
    const end = walk.scanner.string(at);
    if (end === STOPPED) return yield* this.torn(at, depth);
    const { finds } = context;
    const size = end - at;
    if (size > context.textRoom) {
      leaveOut(finds, layer, at, end, TOO_MUCH_TEXT);
      return end;
    }
    const before = finds.records;
    context.textRoom -= size;
    yield* this.inner(at, walk.within(unescaped(layer, at + 1, end - 1), depth + 1));
    context.textRoom += size;
    if (finds.records > before) walk.reached = end;
    return end;
  }

  /** `inner` walks over the text that the string at `at` holds. */
  private *inner(at: number, inner: Walk): Steps<void> {
    const { finds } = this.context;
    const before = finds.records;
    if ((yield* inner.values()) === STOPPED && speaksOfRecord(inner.scanner.bytes, inner.scanner.faultAt))
      finds.report(before === finds.records ? BROKEN_TEXT : BROKEN_REST, 'error', this.layer.sourceStart(at));
  }

  /** Whether the string at `at` is the value of a member, whose key is at `keyAt`, that holds text in base64. */
  isPacked(keyAt: number, at: number): boolean {
    if (this.packedIn === undefined) return false;
    const { bytes } = this.layer;
    const name = new TextDecoder().decode(bytes.subarray(keyAt + 1, this.walk.scanner.string(keyAt) - 1));
    return bytes[at] === QUOTE && this.packedIn.names.includes(name);
  }

  /** The same of a string that may hold JSON in base64. */
  *packed(at: number, depth: number): Steps<number> {
    const { walk, layer, context } = this;
    const end = walk.scanner.string(at);
    const text = end === STOPPED ? undefined : yield* unpackedText(layer, at, end, context);
    if (text === undefined) return yield* walk.value(at, depth);
    const before = context.finds.records;
    const inner = walk.within(text, depth + 1, { ...this.packedIn?.inside, listDepth: depth + 1 });
    yield* this.inner(at, inner);
    if (context.finds.records > before) {
      walk.reached = end;
      context.finds.note(PACKED_NOTE, layer.sourceStart(at));
    }
    // a list without events is no element that is none
    walk.lists += inner.lists;
    return end;
  }
}
