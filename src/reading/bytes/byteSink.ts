/** Takes the bytes of a source in order, into memory of its own. */
export interface ByteSink {
  /** Where the next bytes are to be put, at least one; undefined when no more are wanted. Good until `filled` is called. */
  room(): Uint8Array | undefined;
  /** So many were put there, from its beginning on. */
  filled(count: number): void;
}

/** Hands bytes that are there already to a sink; false when it wants no more. */
export function pour(bytes: Uint8Array, sink: ByteSink): boolean {
  for (let at = 0; at < bytes.length;) {
    const room = sink.room();
    if (room === undefined) return false;
    const count = Math.min(room.length, bytes.length - at);
    room.set(bytes.subarray(at, at + count));
    sink.filled(count);
    at += count;
  }
  return true;
}

/** A sink that hands on what comes; each chunk is good during the call alone. `false`: no more is wanted. */
export function chunkSink(onChunk: (chunk: Uint8Array) => unknown, size = 1 << 18): ByteSink {
  const memory = new Uint8Array(size);
  let wanted = true;
  return {
    room: () => (wanted ? memory : undefined),
    filled: (count) => {
      if (onChunk(memory.subarray(0, count)) === false) wanted = false;
    },
  };
}
