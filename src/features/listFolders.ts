import * as vscode from 'vscode';
import { beginsLikeLog, isLogName, LOOKED_AT, MOST_LOOKED_AT } from '../case/logNames';
import { once } from '../case/once';
import type { SourceFile } from '../case/platform';
import { isGzip } from '../reading/gzip';

const MAX_DEPTH = 64;
/** The editor reads files whole: of others of another name the beginning is not looked at. */
const MAX_READ = 1 << 22;
/** A log of a few thousand bytes may unpack to no more than this much of it being looked at. */
const UNPACKED = 1 << 16;

interface Search {
  readonly found: SourceFile[];
  /** At how many beginnings it looked. */
  looks: number;
}

/**
 * The logs behind addresses of files and folders, each folder in order of name: as in platform/listNode.ts, for file
 * systems that only the editor reaches.
 */
export async function listFolders(uris: readonly string[]): Promise<SourceFile[]> {
  const search = { found: [], looks: 0 };
  for (const uri of uris) await look(vscode.Uri.parse(uri, true), true, search, 0);
  return once(search.found, ({ uri }) => uri);
}

async function look(uri: vscode.Uri, named: boolean, search: Search, depth: number): Promise<void> {
  const { found } = search;
  try {
    const { type, size, mtime } = await vscode.workspace.fs.stat(uri);
    if ((type & vscode.FileType.Directory) === 0) {
      if (named || isLogName(uri.path) || (size <= MAX_READ && (await isLogInside(uri, search))))
        found.push({ uri: uri.toString(), named, size, mtime });
    } else if (depth < MAX_DEPTH) {
      const names = (await vscode.workspace.fs.readDirectory(uri)).map(([name]) => name).sort();
      for (const name of names) await look(vscode.Uri.joinPath(uri, name), false, search, depth + 1);
    }
  } catch (error) {
    found.push({ uri: uri.toString(), named, failure: error instanceof Error ? error.message : String(error) });
  }
}

/** Whether a file of another name begins like a log. One that cannot be read may be anything: it is passed over. */
async function isLogInside(uri: vscode.Uri, search: Search): Promise<boolean> {
  if (search.looks++ >= MOST_LOOKED_AT) return false;
  try {
    const bytes = (await vscode.workspace.fs.readFile(uri)).subarray(0, LOOKED_AT);
    return beginsLikeLog(isGzip(bytes) ? await unpackedHead(bytes) : bytes);
  } catch {
    return false;
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
