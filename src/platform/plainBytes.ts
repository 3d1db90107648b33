/** The same bytes without node's Buffer, whose `slice` does not copy: outside of node's walls nobody expects that. */
export function plainBytes({ buffer, byteOffset, length }: Buffer): Uint8Array {
  return new Uint8Array(buffer, byteOffset, length);
}
