/** Words that YAML, of one version or another, takes for something else than a text. */
const WORDS = /^(?:null|true|false|yes|no|on|off|y|n)$/i;
/** Plain text that YAML takes for nothing but itself, whatever stands around it. */
const PLAIN = /^[A-Za-z][\w@+./()-]*(?:[ :][\w@+./()-]+)*$/;
/** What YAML does not allow in a quoted text, breaks its line, or cannot be seen by who reviews it. */
const UNSEEN =
  /[\u0000-\u001f\u007f-\u00a0\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u2000-\u200f\u2028-\u202f\u205f-\u206f\u3000\u3164\ud800-\udfff\ufe00-\ufe0f\ufeff\uffa0\ufff0-\uffff]/;

/**
 * A text as a YAML scalar on one line, whatever is in it: plain where that is safe, else between single quotes; with
 * characters that nobody sees as escapes between double quotes.
 * @param quoted never plain: for values, so that a number stays a text.
 */
export function yamlText(text: string, quoted = false): string {
  if (UNSEEN.test(text)) return `"${[...text].map(escaped).join('')}"`;
  if (!quoted && PLAIN.test(text) && !WORDS.test(text)) return text;
  return `'${text.replaceAll("'", "''")}'`;
}

function escaped(character: string): string {
  if (character === '"' || character === '\\') return `\\${character}`;
  const code = character.codePointAt(0) ?? 0;
  if (code > 0xffff) return `\\U${code.toString(16).padStart(8, '0')}`;
  return UNSEEN.test(character) ? `\\u${code.toString(16).padStart(4, '0')}` : character;
}
