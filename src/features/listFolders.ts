import * as vscode from 'vscode';
import { beginsLikeLog, isLogName, LOOKED_AT, MOST_LOOKED_AT } from '../case/logNames';
import { once } from '../case/once';
import { PassedOverFiles, WHY } from '../case/passedOver';
import type { Listing, SourceFile } from '../case/platform';
import { isGzip } from '../reading/gzip';

const MAX_DEPTH = 64;
/** The editor reads files whole: of others of another name the beginning is not looked at. */
const MAX_READ = 1 << 22;
/** A log of a few thousand bytes may unpack to no more than this much of it being looked at. */
const UNPACKED = 1 << 16;

interface Search {
  readonly found: SourceFile[];
  readonly passedOver: PassedOverFiles;
  /** At how many beginnings it looked. */
  looks: number;
}

/**
 * The logs behind addresses of files and folders, each folder in order of name: as in platform/listNode.ts, for file
 * systems that only the editor reaches.
 */
export async function listFolders(uris: readonly string[]): Promise<Listing> {
  const search: Search = { found: [], passedOver: new PassedOverFiles(), looks: 0 };
  for (const uri of uris) await look(vscode.Uri.parse(uri, true), true, search, 0);
  const files = once(search.found, ({ uri }) => uri);
  const read = new Set(files.map(({ uri }) => uri));
  search.passedOver.settle((uri) => read.has(uri));
  return { files, passedOver: search.passedOver };
}

async function look(uri: vscode.Uri, named: boolean, search: Search, depth: number): Promise<void> {
  const { found } = search;
  try {
    const { type, size, mtime } = await vscode.workspace.fs.stat(uri);
    if ((type & vscode.FileType.Directory) === 0) {
      const why = named || isLogName(uri.path) ? undefined : await whyPassedOver(uri, size, search);
      if (why === undefined) found.push({ uri: uri.toString(), named, size, mtime });
      else search.passedOver.add(uri.toString(), why);
    } else if (depth < MAX_DEPTH) {
      const names = (await vscode.workspace.fs.readDirectory(uri)).map(([name]) => name).sort();
      for (const name of names) await look(vscode.Uri.joinPath(uri, name), false, search, depth + 1);
    }
  } catch (error) {
    found.push({ uri: uri.toString(), named, failure: error instanceof Error ? error.message : String(error) });
  }
}

/** Of a file of another name; undefined where it begins like a log. One that cannot be read may be anything. */
async function whyPassedOver(uri: vscode.Uri, size: number, search: Search): Promise<string | undefined> {
  if (size > MAX_READ) return WHY.tooLarge;
  if (search.looks++ >= MOST_LOOKED_AT) return WHY.tooMany;
  try {
    const bytes = (await vscode.workspace.fs.readFile(uri)).subarray(0, LOOKED_AT);
    return beginsLikeLog(isGzip(bytes) ? await unpackedHead(bytes) : bytes) ? undefined : WHY.other;
  } catch (error) {
    return WHY.unopened(error instanceof Error ? error.message : String(error));
  }
}

/** What comes of the first bytes of a packed file, of which the rest is not given. */
async function unpackedHead(bytes: Uint8Array): Promise<Uint8Array> {
  const unpacker = new DecompressionStream('gzip');
  const writer = unpacker.writable.getWriter();
  // that it ends too early is known
  writer.write(Uint8Array.from(bytes)).catch(() => undefined);
  const reader = (unpacker.readable as ReadableStream<Uint8Array>).getReader();
  try {
    return (await reader.read()).value?.subarray(0, UNPACKED) ?? new Uint8Array();
  } catch {
    return new Uint8Array();
  } finally {
    void reader.cancel().catch(() => undefined);
  }
}
