/** Keeps what was used last, up to a total size in bytes. What alone is larger than that is kept until the next comes. */
export class ByteCache<T> {
  private readonly kept = new Map<string, { readonly value: T; readonly size: number }>();
  private total = 0;

  constructor(private readonly limit: number) {}

  get(key: string): T | undefined {
    const found = this.kept.get(key);
    if (found === undefined) return undefined;
    this.kept.delete(key);
    this.kept.set(key, found);
    return found.value;
  }

  set(key: string, value: T, size: number): void {
    this.delete(key);
    this.kept.set(key, { value, size });
    this.total += size;
    for (const oldest of this.kept.keys()) {
      if (this.total <= this.limit || oldest === key) break;
      this.delete(oldest);
    }
  }

  delete(key: string): void {
    const found = this.kept.get(key);
    if (found === undefined) return;
    this.kept.delete(key);
    this.total -= found.size;
  }

  /** Removes every entry whose key passes. */
  deleteWhere(test: (key: string) => boolean): void {
    for (const key of [...this.kept.keys()]) if (test(key)) this.delete(key);
  }
}
