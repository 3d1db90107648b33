import { CUT_OFF, type Inflate, type Inflated, MEMBER_TRIES, memberStarts, toldSize } from '../../reading/bytes/gzip';
import { joinedBytes } from '../../reading/bytes/joinedBytes';

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

/** Files of more members are not taken apart: each is unpacked by itself. */
const MAX_MEMBERS = 200_000;
/** In large files some bytes look like a member and are none. Of more of them it is not asked whether they are. */
const MAX_DOUBTED = 1000;
/** So much of what may be a member is unpacked to tell, to no more than so much. */
const PROBED = { packed: 1 << 12, unpacked: 1 << 14 };

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
  let whole: Inflated | undefined = await inflate(raw, limit, signal);
  const { problem } = whole;
  if (problem === undefined) return { bytes: whole.bytes, faults: [] };
  const atOnce = ({ bytes }: Inflated): Unpacked => ({
    bytes,
    faults: [{ problem, at: bytes.length, goesOn: false }],
  });
  const starts = problem.kind === 'cap' ? [] : await likelyStarts(inflate, raw, signal);
  if (starts.length === 0 || starts.length > MAX_MEMBERS) return atOnce(whole);
  const { parts, faults } = await memberByMember(inflate, raw, [0, ...starts], limit, signal);
  const goingOn = faults.find(({ goesOn }) => goesOn);
  // what was unpacked over the header of the next member is no part of the log, however much it is
  if (goingOn === undefined || isInside(whole, raw, goingOn)) return atOnce(whole);
  // not in memory beside the others
  whole = undefined;
  return { bytes: joinedBytes(parts), faults };
}

/** Where members may begin, without places that unpack to nothing. */
async function likelyStarts(inflate: Inflate, raw: Uint8Array, signal: AbortSignal | undefined): Promise<number[]> {
  const starts = memberStarts(raw);
  if (starts.length > MAX_DOUBTED) return starts;
  const likely: number[] = [];
  for (const start of starts) {
    const { bytes, problem } = await inflate(raw.subarray(start, start + PROBED.packed), PROBED.unpacked, signal);
    if (problem?.kind !== 'broken' || (bytes.length > 0 && bytes.subarray(0, A_TEXT).every(isTextByte)))
      likely.push(start);
  }
  return likely;
}

/**
 * Whether what looks like the next member is part of the one before: stored there as it is, it was given as it is. A log has
 * none in it: where a part of what is stored is missing, as much of the next member is given, and then the data is broken.
 */
function isInside({ bytes, problem }: Inflated, raw: Uint8Array, { from, at, next }: Fault): boolean {
  if (problem?.detail !== CUT_OFF && isText(bytes.subarray(from, at))) return false;
  for (let n = 0; n < HEADER; n++) if (bytes[at + n] !== raw[next + n]) return false;
  return true;
}

/** Bytes of a member's header, at least. */
const HEADER = 10;

/** A fault, and where in the file unpacking goes on. */
interface Fault extends GzipFault {
  readonly next: number;
  /** Where what its member unpacks to begins. */
  readonly from: number;
}

async function memberByMember(
  inflate: Inflate,
  raw: Uint8Array,
  starts: readonly number[],
  limit: number,
  signal: AbortSignal | undefined,
): Promise<{ readonly parts: readonly Uint8Array[]; readonly faults: readonly Fault[] }> {
  const parts: Uint8Array[] = [];
  const faults: Omit<Fault, 'goesOn'>[] = [];
  let [length, lastGood] = [0, 0];
  for (let n = 0; n < starts.length;) {
    let part: Inflated | undefined;
    let next = n + 1;
    for (let end = n + 1; end <= Math.min(n + MEMBER_TRIES, starts.length); end++) {
      const member = raw.subarray(starts[n], starts[end] ?? raw.length);
      const tried = await inflate(member, limit - length, signal);
      part ??= tried;
      if (tried.problem?.kind !== 'broken') [part, next] = [tried, end];
      // it gave as much as it says at its end: its checksum alone is wrong, and it ends here
      const isAll = tried.bytes.length > 0 && tried.bytes.length === toldSize(member);
      if (tried.problem?.kind !== 'broken' || isAll) break;
    }
    const { bytes, problem } = part as Inflated;
    parts.push(bytes);
    const from = length;
    length += bytes.length;
    if (bytes.length > 0 && (problem?.kind !== 'broken' || isText(bytes))) lastGood = length;
    if (problem !== undefined) faults.push({ problem, from, at: length, next: starts[next] ?? raw.length });
    if (problem?.kind === 'cap') break;
    n = next;
  }
  return { parts, faults: faults.map((fault) => ({ ...fault, goesOn: fault.at < lastGood })) };
}

/** Bytes that are unpacked by chance, where no member is, are soon no text. */
function isText(bytes: Uint8Array): boolean {
  return bytes.length >= A_TEXT && bytes.subarray(0, A_TEXT).every(isTextByte);
}

function isTextByte(byte: number): boolean {
  return byte >= 0x20 || BLANK.has(byte);
}

const A_TEXT = 256;
const BLANK: ReadonlySet<number> = new Set([0x09, 0x0a, 0x0d]);
