import * as vscode from 'vscode';
import { tabsOf } from '../tabs';
import { errorText } from '../../case/errorText';
import { keepTab } from './beginnings';
import type { SeenBeginning } from '../look';
import type { LogOpener } from './opener';

/** Compressed logs: no text editor of VS Code's opens them, so this one takes the file and hands over to the readable view. */
export class HandOverEditor implements vscode.CustomReadonlyEditorProvider {
  constructor(private readonly opener: LogOpener) {}

  openCustomDocument(uri: vscode.Uri): vscode.CustomDocument {
    return { uri, dispose: () => undefined };
  }

  async resolveCustomEditor({ uri }: vscode.CustomDocument, panel: vscode.WebviewPanel): Promise<void> {
    panel.webview.html = page(vscode.l10n.t('Unpacking the log…'));
    const { viewColumn } = panel;
    // a panel that was closed meanwhile must not be touched
    let isClosed = false;
    panel.onDidDispose(() => (isClosed = true));
    let beginning: SeenBeginning;
    try {
      beginning = await this.opener.prepare(uri);
    } catch (error) {
      if (!isClosed) panel.webview.html = page(errorText(error));
      return;
    }
    // not within this call: the editor is still being set up, and VS Code reports one that goes away under it as broken
    setTimeout(() => {
      if (isClosed) return;
      if (panel.visible) void this.handOver(uri, viewColumn, beginning);
      // it may change until then
      else whenInSight(panel, () => void this.handOver(uri, viewColumn));
    });
  }

  private async handOver(
    uri: vscode.Uri,
    viewColumn: vscode.ViewColumn | undefined,
    beginning?: SeenBeginning,
  ): Promise<void> {
    const tabs = (): vscode.Tab[] => tabsOf(uri, vscode.TabInputCustom);
    // only now: the second of two clicks keeps the tab, and may come while the log is unpacked
    const own = tabs().find(({ group }) => group.viewColumn === viewColumn) ?? tabs()[0];
    const options = { viewColumn, preview: own?.isPreview ?? false };
    const onSight = async (): Promise<void> => {
      // or it comes while the view is opened
      const isKept = options.preview && tabs().some(({ isPreview }) => !isPreview);
      await vscode.window.tabGroups.close(tabs(), true);
      if (isKept) await keepTab(uri, options);
    };
    await this.opener.show(uri, { options, onSight, beginning });
  }
}

/** A person who went on to another tab while the log was unpacked is not called back: it waits until they return to it. */
function whenInSight(panel: vscode.WebviewPanel, act: () => void): void {
  const listening = panel.onDidChangeViewState(() => {
    if (!panel.visible) return;
    listening.dispose();
    act();
  });
  panel.onDidDispose(() => void listening.dispose());
}

/** A page of one sentence. It runs no script and loads nothing. */
function page(sentence: string): string {
  const safe = sentence.replace(/[&<>"']/g, (c) => `&#${c.charCodeAt(0)};`);
  return `<!DOCTYPE html><html><head><meta charset="utf-8"><meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<style>body{font-family:var(--vscode-font-family);font-size:var(--vscode-font-size);color:var(--vscode-foreground);padding:2em}</style></head>
<body role="status">${safe}</body></html>`;
}
