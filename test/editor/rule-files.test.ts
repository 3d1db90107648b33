import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import * as vscode from 'vscode';
import { RuleFiles } from '../../src/features/rulesInForce/ruleFiles';
import { eventually, present } from './support/eventually';
import { logText, record, removeWritten, write, writeGzip } from './support/files';
import { cleanUp, configure, isFinding, openReadable, problemsOf, wake, whatFound } from './support/logs';
import { replace, rule } from './support/rules';

const workspace = (): string => present(vscode.workspace.workspaceFolders?.[0], 'folder').uri.fsPath;
const inside = (): string => path.join(workspace(), 'own-rules');

/** A rule about StopLogging with this title. */
const named = (title: string): string => rule('eventName: StopLogging').replace('A rule', title);

function writeInside(name: string, content: string): void {
  const file = path.join(inside(), name);
  fs.mkdirSync(path.dirname(file), { recursive: true });
  fs.writeFileSync(file, content);
}

/** What the product gives. */
const NO_RULES = Promise.resolve(new Uint8Array());
const NO_TABLES = Promise.resolve({});

const openLog = (): Promise<vscode.TextDocument> =>
  openReadable(writeGzip(logText(record({ eventName: 'StopLogging' }))));

/** Waits until just these rules find something. */
const findsJust = async (log: vscode.TextDocument, ...titles: string[]): Promise<void> => {
  const found = (all: readonly vscode.Diagnostic[]): string[] => all.filter(isFinding).map(whatFound);
  await problemsOf(log, (all) => found(all).sort().join() === [...titles].sort().join());
};

