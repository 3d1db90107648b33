/** More of what a person sees of an editor. */
import assert from 'node:assert/strict';
import type { Shown } from '../support/shown';
import type { Workbench } from '../support/workbench';

/** Where the cursor is, as the status bar says it. */
export interface Cursor {
  /** From 1. */
  line: number;
  column: number;
  /** How many characters are selected. */
  selected: number;
}

export async function cursor(wb: Workbench): Promise<Cursor> {
  const text = await wb.page.locator('.part.statusbar [id="status.editor.selection"]').innerText({ timeout: 5_000 });
  const parts = /Ln (\d+), Col (\d+)(?: \((\d+) selected\))?/.exec(text);
  assert.ok(parts, `the status bar says '${text}'`);
  return { line: Number(parts[1]), column: Number(parts[2]), selected: Number(parts[3] ?? 0) };
}

/** The text of the line that holds the cursor. */
export async function cursorLine(wb: Workbench): Promise<string> {
  const { line } = await cursor(wb);
  const numbers = wb.page.locator('.editor-group-container.active .margin-view-overlays .line-numbers');
  const shown = await numbers.evaluateAll((elements: Shown[]) =>
    elements.map((element) => ({ number: Number(element.textContent), top: element.getBoundingClientRect().top })),
  );
  const top = shown.find(({ number }) => number === line)?.top;
  assert.ok(top !== undefined, `line ${line} is not in view`);
  const lines = wb.page.locator('.editor-group-container.active .monaco-editor[data-uri] .view-line');
  const texts = await lines.evaluateAll((elements: Shown[]) =>
    elements.map((element) => ({ text: element.textContent ?? '', top: element.getBoundingClientRect().top })),
  );
  const found = texts.find((text) => Math.abs(text.top - top) < 2)?.text ?? '';
  return found.replaceAll('\u00a0', ' ');
}

/** Whether the tab of this name says that its file cannot be edited. */
export async function isReadOnly(wb: Workbench, tab: string): Promise<boolean> {
  const label = await wb.tab(tab).locator('.tab-label').getAttribute('aria-label');
  return label?.endsWith('Read-only') ?? false;
}

/** The icons at the top right of the active editor, by their names. */
export async function iconsOfTitle(wb: Workbench): Promise<string[]> {
  const icons = wb.page.locator('.editor-group-container.active .editor-actions .action-label');
  return icons.evaluateAll((all: Shown[]) => all.map((icon) => icon.getAttribute('aria-label') ?? ''));
}
