import { readFile } from 'node:fs/promises';
import { once } from '../case/once';
import { NONE_PASSED_OVER, PassedOverFiles } from '../case/passedOver';
import type { Listing, Platform, Streamed } from '../case/platform';
import { type ByteSink, pour } from '../reading/bytes/byteSink';
import { isGzip } from '../reading/bytes/gzip';
import { pathOfUri, uriOfPath } from './fileUri';
import { inflateNode } from './inflateNode';
import { listFiles } from './listNode';
import { plainBytes } from './plainBytes';
import { reasonInWords } from './reasons';
import { versionOfFile } from './openFile';
import { chunksOfFile, streamFile, streamSmallFile } from './streamNode';
import { versionElsewhere } from './versionElsewhere';

/** Reads files by path; any other address is asked of `elsewhere`. */
export function nodePlatform(elsewhere: Elsewhere): Platform {
  return {
    inflate: inflateNode,
    read: (uri, signal) => (isFile(uri) ? readPath(uri, signal) : elsewhere.read(uri, signal)),
    list: (uris, signal, key) => listAll(elsewhere, uris, signal, key),
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
async function listAll(
  elsewhere: Elsewhere,
  uris: readonly string[],
  signal?: AbortSignal,
  key?: string,
): Promise<Listing> {
  if (uris.every(isFile)) return listUris(uris);
  const parts: Listing[] = [];
  for (const uri of uris) parts.push(isFile(uri) ? listUris([uri]) : await elsewhere.list([uri], signal, key));
  const files = once(
    parts.flatMap((part) => part.files),
    ({ uri }) => uri,
  );
  const passedOver = new PassedOverFiles();
  for (const part of parts) passedOver.take(part.passedOver ?? NONE_PASSED_OVER);
  const read = new Set(files.map(({ uri }) => uri));
  passedOver.settle((uri) => read.has(uri));
  return { files, passedOver };
}

function listUris(uris: readonly string[]): Listing {
  const passedOver = new PassedOverFiles();
  const paths = uris.map((uri) => pathOfUri(uri));
  const files = listFiles(paths, passedOver).map(({ path, ...facts }) => ({ uri: uriOfPath(path), ...facts }));
  const named = passedOver.files.map(({ name, why }) => ({ name: uriOfPath(name), why }));
  return { files, passedOver: { count: passedOver.count, files: named } };
}

async function readPath(uri: string, signal?: AbortSignal): Promise<Uint8Array> {
  try {
    return plainBytes(await readFile(pathOfUri(uri), { signal }));
  } catch (error) {
    throw new Error(reasonInWords(error));
  }
}
