/** What an identifier says. */
export interface Identified {
  /** `access key`, `ARN`, `account`…: for titles and for grouping. */
  readonly kind: string;
  /** Markdown, text of the log escaped. */
  readonly text: string;
}

/** What identifiers may ask to say more. */
export interface IdentifierContext {
  /** Account id → name, as the person wrote it in the settings. */
  readonly accounts?: Readonly<Record<string, string>> | undefined;
  /** Region code → place, from the catalogue. */
  readonly regions?: ReadonlyMap<string, string> | undefined;
  /** IAM prefix → the service's name, from the catalogue. */
  readonly services?: ReadonlyMap<string, string> | undefined;
  /** What the person's own address databases say of an address: plain text, such as `EC2 in us-west-2` or `Paris, FR`. */
  readonly describeAddress?: ((address: string) => string | undefined) | undefined;
}
