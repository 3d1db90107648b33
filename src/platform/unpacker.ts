import { constants, createGunzip, gzipSync } from 'node:zlib';

/** From these bytes, to that memory. */
type Write = (
  flush: number,
  from: Uint8Array,
  fromStart: number,
  fromLength: number,
  to: Uint8Array,
  toStart: number,
  toLength: number,
) => void;

/** What node's streams of zlib are made of: not documented, but what npm and many other programs rely on. */
interface Handle {
  onerror: (message: string) => void;
  init(
    windowBits: number,
    level: number,
    memLevel: number,
    strategy: number,
    state: Uint32Array,
    onWritten: () => void,
    dictionary: undefined,
  ): void;
  reset(): void;
  close(): void;
  /** In this thread. */
  writeSync: Write;
  /** In another one; then `onWritten` or `onerror` is called. */
  write: Write;
}

/** Versions of node whose handle was looked at; on others it is left alone. */
const KNOWN_VERSIONS = [20, 22, 24];
const GUNZIP = 4;

/**
 * Unpacks gzip data in steps into memory that is there already. To unpack each file into memory of its own, as
 * `gunzipSync` does, costs a fourth as much again, and the memory is given back late.
 */
export class Unpacker {
  private failure: Error | undefined;
  private written: (() => void) | undefined;
  /** Room in the output and bytes of the input that a step left. */
  private readonly state = new Uint32Array(2);

  private constructor(private readonly handle: Handle) {
    const { Z_DEFAULT_COMPRESSION: level, Z_DEFAULT_MEMLEVEL: memory, Z_DEFAULT_STRATEGY: strategy } = constants;
    const onWritten = (): void => this.written?.();
    // windows as large as the data says
    handle.init(0, level, memory, strategy, this.state, onWritten, undefined);
    handle.onerror = (message) => {
      this.failure = new Error(message);
      this.written?.();
    };
  }

  /** Undefined where node does not let us. `version`: of node. */
  static create(version = process.versions.node): Unpacker | undefined {
    if (!KNOWN_VERSIONS.includes(Number.parseInt(version, 10))) return undefined;
    try {
      const stream = createGunzip() as unknown as {
        readonly _handle: { readonly constructor: new (mode: number) => Handle };
        destroy(): void;
      };
      const unpacker = new Unpacker(new stream._handle.constructor(GUNZIP));
      stream.destroy();
      if (unpacker.works()) return unpacker;
      unpacker.close();
      return undefined;
    } catch {
      return undefined;
    }
  }

  /** Bytes of the input that the last step left. */
  get left(): number {
    return this.state[1] as number;
  }

  /** A new source. */
  begin(): void {
    this.failure = undefined;
    this.handle.reset();
  }

  /**
   * Unpacks `from[start..end)` into `to` and says how much that gave. `last`: no more input comes. When the answer is
   * less than there was room for, nothing more comes of this input: what is {@link left} follows the end of the gzip
   * data. Throws when the data is broken.
   */
  step(from: Uint8Array, start: number, end: number, to: Uint8Array, last: boolean): number {
    this.handle.writeSync(flushOf(last), from, start, end - start, to, 0, to.length);
    return this.result(to);
  }

  /** The same in another thread: until then neither memory may be touched, and no other step be made. */
  stepAside(from: Uint8Array, start: number, end: number, to: Uint8Array, last: boolean): Promise<number> {
    return new Promise((resolve, reject) => {
      this.written = () => {
        this.written = undefined;
        try {
          resolve(this.result(to));
        } catch (error) {
          reject(error instanceof Error ? error : new Error(String(error)));
        }
      };
      this.handle.write(flushOf(last), from, start, end - start, to, 0, to.length);
    });
  }

  /** Gives its memory back; not while a step is made. */
  close(): void {
    this.handle.close();
  }

  private result(to: Uint8Array): number {
    if (this.failure !== undefined) throw this.failure;
    return to.length - (this.state[0] as number);
  }

  /** Whether the handle does what is expected of it. */
  private works(): boolean {
    const packed = gzipSync('it works');
    const to = new Uint8Array(16);
    this.begin();
    const count = this.step(packed, 0, packed.length, to, true);
    return this.left === 0 && Buffer.from(to.subarray(0, count)).toString() === 'it works';
  }
}

function flushOf(last: boolean): number {
  return last ? constants.Z_FINISH : constants.Z_NO_FLUSH;
}
