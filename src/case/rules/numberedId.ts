/** Behind the id of a document that has the id of another one; see `withUniqueIds`. */
const NUMBER = /~\d+$/;

/** The id as the file of a rule has it. */
export function withoutNumber(id: string): string {
  return id.replace(NUMBER, '');
}

/** What an exception names a rule by: its id, unless that is a number behind that of another one, which no file has. */
export function referenceTo({ id, title }: { readonly id: string; readonly title: string }): string {
  return NUMBER.test(id) ? title : id;
}
