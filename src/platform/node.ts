import { readFile } from 'node:fs/promises';
import { once } from '../case/once';
import type { Platform, SourceFile, Streamed } from '../case/platform';
import { type ByteSink, pour } from '../reading/byteSink';
import { isGzip } from '../reading/gzip';
import { pathOfUri, uriOfPath } from './fileUri';
import { inflateNode } from './inflateNode';
import { listFiles } from './listNode';
import { plainBytes } from './plainBytes';
import { reasonInWords } from './reasons';
import { chunksOfFile, streamFile, streamSmallFile, versionOfFile } from './streamNode';
import { versionElsewhere } from './versionElsewhere';

/** Reads files by path; any other address is asked of `elsewhere`. */
export function nodePlatform(elsewhere: Elsewhere): Platform {
  return {
    inflate: inflateNode,
    read: (uri, signal) => (isFile(uri) ? readPath(uri, signal) : elsewhere.read(uri, signal)),
    list: (uris, signal) => listAll(elsewhere, uris, signal),
    stream: (uri, cap, sink, signal) => {
      if (!isFile(uri)) return streamElsewhere(elsewhere, uri, cap, sink, signal);
      const path = pathOfUri(uri);
      return streamSmallFile(path, cap, sink) ?? streamFile(path, cap, sink, signal);
    },
    chunks: async (uri, cap, take, signal, version) => {
      if (isFile(uri)) return chunksOfFile(pathOfUri(uri), cap, take, signal, version);
      if (version !== undefined && (await versionElsewhere(elsewhere, uri)) !== version) return { changed: true };
      const raw = await elsewhere.read(uri, signal);
      const { bytes, problem } = isGzip(raw) ? await inflateNode(raw, cap, signal) : { bytes: raw };
      if (problem === undefined) await take(bytes);
      return { problem };
    },
    versionOf: async (uri) => (isFile(uri) ? versionOfFile(pathOfUri(uri)) : versionElsewhere(elsewhere, uri)),
  };
}

async function streamElsewhere(
  elsewhere: Elsewhere,
  uri: string,
  cap: number,
  sink: ByteSink,
  signal?: AbortSignal,
): Promise<Streamed> {
  const version = await versionElsewhere(elsewhere, uri);
  const raw = await elsewhere.read(uri, signal);
  const { bytes, problem } = isGzip(raw) ? await inflateNode(raw, cap, signal) : { bytes: raw };
  pour(bytes, sink);
  return { problem, version };
}

/** What only the editor can reach. */
export type Elsewhere = Pick<Platform, 'read' | 'list'>;

function isFile(uri: string): boolean {
  return uri.startsWith('file:');
}

/** Each file by the same means by which it is read: what they tell of its time may differ. */
async function listAll(elsewhere: Elsewhere, uris: readonly string[], signal?: AbortSignal): Promise<SourceFile[]> {
  if (uris.every(isFile)) return listUris(uris);
  const found: SourceFile[] = [];
  for (const uri of uris) found.push(...(isFile(uri) ? listUris([uri]) : await elsewhere.list([uri], signal)));
  return once(found, ({ uri }) => uri);
}

function listUris(uris: readonly string[]): SourceFile[] {
  return listFiles(uris.map((uri) => pathOfUri(uri))).map(({ path, ...facts }) => ({
    uri: uriOfPath(path),
    ...facts,
  }));
}

async function readPath(uri: string, signal?: AbortSignal): Promise<Uint8Array> {
  try {
    return plainBytes(await readFile(pathOfUri(uri), { signal }));
  } catch (error) {
    throw new Error(reasonInWords(error));
  }
}
