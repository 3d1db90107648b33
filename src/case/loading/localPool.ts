import type { FastScanner } from '../../index/fastScanner';
import type { ScanPool } from './caseLoader';
import type { Platform } from '../platform';
import { SourceScanner } from './scanSource';

/** Scans in this thread, one source at a time: for small cases, and where there are no threads. */
export function localPool(platform: Platform, fast?: FastScanner): ScanPool {
  const scanner = new SourceScanner(platform, fast);
  return {
    width: 1,
    scan: (uris, cap, signal, keep, onPart) => scanner.scan(uris, cap, signal, keep, onPart),
    stop: () => scanner.stop(),
    dispose: () => undefined,
  };
}
