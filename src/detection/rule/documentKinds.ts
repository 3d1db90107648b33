/** The keys that say what a document is: a rule, a correlation or a filter. */
export const DOCUMENT_KINDS: readonly string[] = ['detection', 'correlation', 'filter'];
