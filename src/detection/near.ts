import leven from 'leven';

/** A longer text is no name that somebody mistyped. */
const MAX_LENGTH = 200;

const MOST_WRONG = 3;
/** So much of a name tells which one is meant, though less well than a whole one with a mistake. */
const LEAST_BEGINNING = 4;

/** The one of some names that somebody meant who wrote another text; undefined when none is near. */
export function nearest(written: string, names: Iterable<string>): string | undefined {
  return leastApart(written, names, (name) => wrongLetters(written.trim(), name));
}

/** The same for dotted paths, each of whose parts has to be near the one in its place. */
export function nearestPath(written: string, paths: Iterable<string>): string | undefined {
  const parts = written.split('.');
  return leastApart(written, paths, (path) => {
    const others = path.split('.');
    if (others.length !== parts.length) return Infinity;
    return parts.reduce((sum, part, n) => sum + wrongLetters(part, others[n] ?? ''), 0);
  });
}

/** Of names that are equally near the first. */
function leastApart(written: string, names: Iterable<string>, apartFrom: (name: string) => number): string | undefined {
  if (written.length > MAX_LENGTH) return undefined;
  let best: string | undefined;
  let least = Infinity;
  for (const name of names) {
    const distance = name === written ? Infinity : apartFrom(name);
    if (distance < least) [best, least] = [name, distance];
  }
  return best;
}

/**
 * How many letters are wrong; infinite when there are too many, or more than one in three. Upper and lower case are the same, and
 * two letters that changed places count as one: no typing mistake is more frequent, and by itself the distance is two.
 */
export function wrongLetters(written: string, name: string): number {
  const most = Math.min(MOST_WRONG, Math.floor(written.length / 3));
  const [a, b] = [written.toLowerCase(), name.toLowerCase()];
  if (Math.abs(a.length - b.length) > most)
    return a.length >= LEAST_BEGINNING && b.startsWith(a) ? MOST_WRONG : Infinity;
  // what is farther apart than this is only known to be so
  const distance = leven(a, b, { maxDistance: most + 2 });
  const wrong = distance === 2 && lettersOf(a) === lettersOf(b) ? 1 : distance;
  return wrong > most ? Infinity : wrong;
}

function lettersOf(text: string): string {
  return [...text].sort().join('');
}
