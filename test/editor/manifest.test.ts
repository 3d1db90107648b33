import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { present } from './support/eventually';

interface Manifest {
  readonly activationEvents: readonly string[];
  readonly main: string;
  readonly browser: string;
  readonly capabilities: {
    readonly untrustedWorkspaces: { readonly supported: boolean | 'limited'; readonly description?: string };
    readonly virtualWorkspaces: boolean;
  };
  readonly contributes: {
    readonly commands: readonly { readonly command: string }[];
    readonly languages: readonly {
      readonly id: string;
      readonly filenamePatterns?: readonly string[];
      readonly extensions?: readonly string[];
    }[];
    readonly configuration: { readonly properties: Readonly<Record<string, { readonly default: unknown }>> };
  };
}

describe('The manifest', () => {
  const extension = present(
    vscode.extensions.getExtension('cloudtrail-inspector.cloudtrail-inspector'),
    'extension under test',
  );
  const manifest = extension.packageJSON as Manifest;

  it('wakes the extension for logs only', () => {
    // the editor adds what the contributions imply: those of our own language, commands, views and editors
    const foreign = manifest.activationEvents.filter(
      (event) => !/^on(Command|View|CustomEditor|Language|FileSystem):cloudtrail\b/.test(event),
    );
    assert.deepEqual(foreign, []);
    assert.ok(manifest.activationEvents.includes('onFileSystem:cloudtrail-log'));
  });

  it('claims no file by an ending that others have too', () => {
    const [language] = manifest.contributes.languages.filter(({ id }) => id === 'cloudtrail');
    assert.equal(language?.extensions, undefined);
    for (const pattern of language?.filenamePatterns ?? []) assert.match(pattern, /CloudTrail|event_history/);
  });

  it('works in Restricted Mode, on virtual files and in both hosts', () => {
    const { supported, description } = manifest.capabilities.untrustedWorkspaces;
    assert.ok(supported === true || (supported === 'limited' && description), 'with what is left out, if anything is');
    assert.equal(manifest.capabilities.virtualWorkspaces, true);
    assert.ok(manifest.main && manifest.browser);
  });

  it('has a command behind every entry', async () => {
    await extension.activate();
    const known = new Set(await vscode.commands.getCommands());
    for (const { command } of manifest.contributes.commands) assert.ok(known.has(command), command);
  });

  it('has settings that start at their defaults', () => {
    for (const [name, { default: initial }] of Object.entries(manifest.contributes.configuration.properties))
      assert.deepEqual(vscode.workspace.getConfiguration().inspect(name)?.defaultValue, initial, name);
  });
});
