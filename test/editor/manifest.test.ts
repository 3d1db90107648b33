import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { RESTRICTED_SETTINGS } from '../../src/features/rulesInForce/setAside';
import { present } from './support/eventually';

interface Setting {
  readonly default: unknown;
  readonly markdownDescription?: string;
  readonly scope?: string;
  readonly order?: number;
}

interface Walkthrough {
  readonly id: string;
  readonly description: string;
  readonly steps: readonly {
    readonly id: string;
    readonly description: string;
    readonly media: { readonly svg: string; readonly altText: string };
    readonly completionEvents: readonly string[];
  }[];
}

interface Manifest {
  readonly activationEvents: readonly string[];
  readonly main: string;
  readonly browser: string;
  readonly capabilities: {
    readonly untrustedWorkspaces: {
      readonly supported: boolean | 'limited';
      readonly description?: string;
      readonly restrictedConfigurations?: readonly string[];
    };
    readonly virtualWorkspaces: boolean;
  };
  readonly contributes: {
    readonly commands: readonly { readonly command: string; readonly title: string; readonly category?: string }[];
    readonly menus: { readonly commandPalette: readonly { readonly command: string; readonly when: string }[] };
    readonly keybindings: readonly { readonly command: string; readonly when: string }[];
    readonly languages: readonly {
      readonly id: string;
      readonly filenamePatterns?: readonly string[];
      readonly extensions?: readonly string[];
    }[];
    readonly configuration: { readonly properties: Readonly<Record<string, Setting>> };
    readonly viewsWelcome: readonly { readonly contents: string }[];
    readonly walkthroughs: readonly Walkthrough[];
  };
}

