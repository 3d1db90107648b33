import { type Inflate, type Inflated, MEMBER_TRIES, memberStarts } from '../reading/gzip';
import { joinedBytes } from '../reading/joinedBytes';

/** Where something is wrong in what a gzip file unpacks to. */
export interface GzipFault {
  readonly problem: NonNullable<Inflated['problem']>;
  /** How much was unpacked before it. */
  readonly at: number;
  /** More of the file could be unpacked after it. */
  readonly goesOn: boolean;
}

export interface Unpacked {
  readonly bytes: Uint8Array;
  readonly faults: readonly GzipFault[];
}

/** Files of more members are not taken apart. */
const MAX_MEMBERS = 10_000;

/**
 * Unpacks a gzip file, and where that breaks off, the members that follow the break too: files are joined of others, of
 * which one may be cut off or damaged.
 */
export async function unpackOn(
  inflate: Inflate,
  raw: Uint8Array,
  limit: number,
  signal?: AbortSignal,
): Promise<Unpacked> {
  const { bytes, problem } = await inflate(raw, limit, signal);
  if (problem === undefined) return { bytes, faults: [] };
  const atOnce = { bytes, faults: [{ problem, at: bytes.length, goesOn: false }] };
  const starts = problem.kind === 'cap' ? [] : memberStarts(raw);
  if (starts.length === 0 || starts.length > MAX_MEMBERS) return atOnce;
  const members = await memberByMember(inflate, raw, [0, ...starts], limit, signal);
  // what looks like a member's header may be chance, and then less is found than there was
  const isMore = members.bytes.length >= bytes.length && members.faults.some(({ goesOn }) => goesOn);
  return isMore ? members : atOnce;
}

async function memberByMember(
  inflate: Inflate,
  raw: Uint8Array,
  starts: readonly number[],
  limit: number,
  signal: AbortSignal | undefined,
): Promise<Unpacked> {
  const parts: Uint8Array[] = [];
  const faults: { problem: GzipFault['problem']; at: number }[] = [];
  let [length, lastWhole] = [0, 0];
  for (let n = 0; n < starts.length;) {
    let part: Inflated | undefined;
    let next = n + 1;
    for (let end = n + 1; end <= Math.min(n + MEMBER_TRIES, starts.length); end++) {
      const member = raw.subarray(starts[n], starts[end] ?? raw.length);
      const tried = await inflate(member, limit - length, signal);
      part ??= tried;
      if (tried.problem?.kind === 'broken') continue;
      [part, next] = [tried, end];
      break;
    }
    const { bytes, problem } = part as Inflated;
    parts.push(bytes);
    length += bytes.length;
    if (bytes.length > 0 && problem?.kind !== 'broken') lastWhole = length;
    if (problem !== undefined) faults.push({ problem, at: length });
    if (problem?.kind === 'cap') break;
    n = next;
  }
  return { bytes: joinedBytes(parts), faults: faults.map((fault) => ({ ...fault, goesOn: fault.at < lastWhole })) };
}
