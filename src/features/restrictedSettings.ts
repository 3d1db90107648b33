import * as vscode from 'vscode';

/**
 * A setting that counts only in a trusted workspace, as it counts now. In an untrusted one what the workspace says is left
 * out here too: VS Code does so by name, and not in every version where somebody wrote `{"cloudtrail": {…}}` instead.
 * @param name without `cloudtrail.`, one of `restrictedConfigurations` in package.json
 */
export function restrictedSetting(name: string): unknown {
  const settings = vscode.workspace.getConfiguration('cloudtrail');
  if (vscode.workspace.isTrusted) return settings.get(name);
  const { globalValue, defaultValue } = settings.inspect(name) ?? {};
  return globalValue ?? defaultValue;
}
