import { oddIn } from '../../record/unseen';

/** Words that YAML, of one version or another, takes for something else than a text. */
const WORDS = /^(?:null|true|false|yes|no|on|off|y|n)$/i;
/** Plain text that YAML takes for nothing but itself, whatever stands around it. */
const PLAIN = /^[A-Za-z][\w@+./()-]*(?:[ :][\w@+./()-]+)*$/;

/**
 * A text as a YAML scalar on one line, whatever is in it: plain where that is safe, else between single quotes; with
 * characters that nobody sees as escapes between double quotes.
 * @param quoted never plain: for values, so that a number stays a text.
 */
export function yamlText(text: string, quoted = false): string {
  // what YAML does not allow in a quoted text, what breaks its line, and what who reviews it cannot see
  if (oddIn(text) !== undefined) return `"${[...text].map(escaped).join('')}"`;
  if (!quoted && PLAIN.test(text) && !WORDS.test(text)) return text;
  return `'${text.replaceAll("'", "''")}'`;
}

function escaped(character: string): string {
  if (character === '"' || character === '\\') return `\\${character}`;
  const code = character.codePointAt(0) ?? 0;
  if (code > 0xffff) return `\\U${code.toString(16).padStart(8, '0')}`;
  return oddIn(character) !== undefined ? `\\u${code.toString(16).padStart(4, '0')}` : character;
}
