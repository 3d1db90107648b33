import type * as fflate from 'fflate';
import { crc32 } from '../bytes/crc32';
import type { Finds } from '../finds';
import { isGzip, MIN_MEMBER } from '../bytes/gzip';
import { beginsAsJson } from './insideStrings';
import { joinedBytes } from '../bytes/joinedBytes';
import { BACKSLASH } from '../json/jsonBytes';
import type { Layer } from './layer';
import { bytesInWords } from '../problem';
import { unescaped } from './quoting';
import type { Steps } from '../steps';

/** What a text in base64 unpacks to: its bytes know only about where in that text they came from. */
class UnpackedLayer implements Layer {
  constructor(
    readonly bytes: Uint8Array,
    private readonly packed: Layer,
    private readonly start: number,
    private readonly end: number,
  ) {}

  sourceStart(at: number): number {
    return this.packed.sourceStart(this.placeOf(at));
  }

  sourceEnd(at: number): number {
    return this.packed.sourceEnd(this.placeOf(at));
  }

  /** As far into the text as `at` is into the bytes. */
  private placeOf(at: number): number {
    return this.start + Math.floor((at * (this.end - this.start)) / this.bytes.length);
  }
}

/** What is needed to unpack what stands in a source. */
export interface PackedContext {
  readonly finds: Finds;
  /** So many bytes may what is packed in the source yet become. */
  room: number;
  /** Whether a pause is wanted. */
  isDue(): boolean;
}

/** No service sends as much in one string. */
const MAX_TEXT = 1 << 24;
/** So much may gzip data of any size unpack to; beyond it, what unpacks to so many times its size is a bomb, or no log. */
const HARMLESS = 1 << 20;
const MOST_RATIO = 100;
const MOST = 1 << 28;
/** So many bytes are unpacked at a time: they never become more than 4 MiB. */
const STEP = 1 << 12;

const NO_END = 'it does not end as it should';

/** What is said of events that are packed. */
export const PACKED_NOTE =
  'Events are packed in base64 here: the place of each is about where it is in the packed text. The readable view shows them unpacked.';

/**
 * What the JSON string at `layer.bytes[at..end)`, quotes included, holds in base64: JSON, or gzip of it. Undefined where
 * it is nothing of that kind, or too much, or broken from its beginning, which is said.
 */
export function* unpackedText(layer: Layer, at: number, end: number, context: PackedContext): Steps<Layer | undefined> {
  const place = layer.sourceStart(at);
  if (end - at > MAX_TEXT) {
    context.finds.report(
      `What is packed here is longer than ${bytesInWords(MAX_TEXT)} and is left out.`,
      'error',
      place,
    );
    return undefined;
  }
  const hasEscapes = layer.bytes.subarray(at, end).includes(BACKSLASH);
  const text = hasEscapes ? unescaped(layer, at + 1, end - 1) : layer;
  const [from, to] = hasEscapes ? [0, text.bytes.length] : [at + 1, end - 1];
  const packed = fromBase64(text.bytes.subarray(from, to));
  if (packed === undefined) return undefined;
  const bytes = isGzip(packed) ? yield* gunzipped(packed, place, context) : packed;
  if (bytes === undefined || !beginsAsJson(bytes, 0, bytes.length)) return undefined;
  return new UnpackedLayer(bytes, text, from, to);
}

const decoder = new TextDecoder('latin1');

/** Either alphabet, with or without padding; undefined where it is no base64. */
function fromBase64(text: Uint8Array): Uint8Array | undefined {
  let binary: string;
  try {
    binary = atob(decoder.decode(text).replace(/-/g, '+').replace(/_/g, '/'));
  } catch {
    return undefined;
  }
  const bytes = new Uint8Array(binary.length);
  for (let at = 0; at < bytes.length; at++) bytes[at] = binary.charCodeAt(at);
  return bytes;
}

/** What gzip data unpacks to; of broken data what comes before the break. `place`: in the source. */
function* gunzipped(packed: Uint8Array, place: number, context: PackedContext): Steps<Uint8Array | undefined> {
  const { finds, room } = context;
  const limit = Math.min(room, HARMLESS + MOST_RATIO * packed.length, MOST);
  const member = new Member(packed);
  let fault: string | undefined;
  try {
    for (let at = 0; at < packed.length && member.length <= limit; at += STEP) {
      if (context.isDue()) yield;
      member.stream.push(packed.subarray(at, at + STEP), at + STEP >= packed.length);
    }
    if (member.length <= limit) member.check(packed.length);
  } catch (error) {
    fault = error instanceof Error && error.message !== 'unexpected EOF' ? error.message : NO_END;
  }
  if (member.length > limit) {
    const why = limit < room ? 'this is a bomb, or no log' : 'the limit is the setting cloudtrail.maximumInflatedSize';
    const what = `What is packed here unpacks to more than ${bytesInWords(limit)} and is left out: ${why}.`;
    finds.report(what, 'error', place);
    return undefined;
  }
  if (fault !== undefined) {
    const kept =
      member.length === 0
        ? 'Nothing could be unpacked.'
        : `Of ${bytesInWords(member.length)} before the break what is whole is kept.`;
    finds.report(`The gzip data that is packed here is broken (${fault}). ${kept}`, 'error', place);
  }
  context.room -= member.length;
  return joinedBytes(member.chunks);
}

/** Its tables take longer to make than all else that a scan thread does before it begins, and few logs need them. */
function library(): typeof fflate {
  // eslint-disable-next-line @typescript-eslint/no-require-imports -- an import would make them at each start
  return require('fflate') as typeof fflate;
}

/** Unpacks gzip data of one or more members, and compares their checksums, which the library does not. */
class Member {
  readonly chunks: Uint8Array[] = [];
  length = 0;
  readonly stream: fflate.Gunzip;
  /** Chunk at which the member begins. */
  private first = 0;

  constructor(private readonly packed: Uint8Array) {
    this.stream = new (library().Gunzip)((chunk) => {
      this.chunks.push(chunk);
      this.length += chunk.length;
    });
    this.stream.onmember = (at) => this.check(at);
  }

  /** The member ends at `end`. */
  check(end: number): void {
    const { packed, chunks } = this;
    const own = chunks.slice(this.first);
    this.first = chunks.length;
    if (end < MIN_MEMBER) throw new Error(NO_END);
    const view = new DataView(packed.buffer, packed.byteOffset, packed.length);
    const size = own.reduce((length, chunk) => length + chunk.length, 0);
    if (view.getUint32(end - 4, true) !== size) throw new Error(NO_END);
    if (view.getUint32(end - 8, true) !== crc32(own)) throw new Error('its checksum is wrong');
  }
}
