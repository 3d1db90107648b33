import { escapeMarkdown } from '../../reference/markdown';

const PAGE = /^https?:\/\/[^\s"<>\\^`{|}]+$/;

/** Whether a reference of a rule is a page that may be led to. */
export function isPage(reference: string): boolean {
  return PAGE.test(reference);
}

/** One line of a rule's text. Anybody may have written it, and a draft has texts of the log. */
export function inMarkdown(text: string): string {
  return escapeMarkdown(text.trim(), Infinity);
}

/** A text of several paragraphs, as a description is, paragraph by paragraph. */
export function paragraphsOf(text: string): string[] {
  return text
    .split(/\n\s*\n/)
    .filter((paragraph) => paragraph.trim() !== '')
    .map(inMarkdown);
}

/** A page as the link that its address is, anything else as text. */
export function referenceInMarkdown(reference: string): string {
  return isPage(reference) ? `<${reference}>` : inMarkdown(reference);
}

/** A line for each text; empty without texts. */
export function listInMarkdown(texts: readonly string[]): string {
  return texts.map((text) => `- ${text}`).join('\n');
}
