/** Keeps what was used last, up to a total size in bytes. What alone is larger than that is kept until the next comes. */
export class ByteCache<T> {
  private readonly kept = new Map<string, { readonly value: T; readonly size: number }>();
  private total = 0;
  /** Counts what was forgotten. */
  private changes = 0;

  constructor(private readonly limit: number) {}

  get(key: string): T | undefined {
    const found = this.kept.get(key);
    if (found === undefined) return undefined;
    this.kept.delete(key);
    this.kept.set(key, found);
    return found.value;
  }

  /** What is kept under a key, or else what `make` gives, which is kept unless something was forgotten while it was made. */
  async getOr(key: string, make: () => Promise<T>, sizeOf: (value: T) => number): Promise<T> {
    const found = this.get(key);
    if (found !== undefined) return found;
    const before = this.changes;
    const value = await make();
    if (before === this.changes) this.set(key, value, sizeOf(value));
    return value;
  }

  set(key: string, value: T, size: number): void {
    this.drop(key);
    this.kept.set(key, { value, size });
    this.total += size;
    for (const oldest of this.kept.keys()) {
      if (this.total <= this.limit || oldest === key) break;
      this.drop(oldest);
    }
  }

  /** Forgets an entry: what it was made of is another. */
  forget(key: string): void {
    this.changes++;
    this.drop(key);
  }

  /** Forgets every entry whose key passes: what it was made of is another. */
  forgetWhere(test: (key: string) => boolean): void {
    this.changes++;
    for (const key of [...this.kept.keys()]) if (test(key)) this.drop(key);
  }

  private drop(key: string): void {
    const found = this.kept.get(key);
    if (found === undefined) return;
    this.kept.delete(key);
    this.total -= found.size;
  }
}
