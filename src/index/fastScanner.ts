import { COLUMN_FIELDS, type Column } from './columns';
import { FastScanner as ScannerOf } from '../reading/fast/fastScanner';

/** The fast scanner for the columns of an index. */
export type FastScanner = ScannerOf<Column>;

export const FastScanner = {
  /** `wasm` is the module that scripts/wasm builds. Rejects where WebAssembly has no SIMD. */
  create: (wasm: Uint8Array): Promise<FastScanner> => ScannerOf.create(wasm, COLUMN_FIELDS),
};
