/** A number for each of some texts. Logs have groups by the ten thousand, most with one text, which takes no table. */
export class NumberByText {
  private only: string | undefined;
  private itsNumber = 0;
  /** All, once there were several. */
  private all: Map<string, number> | undefined;

  get size(): number {
    if (this.all !== undefined) return this.all.size;
    return this.only === undefined ? 0 : 1;
  }

  get(text: string): number | undefined {
    if (this.all !== undefined) return this.all.get(text);
    return text === this.only ? this.itsNumber : undefined;
  }

  set(text: string, number: number): void {
    if (this.all === undefined && this.only !== undefined && this.only !== text)
      this.all = new Map([[this.only, this.itsNumber]]);
    if (this.all !== undefined) {
      this.all.set(text, number);
      return;
    }
    this.only = text;
    this.itsNumber = number;
  }

  delete(text: string): void {
    if (this.all !== undefined) this.all.delete(text);
    else if (text === this.only) this.only = undefined;
  }

  copy(): NumberByText {
    const copy = new NumberByText();
    copy.only = this.only;
    copy.itsNumber = this.itsNumber;
    if (this.all !== undefined) copy.all = new Map(this.all);
    return copy;
  }
}
