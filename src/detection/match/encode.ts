/**
 * The encodings of the modifiers utf16le, utf16be, utf16, wide, base64 and base64offset.
 *
 * An encoded value is a text of bytes, one character (0–255) a byte, until base64 turns it into letters. base64 of a
 * text that no utf16 modifier came before is the base64 of its UTF-8 bytes.
 */
const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';

/** The UTF-8 bytes of a text, as characters. */
export function utf8Bytes(text: string): string {
  let bytes = '';
  for (const byte of new TextEncoder().encode(text)) bytes += String.fromCharCode(byte);
  return bytes;
}

/** The UTF-16 bytes of a text, as characters, little or big end first. */
export function utf16Bytes(text: string, littleEnd: boolean): string {
  let bytes = '';
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i);
    const low = String.fromCharCode(unit & 0xff);
    const high = String.fromCharCode(unit >> 8);
    bytes += littleEnd ? low + high : high + low;
  }
  return bytes;
}

/** Base64 with padding of a text of bytes. */
export function base64(bytes: string): string {
  let encoded = '';
  for (let i = 0; i < bytes.length; i += 3) {
    const left = bytes.length - i;
    const bits = (bytes.charCodeAt(i) << 16) | (code(bytes, i + 1) << 8) | code(bytes, i + 2);
    encoded += alphabet.charAt(bits >> 18) + alphabet.charAt((bits >> 12) & 63);
    encoded += left > 1 ? alphabet.charAt((bits >> 6) & 63) : '=';
    encoded += left > 2 ? alphabet.charAt(bits & 63) : '=';
  }
  return encoded;
}

/**
 * The three texts of which one stands in the base64 of any text that holds these bytes, by how many bytes (modulo
 * three) come before: only the letters that do not depend on the neighbours.
 */
export function base64Offsets(bytes: string): string[] {
  return [0, 1, 2].map((offset) => {
    const encoded = base64('\0'.repeat(offset) + bytes);
    const from = Math.ceil((offset * 8) / 6);
    const to = Math.floor(((offset + bytes.length) * 8) / 6);
    return encoded.slice(from, to);
  });
}

function code(bytes: string, at: number): number {
  return at < bytes.length ? bytes.charCodeAt(at) : 0;
}

/**
 * A text taken apart for `windash`, at each dash or slash that starts a parameter: no letter, digit or underscore
 * before it, one after it.
 */
export function splitAtDashes(text: string): string[] {
  return text.split(/(?<![\p{L}\p{N}_])[-/\u2013\u2014\u2015](?=[\p{L}\p{N}_])/u);
}
