import * as vscode from 'vscode';
import { beginsLikeLog, isLogName, LOOKED_AT, mayHoldLog, MOST_LOOKED_AT } from '../case/logNames';
import { once } from '../case/once';
import { MOST_READ, PassedOverFiles, WHY } from '../case/passedOver';
import type { Listing, SourceFile } from '../case/platform';
import { isGzip } from '../reading/bytes/gzip';
import { errorText } from '../case/errorText';

const MAX_DEPTH = 64;
/** Where a file system does not tell links, those that lead round in circles make folders without end. */
const MAX_FOLDERS = 100_000;
/** The editor reads files whole: of larger ones of another name the beginning is not looked at. */
const MAX_READ = 1 << 22;
/** A log of a few thousand bytes may unpack to no more than this much of it being looked at. */
const UNPACKED = 1 << 16;
/** So many files are asked about at a time: behind some file systems is a network. */
const WIDTH = 16;

/** As often as progress is told of a case that is read. */
const PROGRESS_MILLISECONDS = 400;

/** What a search is told, and tells. */
export interface SearchOptions {
  /** Aborted: the search ends, and rejects. */
  readonly signal?: AbortSignal;
  /** Takes how many files it came to so far. */
  readonly onProgress?: (files: number) => void;
}

type Answer = SourceFile | { readonly name: string; readonly why: string };

/**
 * The logs behind addresses of files and folders, each folder in order of name: as in platform/listNode.ts, for file
 * systems that only the editor reaches. Links to folders are not followed: they may lead round in circles, and it
 * cannot be told where to. Of files of other names only those are looked into that may well be logs, until so many bytes
 * were read of them.
 */
export async function listFolders(uris: readonly string[], options: SearchOptions = {}): Promise<Listing> {
  const search = new Search(options);
  for (const uri of uris) await search.named(vscode.Uri.parse(uri, true));
  const files = once(search.found, ({ uri }) => uri);
  const read = new Set(files.map(({ uri }) => uri));
  search.passedOver.settle((uri) => read.has(uri));
  return { files, passedOver: search.passedOver };
}

class Search {
  readonly found: SourceFile[] = [];
  readonly passedOver = new PassedOverFiles();
  /** At how many beginnings it looked, and how many bytes were read for that. */
  private looks = 0;
  private read = 0;
  private folders = 0;
  private files = 0;
  private toldAt = performance.now();

  constructor(private readonly options: SearchOptions) {}

  async named(uri: vscode.Uri): Promise<void> {
    try {
      const { type, size, mtime } = await vscode.workspace.fs.stat(uri);
      if ((type & vscode.FileType.Directory) !== 0) await this.folder(uri, 0);
      else this.found.push({ uri: uri.toString(), named: true, size, mtime });
    } catch (error) {
      this.options.signal?.throwIfAborted();
      this.found.push({ uri: uri.toString(), named: true, failure: errorText(error) });
    }
  }

  private async folder(uri: vscode.Uri, depth: number): Promise<void> {
    const { signal } = this.options;
    signal?.throwIfAborted();
    if (depth > MAX_DEPTH || ++this.folders > MAX_FOLDERS)
      return this.passedOver.add(uri.toString(), depth > MAX_DEPTH ? WHY.tooDeep : WHY.tooManyFolders);
    let entries: [string, vscode.FileType][];
    try {
      entries = await vscode.workspace.fs.readDirectory(uri);
    } catch (error) {
      signal?.throwIfAborted();
      this.found.push({ uri: uri.toString(), named: false, failure: errorText(error) });
      return;
    }
    entries.sort(([a], [b]) => (a < b ? -1 : 1));
    for (let n = 0; n < entries.length;) {
      const [name, type] = entries[n] as [string, vscode.FileType];
      if ((type & vscode.FileType.Directory) !== 0) {
        const inner = vscode.Uri.joinPath(uri, name);
        if ((type & vscode.FileType.SymbolicLink) !== 0) this.passedOver.add(inner.toString(), WHY.link);
        else await this.folder(inner, depth + 1);
        n++;
        continue;
      }
      const start = n;
      while (n < entries.length && n - start < WIDTH && isNoFolder(entries[n])) n++;
      const answers = entries.slice(start, n).map(([file]) => this.file(vscode.Uri.joinPath(uri, file)));
      for (const answer of await Promise.all(answers)) {
        if ('why' in answer) this.passedOver.add(answer.name, answer.why);
        else this.found.push(answer);
      }
      signal?.throwIfAborted();
      this.tell((this.files += n - start));
    }
  }

  private tell(files: number): void {
    if (performance.now() < this.toldAt + PROGRESS_MILLISECONDS) return;
    this.toldAt = performance.now();
    this.options.onProgress?.(files);
  }

  private async file(address: vscode.Uri): Promise<Answer> {
    const uri = address.toString();
    const isNamed = isLogName(address.path);
    if (!isNamed && !mayHoldLog(address.path)) return { name: uri, why: WHY.otherEnding };
    try {
      const { type, size, mtime } = await vscode.workspace.fs.stat(address);
      // a link that did not say so
      if ((type & vscode.FileType.Directory) !== 0) return { name: uri, why: WHY.link };
      const why = isNamed ? undefined : await this.whyPassedOver(address, size);
      return why === undefined ? { uri, named: false, size, mtime } : { name: uri, why };
    } catch (error) {
      return { uri, named: false, failure: errorText(error) };
    }
  }

  /** Of a file of another name; undefined where it begins like a log. One that cannot be read may be anything. */
  private async whyPassedOver(uri: vscode.Uri, size: number): Promise<string | undefined> {
    if (size > MAX_READ) return WHY.tooLarge;
    if (this.looks >= MOST_LOOKED_AT) return WHY.tooMany;
    if (this.read + size > MOST_READ) return WHY.tooMuch;
    this.looks++;
    this.read += size;
    try {
      const bytes = (await vscode.workspace.fs.readFile(uri)).subarray(0, LOOKED_AT);
      return beginsLikeLog(isGzip(bytes) ? await unpackedHead(bytes) : bytes) ? undefined : WHY.other;
    } catch (error) {
      return WHY.unopened(errorText(error));
    }
  }
}

function isNoFolder(entry: [string, vscode.FileType] | undefined): boolean {
  return entry !== undefined && (entry[1] & vscode.FileType.Directory) === 0;
}

/** What comes of the first bytes of a packed file, of which the rest is not given. */
async function unpackedHead(bytes: Uint8Array): Promise<Uint8Array> {
  const unpacker = new DecompressionStream('gzip');
  const writer = unpacker.writable.getWriter();
  // that it ends too early is known
  writer.write(Uint8Array.from(bytes)).catch(() => undefined);
  // where nothing comes of it, who waits for it would wait for ever
  writer.close().catch(() => undefined);
  const reader = (unpacker.readable as ReadableStream<Uint8Array>).getReader();
  try {
    return (await reader.read()).value?.subarray(0, UNPACKED) ?? new Uint8Array();
  } catch {
    return new Uint8Array();
  } finally {
    void reader.cancel().catch(() => undefined);
  }
}
