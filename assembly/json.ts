const QUOTE: u8 = 0x22;
const BACKSLASH: u8 = 0x5c;
const COMMA: u8 = 0x2c;
const COLON: u8 = 0x3a;
const CLOSE_ARRAY: u8 = 0x5d;
const OPEN_OBJECT: u8 = 0x7b;

/** `true`, `null` and the end of `false`, as they stand in memory. */
const TRUE: u32 = 0x65757274;
const NULL: u32 = 0x6c6c756e;
const ALSE: u32 = 0x65736c61;

/** One bit a level in a 64-bit word; what is deeper is left to the careful reader. */
const MAX_DEPTH: u32 = 60;

/** Where the last step failed; 0 when more bytes cannot help. */
export let faultAt: usize = 0;

/** Counts the arrays that were stepped into. */
export let arrays: u32 = 0;

/** Says where a step failed. Every step returns the address after what it stepped over, or this. */
export function fail(at: usize): usize {
  faultAt = at;
  return 0;
}

export class Step {
  /** Over the string whose opening quote is at `at`. */
  @inline static string(at: usize): usize {
    let end = at + 1;
    let special = Step.special(v128.load(end));
    if (special == 0) {
      end += 16;
      special = Step.special(v128.load(end));
      if (special == 0) return stringTail(end + 16);
    }
    end += ctz(special);
    return load<u8>(end) == QUOTE ? end + 1 : stringTail(end);
  }

  /** Over the string whose opening quote is at `at`, if no escape is in it. */
  @inline static plain(at: usize): usize {
    let end = at + 1;
    let special = Step.special(v128.load(end));
    while (special == 0) {
      end += 16;
      special = Step.special(v128.load(end));
    }
    end += ctz(special);
    return load<u8>(end) == QUOTE ? end + 1 : fail(end);
  }

  /** One bit for each byte that cannot stand inside a string as it is. */
  @inline static special(block: v128): u32 {
    const quote = i8x16.eq(block, i8x16.splat(i8(QUOTE)));
    const backslash = i8x16.eq(block, i8x16.splat(i8(BACKSLASH)));
    const control = i8x16.le_u(block, i8x16.splat(0x1f));
    return i8x16.bitmask(v128.or(v128.or(quote, backslash), control));
  }

  /** Over space, if there is some. */
  @inline static space(at: usize): usize {
    return load<u8>(at) <= 0x20 ? spaces(at) : at;
  }

  /** Over `"key":` and the space in and after it. */
  @inline static key(at: usize): usize {
    if (load<u8>(at) != QUOTE) return fail(at);
    const end = Step.string(at);
    return end == 0 ? 0 : Step.colon(end);
  }

  /** Over a colon and the space before and after it. */
  @inline static colon(at: usize): usize {
    const colon = Step.space(at);
    return load<u8>(colon) == COLON ? Step.space(colon + 1) : fail(colon);
  }

  /** Over any value. */
  @inline static value(at: usize): usize {
    const c: u32 = load<u8>(at);
    if (c == QUOTE) return Step.string(at);
    return (c | 0x20) == OPEN_OBJECT ? container(at) : scalar(at);
  }
}

export function spaces(at: usize): usize {
  while (true) {
    const block = v128.load(at);
    const blank = v128.or(
      v128.or(i8x16.eq(block, i8x16.splat(0x20)), i8x16.eq(block, i8x16.splat(0x0a))),
      v128.or(i8x16.eq(block, i8x16.splat(0x0d)), i8x16.eq(block, i8x16.splat(0x09))),
    );
    const other = i8x16.bitmask(blank) ^ 0xffff;
    if (other != 0) return at + ctz(other);
    at += 16;
  }
}

/** Goes on inside a string. */
function stringTail(at: usize): usize {
  while (true) {
    const special = Step.special(v128.load(at));
    if (special == 0) {
      at += 16;
      continue;
    }
    at += ctz(special);
    const c: u32 = load<u8>(at);
    if (c == QUOTE) return at + 1;
    if (c != BACKSLASH) return fail(at);
    const length = escapeLength(at);
    if (length == 0) return fail(at);
    at += length;
  }
}

/** Length of the escape at `at`; 0 when it is none. */
function escapeLength(at: usize): u32 {
  switch (load<u8>(at, 1)) {
    case QUOTE:
    case BACKSLASH:
    case 0x2f: // solidus
    case 0x62: // b
    case 0x66: // f
    case 0x6e: // n
    case 0x72: // r
    case 0x74: // t
      return 2;
    case 0x75: // u
      for (let i: usize = 2; i < 6; i++) if (!isHex(load<u8>(at + i))) return 0;
      return 6;
    default:
      return 0;
  }
}

function isHex(c: u32): bool {
  return c - 0x30 < 10 || (c | 0x20) - 0x61 < 6;
}

/** Over the object or array at `at`. */
export function container(at: usize): usize {
  let depth: u32 = 0;
  // the lowest bit says whether the innermost is an object
  let kinds: u64 = 0;
  while (true) {
    const c: u32 = load<u8>(at);
    if (c == QUOTE) {
      at = Step.string(at);
      if (at == 0) return 0;
    } else if ((c | 0x20) == OPEN_OBJECT) {
      if (depth == MAX_DEPTH) return fail(0);
      depth++;
      kinds = (kinds << 1) | ((c >> 5) & 1);
      arrays += ~(c >> 5) & 1;
      at = Step.space(at + 1);
      if (load<u8>(at) != c + 2) {
        if (kinds & 1) {
          at = Step.key(at);
          if (at == 0) return 0;
        }
        continue;
      }
    } else {
      at = scalar(at);
      if (at == 0) return 0;
    }
    while (true) {
      at = Step.space(at);
      const after: u32 = load<u8>(at);
      if (after == COMMA) {
        at = Step.space(at + 1);
        if (kinds & 1) {
          at = Step.key(at);
          if (at == 0) return 0;
        }
        break;
      }
      if (after != CLOSE_ARRAY + (u32(kinds & 1) << 5)) return fail(at);
      at++;
      kinds >>= 1;
      if (--depth == 0) return at;
    }
  }
}

/** Over a number, `true`, `false` or `null`. */
export function scalar(at: usize): usize {
  const word = load<u32>(at);
  if (word == NULL || word == TRUE) return at + 4;
  if ((word & 0xff) == 0x66) return load<u32>(at, 1) == ALSE ? at + 5 : fail(at);
  return number(at);
}

function number(at: usize): usize {
  if (load<u8>(at) == 0x2d) at++;
  if (load<u8>(at) == 0x30) at++;
  else {
    at = digits(at);
    if (at == 0) return 0;
  }
  if (load<u8>(at) == 0x2e) {
    at = digits(at + 1);
    if (at == 0) return 0;
  }
  if ((load<u8>(at) | 0x20) == 0x65) {
    const sign: u32 = load<u8>(at, 1);
    return digits(sign == 0x2b || sign == 0x2d ? at + 2 : at + 1);
  }
  return at;
}

function digits(at: usize): usize {
  const start = at;
  while (u32(load<u8>(at)) - 0x30 < 10) at++;
  return at == start ? fail(at) : at;
}
