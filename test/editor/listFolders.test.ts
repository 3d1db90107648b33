import assert from 'node:assert/strict';
import { gzipSync } from 'node:zlib';
import * as vscode from 'vscode';
import { MOST_READ, WHY } from '../../src/case/passedOver';
import { listFolders } from '../../src/features/listFolders';
import { logText, record } from './support/files';
import { cleanUp, wake } from './support/logs';

const SCHEME = 'cloudtrail-test-far';
const { Directory, File, SymbolicLink } = vscode.FileType;

type Entry = Uint8Array | Folder | { readonly link: () => Entry; readonly isSilent?: boolean };
type Folder = Map<string, Entry>;

function utf8(text: string): Uint8Array {
  return new TextEncoder().encode(text);
}

function refuse(): never {
  throw vscode.FileSystemError.NoPermissions();
}

/** Files that only the editor reaches, in memory. */
class FarFiles implements vscode.FileSystemProvider {
  readonly onDidChangeFile = new vscode.EventEmitter<vscode.FileChangeEvent[]>().event;
  root: Folder = new Map();
  /** Files that were read, and how many bytes of them; what was asked for how often. */
  readonly read: string[] = [];
  bytes = 0;
  asked = 0;
  /** Called before each answer. */
  onAsked = (): void => undefined;

  stat(uri: vscode.Uri): vscode.FileStat {
    const { entry, isLink } = this.at(uri);
    const type = (entry instanceof Map ? Directory : File) | (isLink ? SymbolicLink : 0);
    return { type, ctime: 0, mtime: 1, size: entry instanceof Map ? 0 : entry.length };
  }

  readDirectory(uri: vscode.Uri): [string, vscode.FileType][] {
    const { entry } = this.at(uri);
    if (!(entry instanceof Map)) throw vscode.FileSystemError.FileNotADirectory(uri);
    return [...entry.keys()].reverse().map((name) => [name, this.stat(vscode.Uri.joinPath(uri, name)).type]);
  }

  readFile(uri: vscode.Uri): Uint8Array {
    const { entry } = this.at(uri);
    if (entry instanceof Map) throw vscode.FileSystemError.FileIsADirectory(uri);
    if (uri.path.endsWith('secret')) throw vscode.FileSystemError.NoPermissions('It is secret.');
    this.read.push(uri.path);
    this.bytes += entry.length;
    return entry;
  }

  watch(): vscode.Disposable {
    return new vscode.Disposable(() => undefined);
  }

  readonly createDirectory = refuse;
  readonly writeFile = refuse;
  readonly delete = refuse;
  readonly rename = refuse;

  private at(uri: vscode.Uri): { entry: Uint8Array | Folder; isLink: boolean } {
    this.asked++;
    this.onAsked();
    let entry: Entry | undefined = this.root;
    let isLink = false;
    for (const name of uri.path.split('/').filter((part) => part !== '')) {
      entry = entry instanceof Map ? entry.get(name) : undefined;
      isLink = false;
      if (entry !== undefined && 'link' in entry) {
        isLink = entry.isSilent !== true;
        entry = entry.link();
      }
    }
    if (entry === undefined || 'link' in entry) throw vscode.FileSystemError.FileNotFound(uri);
    return { entry, isLink };
  }
}

