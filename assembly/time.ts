/** The day that came last, as it stands in a log (twelve bytes: quote, date, `T`), and its midnight. */
let day: u64 = 0;
let dayEnd: u32 = 0;
let midnight: f64 = 0;

/** What {@link eventTime} says of a value that is not of the usual form. */
export const NO_TIME: f64 = -1;

/**
 * Milliseconds since 1970 UTC of `"2026-03-14T08:27:45Z"` (quotes included), what CloudTrail writes. Any other form and
 * dates that no calendar has are left to the careful reader, years before 1970 too.
 */
export function eventTime(at: usize, length: u32): f64 {
  if (length != 22) return NO_TIME;
  const date = load<u64>(at);
  const dateEnd = load<u32>(at, 8);
  if (date != day || dateEnd != dayEnd) {
    const start = midnightOf(at);
    if (start == NO_TIME) return NO_TIME;
    day = date;
    dayEnd = dateEnd;
    midnight = start;
  }
  const hours = two(at + 12);
  const minutes = two(at + 15);
  const seconds = two(at + 18);
  const usual = load<u8>(at, 14) == 0x3a && load<u8>(at, 17) == 0x3a && load<u16>(at, 20) == 0x225a;
  if (!usual || hours > 23 || minutes > 59 || seconds > 59) return NO_TIME;
  return midnight + f64((hours * 60 + minutes) * 60 + seconds) * 1000;
}

function midnightOf(at: usize): f64 {
  const usual = load<u8>(at) == 0x22 && load<u8>(at, 5) == 0x2d && load<u8>(at, 8) == 0x2d && load<u8>(at, 11) == 0x54;
  const century = two(at + 1);
  const years = two(at + 3);
  const month = two(at + 6);
  const date = two(at + 9);
  const year = century * 100 + years;
  if (!usual || century > 99 || years > 99 || year < 1970 || month - 1 > 11 || date - 1 >= daysIn(month, year)) {
    return NO_TIME;
  }
  return f64(daysBefore(year) + dayOfYear(month, date, year)) * 86400000;
}

/** Two digits; more than 99 when they are none. */
function two(at: usize): u32 {
  const tens = u32(load<u8>(at)) - 0x30;
  const ones = u32(load<u8>(at, 1)) - 0x30;
  return tens < 10 && ones < 10 ? tens * 10 + ones : 1000;
}

function isLeap(year: u32): bool {
  return year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
}

function daysIn(month: u32, year: u32): u32 {
  if (month == 2) return isLeap(year) ? 29 : 28;
  return month == 4 || month == 6 || month == 9 || month == 11 ? 30 : 31;
}

/** Days from 1970 to the beginning of a year. */
function daysBefore(year: u32): u32 {
  const before = year - 1;
  return (year - 1970) * 365 + (before / 4 - before / 100 + before / 400) - 477;
}

function dayOfYear(month: u32, date: u32, year: u32): u32 {
  let days = date - 1;
  for (let m: u32 = 1; m < month; m++) days += daysIn(m, year);
  return days;
}
