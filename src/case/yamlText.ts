import { oddIn, replaceOdd } from '../record/unseen';

/** What needs no quotes as a value or key in YAML, whoever reads it: words, names, ARNs, paths. */
const PLAIN = /^[A-Za-z/][\w./@+=:()-]*(?: [\w./@+=:()-]+)*$/;
const IPV4 = /^\d{1,3}(?:\.\d{1,3}){3}(?:\/\d{1,2})?$/;
/** YAML 1.1 readers take these for booleans or null. */
const NO_TEXT = /^(?:null|true|false|yes|no|on|off|y|n)$/i;

/** A text as YAML that gives back exactly this text: without quotes where that is safe, on one line in any case. */
export function yamlText(text: string): string {
  if (IPV4.test(text)) return text;
  return PLAIN.test(text) && !NO_TEXT.test(text) && !/:(?: |$)/.test(text) ? text : quotedYaml(text);
}

/**
 * The same in quotes, so that a number stays a text: single ones, or double ones with escapes for what YAML does not allow,
 * what breaks its line and what who reviews it cannot see.
 */
export function quotedYaml(text: string): string {
  if (oddIn(text) === undefined) return `'${text.replaceAll("'", "''")}'`;
  return `"${replaceOdd(text.replace(/["\\]/g, '\\$&'), escaped)}"`;
}

const SHORT = new Map([
  ['\n', '\\n'],
  ['\r', '\\r'],
  ['\t', '\\t'],
]);

function escaped(character: string): string {
  const short = SHORT.get(character);
  if (short !== undefined) return short;
  const code = (character.codePointAt(0) ?? 0).toString(16);
  return code.length > 4 ? `\\U${code.padStart(8, '0')}` : `\\u${code.padStart(4, '0')}`;
}

/** A text as a Sigma value that matches only this text: its stars, question marks and backslashes mean themselves. */
export function literalSigma(text: string): string {
  return text.replace(/[\\*?]/g, '\\$&');
}
