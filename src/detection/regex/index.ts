import { RegexError } from './cursor';
import { containsAll, literalsIn } from './literals';
import type { RegexFlags } from './node';
import { parseRegex } from './parse';
import { compileRegex } from './program';
import { runRegex } from './run';

export { RegexError, type RegexFlags };

/**
 * Regular expressions for the `re` modifier: they match anywhere in a text, with regard to case unless `i`.
 *
 * An own matcher, because the text is written by whoever made the call and the engine's own RegExp can be made to
 * take hours by a text that fits the pattern badly. This one walks the text once and follows all ways at a time, so
 * it takes time in proportion to pattern × text and nothing is cut off. The syntax is PCRE's: literals, `.`, classes
 * (with POSIX names and \p), `^ $ \A \z \Z \b \B`, groups, alternation, quantifiers, inline flags (?i), (?m), (?s),
 * look-ahead and look-behind. `$` also matches before a last line feed and `\d \w \s` are ASCII, as in PCRE. What
 * cannot be honoured so (back references, atomic groups, possessive quantifiers, recursion) is refused with
 * RegexError.
 */
export function regexTest(source: string, flags: RegexFlags): (text: string) => boolean {
  const parsed = parseRegex(source, flags);
  const compiled = compileRegex(parsed);
  const literals = literalsIn(parsed);
  const remembered = new Map<string, boolean>();
  let room = maxRememberedCharacters;
  return (text) => {
    if (!containsAll(text, literals)) return false;
    // Logs repeat the same ARNs, user agents and policies over and over.
    if (text.length > maxRememberedLength) return runRegex(compiled, text);
    const known = remembered.get(text);
    if (known !== undefined) return known;
    const result = runRegex(compiled, text);
    room -= text.length;
    if (room < 0 || remembered.size >= maxRemembered) {
      remembered.clear();
      room = maxRememberedCharacters - text.length;
    }
    remembered.set(text, result);
    return result;
  };
}

const maxRemembered = 4096;
const maxRememberedCharacters = 1 << 21;
/** The longest policy of a role has 10,240 characters. */
const maxRememberedLength = 10_240;
