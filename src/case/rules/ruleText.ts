/** Why a file is not taken for rules. */
export const NO_RULE_TEXT = 'This is not text in UTF-8, nor in UTF-16 with a byte order mark: not read as rules.';

/**
 * The text of a rule file, without its byte order mark: UTF-8, or UTF-16 where a byte order mark tells, as PowerShell
 * writes it. Undefined for any other encoding: a rule with the wrong letters would find nothing, or hide nothing.
 */
export function ruleTextOf(bytes: Uint8Array): string | undefined {
  try {
    const text = new TextDecoder(encodingOf(bytes), { fatal: true }).decode(bytes);
    return isDoubtful(text) ? undefined : text;
  } catch {
    return undefined;
  }
}

/** A text to be added to a rule file, in the file's encoding. */
export function encodedAs(file: Uint8Array, text: string): Uint8Array {
  const encoding = encodingOf(file);
  if (encoding === 'utf-8') return new TextEncoder().encode(text);
  const bytes = new Uint8Array(2 * text.length);
  const view = new DataView(bytes.buffer);
  for (let n = 0; n < text.length; n++) view.setUint16(2 * n, text.charCodeAt(n), encoding === 'utf-16le');
  return bytes;
}

function encodingOf([first, second]: Uint8Array): 'utf-16le' | 'utf-16be' | 'utf-8' {
  if (first === 0xff && second === 0xfe) return 'utf-16le';
  return first === 0xfe && second === 0xff ? 'utf-16be' : 'utf-8';
}

/** Whether a text holds what no text in its encoding does: without its mark UTF-16 is full of NULs. */
function isDoubtful(text: string): boolean {
  return text.includes('\0');
}

/** Whether a text that was read as UTF-8 may have been in another encoding. */
export function mayBeMisread(text: string): boolean {
  return text.includes('\ufffd') || isDoubtful(text);
}
