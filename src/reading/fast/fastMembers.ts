import { FIELD_NAMES } from '../fields';
import { OPEN_OBJECT } from '../json/jsonBytes';
import { type FinderOf, MemberSpans } from '../json/memberSpans';
import { type ScanExports, startRecords } from './wasmModule';

/** A larger record is left to the careful finder. */
const MAX_RECORD = 1 << 20;

/** What the module's `members` answers. */
const ODD = 0;
const KNOWN = 1;

/**
 * Finds members of records at several times the speed of {@link MemberSpans}, in WebAssembly with SIMD. What is not quite
 * as CloudTrail writes it is left to that one, so that both say the same.
 */
export class FastMembers {
  private window = 0;
  private capacity = 0;
  private memory = new Uint8Array();
  private found = new Uint32Array();

  private constructor(private readonly module: ScanExports) {}

  /** `wasm` is the module that scripts/wasm builds. Rejects where WebAssembly has no SIMD. */
  static async create(wasm: Uint8Array): Promise<FastMembers> {
    return new FastMembers(await startRecords(wasm));
  }

  readonly finderOf: FinderOf = (names) => {
    const careful = new MemberSpans(names);
    const { spans } = careful;
    const slots = names.map((name) => FIELD_NAMES.indexOf(name));
    /** The names that the module knows, and their slots there: a few of hundreds. */
    const known = Int32Array.from(slots.keys()).filter((n) => (slots[n] as number) >= 0);
    const slotOf = known.map((n) => slots[n] as number);
    const others = known.length < slots.length;
    let areOthersThere = true;
    return {
      spans,
      find: (bytes, start, end) => {
        const answer = this.look(bytes, start, end);
        // it has members of names that the module does not know, which may be among those that are looked for
        if (answer === ODD || (answer !== KNOWN && others)) {
          areOthersThere = true;
          return careful.find(bytes, start, end);
        }
        if (areOthersThere) spans.fill(-1);
        areOthersThere = false;
        const { found } = this;
        const shift = start - this.window;
        for (let at = 0; at < known.length; at++) {
          const n = known[at] as number;
          const slot = slotOf[at] as number;
          const from = found[2 * slot] as number;
          spans[2 * n] = from === 0 ? -1 : from + shift;
          spans[2 * n + 1] = from === 0 ? -1 : (found[2 * slot + 1] as number) + shift;
        }
        return true;
      },
    };
  };

  private look(bytes: Uint8Array, start: number, end: number): number {
    const length = end - start;
    // a source that changed may end before the record does
    if (length > MAX_RECORD || end > bytes.length || bytes[start] !== OPEN_OBJECT) return ODD;
    try {
      if (length > this.capacity) {
        this.window = this.module.reserve(2 * length, 0) >>> 0;
        this.capacity = 2 * length;
      }
      // views of memory that grew have no bytes any more; asking the module for its memory each time would cost as much
      // as finding the members
      if (this.memory.length === 0) {
        this.memory = new Uint8Array(this.module.memory.buffer);
        this.found = new Uint32Array(this.module.memory.buffer, this.module.SPANS.value, 2 * FIELD_NAMES.length);
      }
      this.memory.set(bytes.subarray(start, end), this.window);
      return this.module.members(length);
    } catch {
      // no memory
      return ODD;
    }
  }
}
