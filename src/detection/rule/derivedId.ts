const DERIVED = 'derived-';

/** An id for a rule without one: two 32-bit FNV-1a hashes of the text, in the form of a name that is no UUID. */
export function derivedId(text: string): string {
  const hash = (seed: number): string => {
    let value = seed;
    for (let i = 0; i < text.length; i++) value = Math.imul(value ^ text.charCodeAt(i), 0x01000193);
    return (value >>> 0).toString(16).padStart(8, '0');
  };
  return `${DERIVED}${hash(0x811c9dc5)}${hash(0x9e3779b9)}`;
}

/** Whether an id was made for a rule that is written without one: it says nothing to a person. */
export function isDerivedId(id: string): boolean {
  return id.startsWith(DERIVED);
}
