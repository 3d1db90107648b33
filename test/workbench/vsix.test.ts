import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { extensionErrors, extensionId, ROOT } from '../../scripts/vscode/extension';
import { activations, hostLog } from '../../scripts/vscode/host-log';
import { installVsix } from '../../scripts/vscode/server';
import { eventually } from './journeys/eventually';
import { readableTab, UNUSED_REGION } from './journeys/folders';
import { findProblem, followCode } from './journeys/problems';
import { KEY_PAIR_RULE, writtenRule } from './journeys/rules';
import { installedFiles, makeVsix } from './journeys/vsix';
import { copyOfSamples, useWorkbench } from './support/session';

/** All that may be shipped, as .vscodeignore means it. */
const SHIPPED = [
  /^package(\.nls)?\.json$/,
  /^(readme|changelog)\.md$/i,
  /^LICENSE(\.txt)?$/,
  /^NOTICE$/,
  /^language-configuration\.json$/,
  /^syntaxes\/[\w.-]+\.json$/,
  /^media\/(walkthrough\/)?[\w.-]+\.(png|svg)$/,
  /^samples\/[\w.-]+\.(json|json\.gz|csv|md)$/,
  /^dist\/(web\/)?\w[\w-]*\.(js|wasm)$/,
  /^dist\/rules\.json$/,
  /^dist\/reference\/[\w.-]+\.(tsv|json|txt)$/,
  // written by the installation
  /^\.vsixmanifest$/,
];

const extensionsDir = path.join(os.tmpdir(), `cloudtrail-extensions-${process.pid}`);

// One window for both: what is shipped, where the least is allowed.
describe('the packaged extension in Restricted Mode', () => {
  let vsix: string;
  let folder: string;

  before(async () => {
    vsix = await makeVsix();
    await installVsix(vsix, extensionsDir);
    const name = fs.readdirSync(extensionsDir).find((entry) => entry.startsWith(extensionId()));
    assert.ok(name, 'it is installed');
    folder = path.join(extensionsDir, name);
  });
  const window = useWorkbench({
    extensionsDir,
    development: false,
    // a folder of unknown origin that would rather have nothing found in its logs
    folder: () => {
      const made = copyOfSamples();
      const settings = { bundled: false, level: 'critical', rules: ['.'] };
      const entries = Object.entries(settings).map(([name, value]) => [`cloudtrail.detection.${name}`, value]);
      fs.mkdirSync(path.join(made, '.vscode'));
      fs.writeFileSync(path.join(made, '.vscode/settings.json'), JSON.stringify(Object.fromEntries(entries)));
      fs.writeFileSync(path.join(made, 'mine.yml'), KEY_PAIR_RULE);
      return made;
    },
    settings: { 'security.workspace.trust.enabled': true },
  });
  after(() => fs.rmSync(extensionsDir, { recursive: true, force: true }));

  it('holds what it needs and nothing else', () => {
    const files = installedFiles(folder);
    assert.deepEqual(
      files.filter((file) => !SHIPPED.some((pattern) => pattern.test(file))),
      [],
    );
    const { main, browser, icon } = JSON.parse(fs.readFileSync(path.join(folder, 'package.json'), 'utf8')) as Record<
      string,
      string
    >;
    for (const needed of [
      main,
      browser,
      icon,
      'dist/worker.js',
      'dist/web/worker.js',
      'dist/web/reference.js',
      'dist/ruleLanguage.js',
      'dist/web/ruleLanguage.js',
      'dist/rules.json',
      'NOTICE',
      `samples/${UNUSED_REGION}`,
      'media/walkthrough/open.svg',
    ])
      assert.ok(needed && files.includes(path.posix.normalize(needed)), needed);
    const scripts = files.filter((file) => file.endsWith('.js'));
    for (const file of scripts)
      assert.doesNotMatch(fs.readFileSync(path.join(folder, file), 'utf8'), /sourceMappingURL/, file);
    const kilobytes = (file: string) => (fs.statSync(file).size / 1000).toFixed(0);
    console.log(`      ${kilobytes(vsix)} kB packed, ${files.length} files`);
    for (const file of scripts) console.log(`      ${kilobytes(path.join(folder, file))} kB ${file}`);
  });

  it('opens a log, and wakes by that alone', async () => {
    const wb = window();
    assert.ok(await wb.isRestricted(), 'the window says that it is restricted');
    const woken = () => activations(hostLog(wb.server)).find(({ id }) => id === extensionId());
    assert.equal(woken(), undefined);
    await wb.openFromExplorer(UNUSED_REGION, readableTab(UNUSED_REGION));
    assert.equal((await wb.editor.lines('"eventVersion"'))[1], '  "Records": [');
    assert.match(
      woken()?.event ?? '',
      /^(onCustomEditor:cloudtrail|onFileSystem:cloudtrail-log|onLanguage:cloudtrail)/,
    );
  });

  it('lists its events, explains a call, and finds what is suspicious, whatever the folder’s settings say', async () => {
    const wb = window();
    await wb.openContainer('CloudTrail');
    const names = ['bundled', 'rules', 'level'].map((name) => `detection.${name}`).join(', ');
    const said = `The settings of this folder are not applied in Restricted Mode: ${names} · "Manage Workspace Trust" changes that`;
    await eventually(async () => assert.equal(await wb.view('Findings').message(), said));
    await wb.view('Events').expand('RunInstances');
    await wb.view('Events').click(/13:38:49/);
    const html = await eventually(() => wb.editor.hoverHtml('"RunInstances"'));
    assert.ok(html.includes('https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_RunInstances.html'));
    const rule = writtenRule('vpc/security-group-opened-admin-port');
    assert.equal((await findProblem(wb, rule.title))?.code, rule.id.slice(0, 8));
    await followCode(wb, rule.title);
    await wb.webview().locator('h1', { hasText: rule.title }).waitFor({ timeout: 20_000 });
    assert.deepEqual(extensionErrors(wb.server), []);
    assert.ok(await wb.isRestricted());
  });

  it('says of a rule that those settings name why it is not in force, and leads to trust, which changes that', async () => {
    const wb = window();
    await wb.openFile('mine.yml');
    // what shows the log's path lies over the line for a while
    await wb.page.mouse.move(700, 600);
    await eventually(() => wb.editor.codeLens('not in force in Restricted Mode: use it…'));
    await wb.quickInput.choose('Manage Workspace Trust…');
    const trust = wb.page.locator('.workspace-trust-editor .monaco-button', { hasText: 'Trust' });
    await trust.first().click({ timeout: 15_000 });
    // by then the folder has its way: its rule alone, and only what is critical
    await eventually(async () => {
      const above = await wb.page.locator('.codelens-decoration').allInnerTexts();
      assert.match(above.join(), /^in force, below the level shown \(Critical\)/);
      assert.equal(await wb.view('Findings').message(), 'Nothing suspicious was found');
    });
    assert.deepEqual(extensionErrors(wb.server), []);
  });

  it('answers on the command line', async () => {
    const cli = path.join(folder, 'dist', 'cli.js');
    const { stdout } = await promisify(execFile)(process.execPath, [
      cli,
      'summary',
      path.join(ROOT, 'samples', UNUSED_REGION),
    ]);
    assert.equal((JSON.parse(stdout) as { events: number }).events, 7);
  });
});
