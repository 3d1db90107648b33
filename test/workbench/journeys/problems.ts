/** More of what a person does in the Problems panel. */
import type { Problem } from '../support/problems';
import type { Workbench } from '../support/workbench';

/**
 * The problem of a finding of this title, whoever it is of, found with the panel's filter: only the rows in view are there
 * to be read.
 */
export async function findProblem(wb: Workbench, title: string): Promise<Problem | undefined> {
  await filter(wb, title);
  return (await wb.problems.list(title)).find(({ message }) => message.startsWith(`${title} · `));
}

/** Clicks the problem of such a finding: the editor goes to its place. */
export async function openProblem(wb: Workbench, title: string): Promise<void> {
  await filter(wb, title);
  await wb.problems.open(title);
}

/** Clicks the code of such a problem, which is a link. */
export async function followCode(wb: Workbench, title: string): Promise<void> {
  await filter(wb, title);
  const row = wb.page.locator('.markers-panel .monaco-list-row', { hasText: title });
  await row.locator('a.monaco-link').first().click({ timeout: 15_000 });
}

/** Writes into the panel's filter; an empty text shows all problems again. */
export async function filter(wb: Workbench, text: string): Promise<void> {
  if (!(await wb.page.locator('.markers-panel').first().isVisible())) await wb.problems.show();
  await wb.page.locator('.part.panel .viewpane-filter input').first().fill(text, { timeout: 10_000 });
}