describe('Rules of one’s own', () => {
  beforeEach(async () => {
    await wake();
    await configure('cloudtrail.detection.bundled', false);
  });
  afterEach(async () => {
    for (const setting of ['cloudtrail.detection.rules', 'cloudtrail.detection.bundled'])
      await configure(setting, undefined);
    await cleanUp();
    fs.rmSync(inside(), { recursive: true, force: true });
    removeWritten();
  });

  it('are joined by the bundled ones as soon as the setting says so, and left by them again', async () => {
    writeInside('one.yml', named('One'));
    await configure('cloudtrail.detection.rules', ['own-rules']);
    const stop = record({ eventName: 'StopLogging', eventSource: 'cloudtrail.amazonaws.com' });
    const log = await openReadable(writeGzip(logText(stop)));
    await findsJust(log, 'One');
    await configure('cloudtrail.detection.bundled', true);
    await problemsOf(log, (all) =>
      ['One', 'CloudTrail logging was stopped'].every((title) => all.some((one) => whatFound(one) === title)),
    );
    await configure('cloudtrail.detection.bundled', false);
    await findsJust(log, 'One');
  });

  it('are all that is in force where the bundled ones are switched off: no rule at all is told', async () => {
    const rules = new RuleFiles();
    try {
      const areNone = async (): Promise<boolean> => {
        await rules.given(NO_RULES, NO_TABLES);
        return rules.areNone;
      };
      assert.equal(await areNone(), true);
      await configure('cloudtrail.detection.rules', ['own-rules']);
      assert.equal(await areNone(), true);
      writeInside('one.yml', named('One'));
      assert.equal(await areNone(), false);
      await configure('cloudtrail.detection.rules', undefined);
      await configure('cloudtrail.detection.bundled', true);
      assert.equal(await areNone(), false);
      // all of it counts here, where the workspace is trusted
      assert.deepEqual(rules.settingsSetAside, []);
    } finally {
      rules.dispose();
    }
  });

  it('are told of as they were asked for last, whichever of two is read first', async () => {
    const rules = new RuleFiles();
    let go = (_: Uint8Array): void => undefined;
    const late = new Promise<Uint8Array>((resolve) => (go = resolve));
    try {
      const first = rules.given(late, NO_TABLES);
      await rules.given(NO_RULES, NO_TABLES);
      assert.equal(rules.areNone, true);
      await configure('cloudtrail.detection.bundled', true);
      go(new Uint8Array());
      assert.equal((await first).isBundledOff, false);
      assert.equal(rules.areNone, true);
    } finally {
      rules.dispose();
    }
  });

  it('are read in UTF-16 too, and those in no known encoding are told of', async () => {
    fs.mkdirSync(inside(), { recursive: true });
    fs.writeFileSync(path.join(inside(), 'one.yml'), Buffer.from(`\ufeff${named('One')}`, 'utf16le'));
    fs.writeFileSync(path.join(inside(), 'two.yml'), Buffer.from(named('Zw\u00f6lf'), 'latin1'));
    await configure('cloudtrail.detection.rules', ['own-rules']);
    await findsJust(await openLog(), 'One');
    const broken = vscode.Uri.file(path.join(inside(), 'two.yml'));
    await eventually(() =>
      vscode.languages.getDiagnostics(broken).some(({ message }) => message.startsWith('This is not text in UTF-8')),
    );
  });

  it('come from folders, files and globs, in the workspace or anywhere', async () => {
    writeInside('deep/one.yml', named('One'));
    writeInside('two.yaml', named('Two'));
    writeInside('notes.txt', named('No rule'));
    const outside = path.dirname(write('rules/three.yml', named('Three')).fsPath);
    write('rules/more/aws_four.yml', named('Four'));
    const log = await openLog();
    for (const [entries, ...titles] of [
      [['own-rules'], 'One', 'Two'],
      [['own-rules/two.yaml'], 'Two'],
      [['own-rules/*/*.yml'], 'One'],
      [['own-rules', './own-rules/deep'], 'One', 'Two'],
      [[outside], 'Three', 'Four'],
      [[path.join(outside, 'three.yml')], 'Three'],
      [[path.join(outside, '**', 'aws_*.yml')], 'Four'],
      [['own-rules/deep', path.join(outside, 'more')], 'One', 'Four'],
    ] as [string[], ...string[]][]) {
      await configure('cloudtrail.detection.rules', entries);
      await findsJust(log, ...titles);
    }
  });

  it('come from the home folder where an entry begins with it', async () => {
    const { HOME: home } = process.env;
    try {
      const file = write('home/sigma/one.yml', named('One')).fsPath;
      process.env['HOME'] = path.dirname(path.dirname(file));
      await configure('cloudtrail.detection.rules', ['~/sigma']);
      const log = await openLog();
      await findsJust(log, 'One');
      fs.writeFileSync(file, named('Another'));
      await findsJust(log, 'Another');
    } finally {
      process.env['HOME'] = home;
    }
  });

  it('hold beside an entry at which there is nothing', async () => {
    writeInside('one.yml', named('One'));
    await configure('cloudtrail.detection.rules', ['no-such-folder', '/no/such/folder', 'own-rules']);
    await findsJust(await openLog(), 'One');
  });

  it('are told of where a link to them leads nowhere', async () => {
    writeInside('one.yml', named('One'));
    const link = path.join(inside(), 'deep', 'gone.yml');
    const folder = path.join(inside(), 'deep', 'folder');
    fs.mkdirSync(path.dirname(link));
    fs.symlinkSync(path.join(inside(), 'nowhere.yml'), link);
    fs.symlinkSync(path.join(inside(), 'nowhere'), folder);
    // nothing is lost by these
    fs.symlinkSync(inside(), path.join(inside(), 'deep', 'round'));
    fs.symlinkSync(path.join(inside(), 'nowhere.txt'), path.join(inside(), 'gone.txt'));
    await configure('cloudtrail.detection.rules', ['own-rules', 'own-rules/deep', 'own-rules/gone']);
    await findsJust(await openLog(), 'One');
    const told = (): string[] =>
      vscode.languages
        .getDiagnostics()
        .filter(([uri]) => uri.fsPath.startsWith(inside()))
        .flatMap(([uri, all]) => all.map(({ message }) => `${path.basename(uri.fsPath)}: ${message}`));
    const nowhere = 'This link leads nowhere: there is no such file.';
    await eventually(() => assert.deepEqual(told().sort(), [`folder: ${nowhere}`, `gone.yml: ${nowhere}`]));
    fs.rmSync(folder);
    fs.rmSync(link);
    writeInside('deep/gone.yml', named('Two'));
    // the watcher of a folder in which links lead round in circles may have given up
    await configure('cloudtrail.detection.rules', ['own-rules']);
    await eventually(() => assert.deepEqual(told(), []));
  });

  it('say in their file why they cannot be used, while the others are', async () => {
    writeInside('one.yml', named('One'));
    writeInside('broken.yml', named('Broken').replace('eventName:', 'eventName|nonsense:'));
    writeInside('windows.yml', named('Windows').replace('aws', 'windows').replace('cloudtrail', 'security'));
    writeInside('mistaken.yml', named('Mistaken').replace('aws', 'asw'));
    await configure('cloudtrail.detection.rules', ['own-rules']);
    const log = await openLog();
    await findsJust(log, 'One');
    const said = (name: string): string[] =>
      vscode.languages.getDiagnostics(vscode.Uri.file(path.join(inside(), name))).map(({ message }) => message);
    await eventually(() => assert.equal(said('broken.yml').length, 1));
    assert.match(said('broken.yml').join(), /nonsense/);
    assert.match(said('mistaken.yml').join(), /Did you mean "aws"/);
    assert.deepEqual([...said('one.yml'), ...said('windows.yml')], []);
    // once, also where the file is open
    await vscode.window.showTextDocument(vscode.Uri.file(path.join(inside(), 'broken.yml')), {
      viewColumn: vscode.ViewColumn.Beside,
      preview: false,
    });
    await eventually(() => assert.equal(said('broken.yml').length, 1));
    fs.writeFileSync(path.join(inside(), 'broken.yml'), named('Mended'));
    await findsJust(log, 'One', 'Mended');
    await eventually(() => assert.deepEqual(said('broken.yml'), []));
  });

  it('say so where nothing in the file looks like a rule, too, while it is open and edited', async () => {
    writeInside('one.yml', named('One'));
    writeInside('odd.yml', 'title: Broken\ndetectoin: [\n');
    await configure('cloudtrail.detection.rules', ['own-rules']);
    await findsJust(await openLog(), 'One');
    const uri = vscode.Uri.file(path.join(inside(), 'odd.yml'));
    const said = (): string[] => vscode.languages.getDiagnostics(uri).map(({ message }) => message);
    const isSaidOnce = (): void =>
      assert.deepEqual(
        said().map((one) => /opens here is not closed/.test(one)),
        [true],
      );
    await eventually(isSaidOnce);
    const editor = await vscode.window.showTextDocument(uri, { viewColumn: vscode.ViewColumn.Beside, preview: false });
    await replace(editor.document, 'Broken', 'Still broken');
    isSaidOnce();
    // from here on rule writing knows it for a rule
    await replace(editor.document, 'detectoin', 'detection');
    await eventually(isSaidOnce);
    await replace(editor.document, 'detection', 'detectoin');
    await eventually(isSaidOnce);
    await vscode.commands.executeCommand('workbench.action.revertAndCloseActiveEditor');
    await eventually(isSaidOnce);
  });

  it('run again when another program changes them, wherever they are', async () => {
    const file = write('rules/three.yml', rule('eventName: NoSuchCall')).fsPath;
    await configure('cloudtrail.detection.rules', [path.dirname(file)]);
    const log = await openLog();
    await findsJust(log);
    // the watcher may only just have begun: what it misses is written again, as a person would
    await eventually(async () => {
      fs.writeFileSync(file, `${named('Three')}# ${Date.now()}\n`);
      await eventually(() => {
        const found = vscode.languages.getDiagnostics(log.uri).filter(isFinding);
        assert.deepEqual(found.map(whatFound), ['Three']);
      }, 3000);
    });
  });

  for (const [where, place] of [
    ['of the workspace', () => path.join(inside(), 'deeper')],
    ['beyond it', () => path.join(path.dirname(write('beyond/x.txt', '').fsPath), 'deeper')],
  ] as const) {
    it(`go with a folder ${where}, and come back with it`, async () => {
      const folder = place();
      const moved = path.join(path.dirname(path.dirname(folder)), 'moved');
      fs.mkdirSync(path.join(folder, 'still'), { recursive: true });
      fs.writeFileSync(path.join(folder, 'still', 'four.yml'), named('Four'));
      try {
        await configure('cloudtrail.detection.rules', [where === 'beyond it' ? folder : path.basename(inside())]);
        const log = await openLog();
        await findsJust(log, 'Four');
        fs.renameSync(folder, moved);
        await findsJust(log);
        fs.renameSync(moved, folder);
        await findsJust(log, 'Four');
        fs.rmSync(folder, { recursive: true });
        await findsJust(log);
      } finally {
        fs.rmSync(moved, { recursive: true, force: true });
        fs.rmSync(folder, { recursive: true, force: true });
      }
    });
  }
});
