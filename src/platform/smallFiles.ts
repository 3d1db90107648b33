import { toldSize } from '../reading/bytes/gzip';
import { FINE, problem, type Status, type Take, TOO_MUCH, TRAILING } from './unpack';
import { Unpacker } from './unpacker';

/** Up to this size on disk a file is read and unpacked in one go: starting a stream costs more than it saves. */
export const SMALL = 1 << 19;
/** To have less than this unpacked in another thread takes longer than to unpack it. */
const WORTH_A_THREAD = 1 << 16;
/** Of most small files this is all; of others it is what is unpacked at a time. */
const ROOM = { least: 1 << 18, most: 1 << 20 } as const;

/** Unpacks small files one after another, in another thread but for the smallest, in memory that stays. */
export class SmallFiles {
  /** What a file is read into. */
  readonly packed = Buffer.allocUnsafeSlow(SMALL);
  private unpacked = Buffer.allocUnsafeSlow(ROOM.least);

  constructor(private readonly unpacker: Unpacker) {}

  /** The first bytes of {@link packed}, which are to give no more than `limit`. */
  async unpack(length: number, limit: number, take: Take): Promise<Status> {
    const { unpacker, packed } = this;
    const told = toldSize(packed, length);
    if (told >= this.unpacked.length) this.unpacked = Buffer.allocUnsafeSlow(Math.min(told + 1, ROOM.most));
    const isTiny = told < WORTH_A_THREAD;
    const to = this.unpacked;
    unpacker.begin();
    let all = 0;
    for (let at = 0; ; at = length - unpacker.left) {
      let count: number;
      try {
        count = isTiny
          ? unpacker.step(packed, at, length, to, true)
          : await unpacker.stepAside(packed, at, length, to, true);
      } catch (error) {
        return problem(error);
      }
      all += count;
      if (all > limit) return TOO_MUCH;
      const isMore = count === to.length;
      // before what is wrong with it is known nothing of a short one is given
      if (!isMore && unpacker.left > 0) return TRAILING;
      if (!(await take(to.subarray(0, count))) || !isMore) return FINE;
    }
  }
}

/** Those that have nothing to do: to make one takes as long as a file or two. */
const idle: SmallFiles[] = [];

/** One that has nothing to do; undefined where node lets us have none. To be given back by {@link rest}. */
export function smallFiles(): SmallFiles | undefined {
  const rested = idle.pop();
  if (rested !== undefined) return rested;
  const unpacker = Unpacker.create();
  return unpacker && new SmallFiles(unpacker);
}

/** Takes one back that has nothing to do any more. */
export function rest(files: SmallFiles): void {
  idle.push(files);
}
