/** Why a file is not taken for rules. */
export const NO_RULE_TEXT = 'This is not text in UTF-8, nor in UTF-16 with a byte order mark: not read as rules.';

/**
 * The text of a rule file, without its byte order mark: UTF-8, or UTF-16 where a byte order mark tells, as PowerShell
 * writes it. Undefined for any other encoding: a rule with the wrong letters would find nothing, or hide nothing.
 */
export function ruleTextOf(bytes: Uint8Array): string | undefined {
  const [first, second] = bytes;
  const encoding =
    first === 0xff && second === 0xfe ? 'utf-16le' : first === 0xfe && second === 0xff ? 'utf-16be' : 'utf-8';
  try {
    const text = new TextDecoder(encoding, { fatal: true }).decode(bytes);
    return isDoubtful(text) ? undefined : text;
  } catch {
    return undefined;
  }
}

/** Whether a text holds what no text in its encoding does: without its mark UTF-16 is full of NULs. */
function isDoubtful(text: string): boolean {
  return text.includes('\0');
}

/** Whether a text that was read as UTF-8 may have been in another encoding. */
export function mayBeMisread(text: string): boolean {
  return text.includes('\ufffd') || isDoubtful(text);
}
