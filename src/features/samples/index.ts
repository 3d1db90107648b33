import * as vscode from 'vscode';

/** The sample that tells most at a glance: a leaked key looks around and opens a door. */
const TELLING = '111122223333_CloudTrail_us-east-1_20260314T1335Z_Jt5NcY8bHq3WfS1e.json';

/** "Open the Sample Logs": the day in the life of an account that comes with the extension, for whoever has no log at hand. */
export function register(context: vscode.ExtensionContext): void {
  const folder = vscode.Uri.joinPath(context.extensionUri, 'samples');
  context.subscriptions.push(
    vscode.commands.registerCommand('cloudtrail.openSamples', async () => {
      // a browser reads the extension's files from a server, which lists no folders: there it is one log
      const isFolder = await Promise.resolve(vscode.workspace.fs.readDirectory(folder)).then(
        () => true,
        () => false,
      );
      if (isFolder) await vscode.commands.executeCommand('cloudtrail.openCase', folder);
      else await vscode.commands.executeCommand('cloudtrail.events.focus');
      await vscode.commands.executeCommand('cloudtrail.inspect', vscode.Uri.joinPath(folder, TELLING));
    }),
  );
}
