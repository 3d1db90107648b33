/** The least that a double may be above 0 is 2 to the power of minus this; every double is so many of it. */
const SCALE = 1074;
/** More bits than the 53 of a double, so that what is cut off below them only matters as being there. */
const KEPT_BITS = 64;

/**
 * A sum of finite numbers, to which any of them are added and from which they are taken away again, in any order: it does
 * not drift, and it is the double nearest to what they really are together.
 */
export class ExactSum {
  /** Of whole numbers, as long as they are exact together. */
  private whole = 0;
  /** Of all others, in units of 2 ** -SCALE. */
  private units = 0n;

  add(number: number): void {
    const whole = this.whole + number;
    if (Number.isSafeInteger(number) && Number.isSafeInteger(whole)) this.whole = whole;
    else this.units += unitsOf(number);
  }

  remove(number: number): void {
    this.add(-number);
  }

  get value(): number {
    return this.units === 0n ? this.whole : numberOf(this.units + unitsOf(this.whole));
  }

  copy(): ExactSum {
    const copy = new ExactSum();
    copy.whole = this.whole;
    copy.units = this.units;
    return copy;
  }
}

const view = new DataView(new ArrayBuffer(8));

/** Source: IEEE 754, binary64: a sign, 11 bits of exponent, 52 of a fraction with a leading 1 that is not written. */
function unitsOf(number: number): bigint {
  view.setFloat64(0, Math.abs(number));
  const bits = view.getBigUint64(0);
  const exponent = bits >> 52n;
  const fraction = bits & 0xfffffffffffffn;
  const units = exponent === 0n ? fraction : (fraction | 0x10000000000000n) << (exponent - 1n);
  return number < 0 ? -units : units;
}

function numberOf(units: bigint): number {
  const size = units < 0n ? -units : units;
  const cut = Math.max(0, size.toString(16).length * 4 - KEPT_BITS);
  const kept = size >> BigInt(cut);
  // what is cut off tips the balance where the rest is in the middle between two doubles
  const isMore = kept << BigInt(cut) !== size;
  const nearest = Number(isMore ? kept | 1n : kept) * 2 ** (cut - SCALE);
  return units < 0n ? -nearest : nearest;
}
