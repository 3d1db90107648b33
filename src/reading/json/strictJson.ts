import { BACKSLASH, COMMA, QUOTE } from './jsonBytes';

/**
 * JSON without the two liberties that the scanner takes: control characters inside strings become escapes, and a comma
 * before a closing bracket goes. Everything else stays as it is, broken or not.
 */
export function strictJson(json: string): string {
  let strict = '';
  let kept = 0;
  const replace = (at: number, by: string): void => {
    strict += json.slice(kept, at) + by;
    kept = at + 1;
  };
  let inString = false;
  for (let at = 0; at < json.length; at++) {
    const c = json.charCodeAt(at);
    if (c === QUOTE) inString = !inString;
    else if (!inString && c === COMMA && isBeforeClose(json, at + 1)) replace(at, '');
    else if (inString && c === BACKSLASH) at++;
    else if (inString && c < 0x20) replace(at, `\\u${c.toString(16).padStart(4, '0')}`);
  }
  return strict + json.slice(kept);
}

function isBeforeClose(json: string, from: number): boolean {
  let at = from;
  while (at < json.length && ' \t\r\n'.includes(json.charAt(at))) at++;
  return json[at] === ']' || json[at] === '}';
}
