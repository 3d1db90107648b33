/** One field of the CloudTrail record: one row of the tables in this folder. */
export interface Field {
  /** Names from the record's root, joined by dots; an array's elements are `[]`: `resources[].ARN`. */
  readonly path: string;
  /** The eventVersion that introduced it; absent where no text says. */
  readonly since?: string;
  /** One or two plain sentences of our own. */
  readonly text: string;
  /** Meanings of values, each a phrase or sentence. */
  readonly values?: Readonly<Record<string, string>>;
  /** What misleads people about it. */
  readonly trap?: string;
}

/** Fields that one page of the CloudTrail user guide describes. */
export interface FieldGroup {
  readonly page: string;
  readonly pageTitle: string;
  readonly fields: readonly Field[];
}