describe('The manifest', () => {
  const extension = present(
    vscode.extensions.getExtension('cloudtrail-inspector.cloudtrail-inspector'),
    'extension under test',
  );
  const manifest = extension.packageJSON as Manifest;

  it('wakes the extension for logs only, and for what a workspace has of its own for it, or of public rules', () => {
    // the editor adds what the contributions imply: those of our own language, commands, views and editors
    const foreign = manifest.activationEvents.filter(
      (event) => !/^on(Command|View|CustomEditor|Language|FileSystem):cloudtrail\b/.test(event),
    );
    // plain paths: for a pattern VS Code searches every workspace at its start, and gives up by waking the extension
    const folders = ['.cloudtrail', 'rules/cloud/aws/cloudtrail', 'cloud/aws/cloudtrail'];
    assert.deepEqual(
      foreign,
      folders.map((path) => `workspaceContains:${path}`),
    );
    assert.ok(manifest.activationEvents.includes('onFileSystem:cloudtrail-log'));
  });

  it('claims no file by an ending that others have too', () => {
    const [language] = manifest.contributes.languages.filter(({ id }) => id === 'cloudtrail');
    assert.equal(language?.extensions, undefined);
    for (const pattern of language?.filenamePatterns ?? []) assert.match(pattern, /CloudTrail|event_history/);
  });

  it('works in Restricted Mode, on virtual files and in both hosts', () => {
    const { supported, description, restrictedConfigurations } = manifest.capabilities.untrustedWorkspaces;
    // those that the Findings view speaks of
    assert.deepEqual(restrictedConfigurations, RESTRICTED_SETTINGS);
    assert.ok(supported === true || (supported === 'limited' && description), 'with what is left out, if anything is');
    assert.equal(manifest.capabilities.virtualWorkspaces, true);
    assert.ok(manifest.main && manifest.browser);
  });

  it('has a command behind every entry', async () => {
    await extension.activate();
    const known = new Set(await vscode.commands.getCommands());
    for (const { command } of manifest.contributes.commands) assert.ok(known.has(command), command);
  });

  it('names every command by what it does and whose it is', () => {
    for (const { command, title, category } of manifest.contributes.commands) {
      assert.match(title, /^[A-Z]/, command);
      assert.equal(category, 'CloudTrail', command);
    }
  });

  it('says of commands that group or filter what they do it to: the palette has those of both views', () => {
    const titles = manifest.contributes.commands.map(({ title }) => title);
    for (const title of titles.filter((one) => /^(?:Group|Filter)|\bby\b/.test(one)))
      assert.match(title, /\b(?:Events|Findings) by\b/);
    assert.equal(new Set(titles).size, titles.length - 1, 'only "Open Raw File" is one of a log and of a source');
  });

  it('has in the palette only what can be done there: all but opening or beginning something asks for a state', () => {
    const { commands, menus } = manifest.contributes;
    const asked = new Set(menus.commandPalette.filter(({ when }) => when !== '').map(({ command }) => command));
    const always = commands.map(({ command }) => command).filter((command) => !asked.has(command));
    assert.deepEqual(always.sort(), [
      'cloudtrail.inspect',
      'cloudtrail.newRule',
      'cloudtrail.openCase',
      'cloudtrail.openLog',
      'cloudtrail.openSamples',
    ]);
  });

  it('leads from finding to finding in the palette wherever findings are shown, whatever editor is active', () => {
    const steps = manifest.contributes.menus.commandPalette.filter(({ command }) => /Finding$/.test(command));
    const shown = steps.filter(({ when }) => when.split(' || ').includes('cloudtrail.hasLog'));
    assert.deepEqual(
      shown.map(({ command }) => command),
      ['cloudtrail.nextFinding', 'cloudtrail.previousFinding'],
    );
  });

  it('leads from record to record, by keys and in the palette, only in views of some records', () => {
    const { menus, keybindings } = manifest.contributes;
    const moves = /\.(?:next|previous)Records$/;
    const conditions = [...menus.commandPalette, ...keybindings].filter(({ command }) => moves.test(command));
    assert.equal(conditions.length, 4);
    for (const { when } of conditions) assert.ok(when.includes('resourceFilename =~ /\\brecords? \\d/'), when);
  });

  it('has settings that say what they do and where they count, in an order of their own', () => {
    const settings = Object.entries(manifest.contributes.configuration.properties);
    for (const [name, { markdownDescription, scope }] of settings) {
      assert.ok(markdownDescription !== undefined && /\.$/.test(markdownDescription), name);
      assert.match(scope ?? '', /^(?:window|resource)$/, name);
    }
    const orders = settings.map(([, { order }]) => order ?? 0).sort((a, b) => a - b);
    assert.deepEqual(
      orders,
      Array.from(settings, (_, n) => n + 1),
    );
  });

  /** What links and completion events lead to; rejects what is not there. */
  const assertKnown = async (name: string, argument?: string): Promise<void> => {
    const known = new Set(await vscode.commands.getCommands());
    assert.ok(known.has(name), name);
    const [about] = argument === undefined ? [] : (JSON.parse(decodeURIComponent(argument)) as string[]);
    if (name === 'workbench.action.openSettings')
      assert.ok(Object.hasOwn(manifest.contributes.configuration.properties, about ?? ''), about);
    else if (name === 'workbench.action.openWalkthrough')
      assert.ok(
        manifest.contributes.walkthroughs.some(({ id }) => about === `${extension.id}#${id}`),
        about,
      );
    else assert.equal(about, undefined);
  };
  const linksOf = (text: string): (readonly [string, string?])[] =>
    [...text.matchAll(/\]\(command:([\w.]+)(?:\?([^)]+))?\)/g)].map(([, name = '', argument]) => [name, argument]);

  it('has a short walkthrough whose links, pictures and signs of being done exist', async () => {
    await extension.activate();
    const [walkthrough, ...others] = manifest.contributes.walkthroughs;
    assert.ok(walkthrough);
    assert.deepEqual(others, []);
    assert.ok(walkthrough.steps.length <= 6);
    // every one of its titles and texts is there in words
    assert.doesNotMatch(JSON.stringify(walkthrough), /%walkthrough\./);
    const known = new Set(await vscode.commands.getCommands());
    for (const { id, description, media, completionEvents } of walkthrough.steps) {
      for (const [name, argument] of linksOf(description)) await assertKnown(name, argument);
      assert.ok(completionEvents.length > 0, id);
      for (const event of completionEvents) {
        const [, kind, what = ''] = /^on(Command|Context):(.*)$/.exec(event) ?? [];
        if (kind === 'Command') assert.ok(known.has(what), event);
        else assert.equal(what, 'cloudtrail.hasLog');
      }
      const picture = vscode.Uri.joinPath(extension.extensionUri, media.svg);
      const svg = new TextDecoder().decode(await vscode.workspace.fs.readFile(picture));
      // in the colours of the theme; what comes in a style of its own the page does not show
      for (const [, colour = ''] of svg.matchAll(/(?:fill|stroke)="([^"]*)"/g))
        assert.match(colour, /^(?:none|var\(--vscode-.*\))$/);
      assert.doesNotMatch(svg, /style|<script|href/);
      assert.match(media.altText, /\.$/);
    }
  });

  it('has welcome texts whose links exist', async () => {
    await extension.activate();
    const links = manifest.contributes.viewsWelcome.flatMap(({ contents }) => linksOf(contents));
    assert.ok(links.length > 5);
    for (const [name, argument] of links) await assertKnown(name, argument);
  });

  it('has settings that start at their defaults', () => {
    for (const [name, { default: initial }] of Object.entries(manifest.contributes.configuration.properties))
      assert.deepEqual(vscode.workspace.getConfiguration().inspect(name)?.defaultValue, initial, name);
  });
});
