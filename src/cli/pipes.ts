import { createReadStream, statSync } from 'node:fs';
import { resolve } from 'node:path';
import type { Readable } from 'node:stream';
import type { SourceFile } from '../case/platform';
import { DEFAULT_INFLATED_CAP } from '../case/sources/source';
import { plainBytes } from '../platform/plainBytes';
import { reasonInWords } from '../platform/reasons';
import { UsageError } from './output';

/** What standard input is called where a log is named. */
const STDIN = '<stdin>';
const STDIN_PATHS: ReadonlySet<string> = new Set(['/dev/stdin', '/dev/fd/0', '/proc/self/fd/0']);

/** A log that came through a pipe. */
export interface PipedLog extends SourceFile {
  /** Of the pipe, or what stands for it. */
  readonly path: string;
}

/** Logs that come through pipes: what came stays in memory, because records are read again. */
export class Pipes {
  private readonly bytes = new Map<string, Uint8Array>();

  /** @param cap bytes that one may bring, as it comes */
  constructor(private readonly cap = DEFAULT_INFLATED_CAP) {}

  /** Those among paths, each once, however it is named. */
  static among(paths: readonly string[]): ReadonlyMap<string, readonly string[]> {
    const named = new Map<string, string[]>();
    for (const path of paths) {
      const pipe = pipeAt(path);
      if (pipe !== undefined) named.set(pipe, [...(named.get(pipe) ?? []), path]);
    }
    return named;
  }

  /** Reads a pipe to its end. @param onSize is told, chunk by chunk, how many bytes came so far */
  async take(path: string, onSize: (size: number) => void = () => undefined): Promise<PipedLog> {
    const uri = `pipe:${encodeURIComponent(path)}`;
    const log = { path, uri, named: true };
    const chunks: Buffer[] = [];
    let size = 0;
    try {
      for await (const chunk of opened(path) as AsyncIterable<Buffer>) {
        size += chunk.length;
        // who leaves the loop closes the pipe, so that its writer ends
        if (size > this.cap) return { ...log, failure: tooMuch(this.cap) };
        chunks.push(chunk);
        onSize(size);
      }
    } catch (error) {
      if (error instanceof UsageError) throw error;
      return { ...log, failure: reasonInWords(error) };
    }
    this.bytes.set(uri, plainBytes(Buffer.concat(chunks, size)));
    return { ...log, size };
  }

  /** What came through a pipe that was taken. */
  readonly read = (uri: string): Promise<Uint8Array> => {
    const bytes = this.bytes.get(uri);
    return bytes === undefined ? Promise.reject(new Error('Only files and pipes are read.')) : Promise.resolve(bytes);
  };
}

/** What a pipe is called; undefined for what is none. */
function pipeAt(path: string): string | undefined {
  if (path === '-') return STDIN;
  try {
    const info = statSync(path);
    if (info.isFile() || info.isDirectory()) return undefined;
    // a terminal and a socket can be read by this name, too
    if (STDIN_PATHS.has(resolve(path))) return STDIN;
    return info.isFIFO() ? resolve(path) : undefined;
  } catch {
    return undefined;
  }
}

function opened(path: string): Readable {
  if (path !== STDIN) return createReadStream(path);
  if (process.stdin.isTTY)
    throw new UsageError('standard input is a terminal: send a log into it, as with gzip -dc LOG | … -');
  return process.stdin;
}

function tooMuch(cap: number): string {
  const most = cap === DEFAULT_INFLATED_CAP ? '2 GiB' : `${cap} bytes`;
  return `More than ${most} came through the pipe, at which reading ended, and none of it is kept: save it as several files.`;
}
