import type { ByteSink } from '../../reading/bytes/byteSink';
import { characterLength, wantedLength } from '../../reading/bytes/utf8';
import { positionsOf } from '../../reading/positions';
import type { Platform } from '../platform';

/** Where a source ends: its bytes as UTF-8, and 1-based line and column behind the last of them, as editors count. */
export interface EndPlace {
  readonly bytes: number;
  readonly line: number;
  readonly column: number;
}

/**
 * Where a large source ends, by reading it once more without holding it; undefined where it cannot be read so. Rejects when
 * reading fails.
 */
export async function endPlace(
  platform: Platform,
  uri: string,
  cap: number,
  signal?: AbortSignal,
): Promise<EndPlace | undefined> {
  const counter = new PlaceCounter();
  await platform.stream?.(uri, cap, counter, signal);
  return platform.stream === undefined ? undefined : counter.end();
}

/** Counts lines and columns of bytes that come one after the other. */
export class PlaceCounter implements ByteSink {
  private readonly memory = new Uint8Array(ROOM);
  /** Bytes at the beginning of the memory that are not counted yet: they may be half a character, or half a line's end. */
  private held = 0;
  private bytes = 0;
  private line = 1;
  private column = 1;

  room(): Uint8Array {
    return this.memory.subarray(this.held);
  }

  filled(count: number): void {
    const { memory } = this;
    const all = this.held + count;
    const whole = wholeIn(memory, all);
    this.count(whole);
    memory.copyWithin(0, whole, all);
    this.held = all - whole;
  }

  /** Where what came so far ends. */
  end(): EndPlace {
    this.count(this.held);
    this.held = 0;
    const { bytes, line, column } = this;
    return { bytes, line, column };
  }

  private count(length: number): void {
    const [lines = 0, columns = 0] = positionsOf(this.memory.subarray(0, length), [length]);
    this.column = lines === 0 ? this.column + columns : 1 + columns;
    this.line += lines;
    this.bytes += length;
  }
}

const ROOM = 1 << 20;
const CARRIAGE_RETURN = 0x0d;

/** How many bytes there are before a last character of which more may follow. */
function wholeIn(bytes: Uint8Array, length: number): number {
  for (let at = Math.max(0, length - 4); at < length; at++) {
    const isHalf = (bytes[at] as number) > 0x7f && at + wantedLength(bytes[at] as number) > length;
    if (isHalf && characterLength(bytes.subarray(0, length), at) === length - at) return at;
  }
  return bytes[length - 1] === CARRIAGE_RETURN ? length - 1 : length;
}