describe('folders that only the editor reaches', () => {
  let far: FarFiles;
  let provider: vscode.Disposable;
  const log = utf8(logText(record()));

  beforeEach(() => {
    far = new FarFiles();
    provider = vscode.workspace.registerFileSystemProvider(SCHEME, far, { isReadonly: true });
  });
  afterEach(async () => {
    await cleanUp();
    provider.dispose();
  });

  const uri = (path: string): string => `${SCHEME}:${path}`;
  const list = async (...paths: string[]) => {
    const { files, passedOver } = await listFolders(paths.map(uri));
    return {
      files: files.map((file) => [vscode.Uri.parse(file.uri).path, file.named, file.failure ?? '']),
      passedOver: passedOver?.files.map(({ name, why }) => [vscode.Uri.parse(name).path, why]),
      count: passedOver?.count,
    };
  };

  it('give what is called like a log unread, and what begins like one, in order of name; the others with the reason', async () => {
    far.root = new Map<string, Entry>([
      ['b.json', log],
      [
        'a',
        new Map<string, Entry>([
          ['2.json.gz', gzipSync(log)],
          ['10.csv', utf8('')],
        ]),
      ],
      ['delivery-1-2026-03-14-08-00-00-3f6a', gzipSync(log)],
      ['old.json.bak', log],
      ['.vscode', new Map<string, Entry>([['settings.json', utf8('{}')]])],
      ['README', utf8('# Nothing')],
      ['notes.md', utf8('# Nothing')],
      ['picture.png', log],
      ['app.ts', log],
      ['secret', log],
      ['empty', gzipSync('')],
      ['header', Uint8Array.of(0x1f, 0x8b, 8)],
      ['huge', new Uint8Array((4 << 20) + 1)],
    ]);
    const { files, passedOver, count } = await list('/');
    assert.deepEqual(files, [
      ['/a/10.csv', false, ''],
      ['/a/2.json.gz', false, ''],
      ['/b.json', false, ''],
      ['/delivery-1-2026-03-14-08-00-00-3f6a', false, ''],
      ['/old.json.bak', false, ''],
    ]);
    const secret = passedOver?.find(([path]) => path === '/secret')?.[1];
    assert.match(secret ?? '', /^not called like a log, and could not be looked into \(.*It is secret/);
    assert.deepEqual(passedOver, [
      ['/.vscode/settings.json', WHY.other],
      ['/README', WHY.other],
      ['/app.ts', WHY.otherEnding],
      ['/empty', WHY.other],
      ['/header', WHY.other],
      ['/huge', WHY.tooLarge],
      ['/notes.md', WHY.other],
      ['/picture.png', WHY.otherEnding],
      ['/secret', secret],
    ]);
    assert.equal(count, 9);
    const looked = [
      '/.vscode/settings.json',
      '/README',
      '/delivery-1-2026-03-14-08-00-00-3f6a',
      '/empty',
      '/header',
      '/notes.md',
    ];
    assert.deepEqual(far.read.sort(), [...looked, '/old.json.bak']);
  });

  it('take a file that is named whatever it is called, and say what is not there', async () => {
    far.root = new Map<string, Entry>([
      ['picture.png', log],
      ['a.json', log],
    ]);
    const { files, count } = await list('/', '/picture.png', '/none');
    assert.deepEqual(files.slice(0, 2), [
      ['/a.json', false, ''],
      ['/picture.png', true, ''],
    ]);
    assert.match(String(files[2]?.[2]), /none/);
    assert.equal(count, 0);
    assert.deepEqual(far.read, []);
  });

  it('are read no further than so many bytes only to look what is in them, and that is said', async () => {
    const size = 4 << 20;
    const many = MOST_READ / size + 3;
    const large = new Uint8Array(size);
    for (let n = 0; n < many; n++) far.root.set(String(n).padStart(3, '0'), large);
    far.root.set('z.json', log);
    const { files, passedOver } = await list('/');
    assert.deepEqual(files, [['/z.json', false, '']]);
    assert.equal(far.bytes, MOST_READ);
    assert.deepEqual(passedOver?.filter(([, why]) => why === WHY.tooMuch).length, 3);
    assert.equal(passedOver?.length, many);
  });

  it('are looked through once, though links in them lead round in circles', async () => {
    const { root } = far;
    root.set('sub', new Map<string, Entry>([['a.json', log]]));
    root.set('other.json', { link: () => log });
    for (const name of ['one', 'two']) root.set(name, { link: () => root });
    const { files, passedOver } = await list('/');
    assert.deepEqual(files, [
      ['/other.json', false, ''],
      ['/sub/a.json', false, ''],
    ]);
    assert.deepEqual(passedOver, [
      ['/one', WHY.link],
      ['/two', WHY.link],
    ]);
  });

  it('end when they are given up, also where links lead round in circles and do not say so', async () => {
    const { root } = far;
    for (const name of ['one', 'two']) root.set(name, { link: () => root, isSilent: true });
    const stop = new AbortController();
    far.onAsked = () => {
      if (far.asked === 500) stop.abort();
    };
    await assert.rejects(listFolders([uri('/')], { signal: stop.signal }), { name: 'AbortError' });
    const { asked } = far;
    await new Promise((resolve) => setTimeout(resolve, 50));
    assert.ok(asked < 600 && far.asked === asked, `${asked}, then ${far.asked}`);
  });

  it('tell how many files there are so far', async () => {
    const told: number[] = [];
    for (let n = 0; n < 100; n++) far.root.set(`${n}.json`, log);
    let now = 0;
    const clock = performance.now.bind(performance);
    performance.now = () => (now += 150);
    try {
      await listFolders([uri('/')], { onProgress: (files) => told.push(files) });
    } finally {
      performance.now = clock;
    }
    assert.ok(told.length > 1, told.join());
    assert.deepEqual(
      told,
      [...told].sort((a, b) => a - b),
    );
  });

  it('open as one case, of which only the logs are read', async () => {
    await wake();
    far.root = new Map<string, Entry>([
      ['a.json', log],
      ['b.ts', log],
    ]);
    await vscode.commands.executeCommand('cloudtrail.openCase', vscode.Uri.parse(uri('/')));
    assert.deepEqual(far.read, ['/a.json']);
    await vscode.commands.executeCommand('cloudtrail.closeCase');
  });

  it('stop being looked through when reading the case is stopped', async () => {
    await wake();
    const { root } = far;
    for (const name of ['one', 'two']) root.set(name, { link: () => root, isSilent: true });
    const opened = vscode.commands.executeCommand('cloudtrail.openCase', vscode.Uri.parse(uri('/')));
    while (far.asked < 100) await new Promise((resolve) => setTimeout(resolve, 5));
    await vscode.commands.executeCommand('cloudtrail.stopCase');
    await opened;
    // what was asked already is answered
    const pause = () => new Promise((resolve) => setTimeout(resolve, 100));
    await pause();
    const { asked } = far;
    await pause();
    assert.equal(far.asked, asked);
    await vscode.commands.executeCommand('cloudtrail.closeCase');
  });
});
