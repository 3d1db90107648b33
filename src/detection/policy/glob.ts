// AWS knows no name that is longer, and the time goes by the square of it.
const MAX_LENGTH = 2048;

/**
 * Whether a name with wildcards, as policies have for actions and resources, stands for all that another one stands
 * for: `iam:*` for `iam:Put*`, and not the other way round. `*` is any text, `?` any one sign; a wildcard of the other
 * is only met by one that stands for as much. Case counts.
 */
export function covers(wide: string, narrow: string): boolean {
  if (wide.length > MAX_LENGTH || narrow.length > MAX_LENGTH) return false;
  let at = 0;
  let star = -1;
  let resumed = 0;
  for (let i = 0; i < narrow.length;) {
    const sign = wide[at];
    if (sign === '*') {
      star = at++;
      resumed = i;
    } else if (sign !== undefined && (sign === narrow[i] || (sign === '?' && narrow[i] !== '*'))) {
      at++;
      i++;
    } else if (star >= 0) {
      // the star before takes one sign more
      at = star + 1;
      i = ++resumed;
    } else return false;
  }
  while (wide[at] === '*') at++;
  return at === wide.length;
}
