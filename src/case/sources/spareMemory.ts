/** Most sources are smaller. */
export const PIECE = 1 << 20;

/** What the last sink gave back: memory for each of many small sources would be given back late. */
let spare: Uint8Array | undefined;

/** Memory of {@link PIECE} bytes for a sink, to be given back by {@link giveBack}; what it holds is left over. */
export function borrow(): Uint8Array {
  const memory = spare ?? new Uint8Array(PIECE);
  spare = undefined;
  return memory;
}

/** Takes memory that was borrowed, of which nobody uses what it holds any more. */
export function giveBack(memory: Uint8Array): void {
  spare = memory;
}
