/** More of what a person does in the Problems panel. */
import type { Problem } from '../support/problems';
import type { Workbench } from '../support/workbench';

/** The problem with this message, found with the panel's filter: only the rows in view are there to be read. */
export async function findProblem(wb: Workbench, message: string): Promise<Problem | undefined> {
  await filter(wb, message);
  return (await wb.problems.list(message)).find((problem) => problem.message === message);
}

/** Clicks a problem: the editor goes to its place. */
export async function openProblem(wb: Workbench, message: string): Promise<void> {
  await filter(wb, message);
  await wb.problems.open(message);
}

/** Clicks the code of a problem, which is a link. */
export async function followCode(wb: Workbench, message: string): Promise<void> {
  await filter(wb, message);
  const row = wb.page.locator('.markers-panel .monaco-list-row', { hasText: message });
  await row.locator('a.monaco-link').first().click({ timeout: 15_000 });
}

/** Writes into the panel's filter; an empty text shows all problems again. */
export async function filter(wb: Workbench, text: string): Promise<void> {
  if (!(await wb.page.locator('.markers-panel').first().isVisible())) await wb.problems.show();
  await wb.page.locator('.part.panel .viewpane-filter input').first().fill(text, { timeout: 10_000 });
}
