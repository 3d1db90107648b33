/** The line of a test that failed: the first of what its error says, which may be a page long. */
export function failureLine(title: string, error: { readonly message?: string } | undefined): string {
  const [reason = ''] = (error?.message ?? '').split('\n', 1);
  return reason === '' ? title : `${title}: ${reason}`;
}
