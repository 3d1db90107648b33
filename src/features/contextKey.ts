import * as vscode from 'vscode';

/** Sets what menus and views ask of by `cloudtrail.<name>`: the editor is told only when it changed. */
export function contextKey(name: string): (value: unknown) => void {
  let told: unknown;
  return (value) => {
    if (value === told) return;
    told = value;
    void vscode.commands.executeCommand('setContext', `cloudtrail.${name}`, value);
  };
}
