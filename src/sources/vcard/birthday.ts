/** A birthday as a card has it: whole, or as written when it has no year or is no date. */
export type Birthday = { readonly date: string } | { readonly asWritten: string };

/**
 * Reads `BDAY`: `19800322`, `1980-03-22`, with a time, `--0322`. Apple writes the year 1604 for a birthday without one.
 * The date is never shifted, whatever zone the time has.
 */
export function readBirthday(text: string, omittedYear: string | undefined): Birthday {
  const plain = text.trim();
  const whole = /^(\d{4})-?(\d{2})-?(\d{2})(?:[T ].*)?$/.exec(plain);
  const [, year = '', month = '', day = ''] = whole ?? [];
  if (whole !== null && isDate(year, month, day)) {
    const isOmitted = year === omittedYear || year === '1604';
    return isOmitted ? { asWritten: `--${month}-${day}` } : { date: `${year}-${month}-${day}` };
  }
  const yearless = /^--(\d{2})-?(\d{2})$/.exec(plain);
  return { asWritten: yearless === null ? plain : `--${yearless[1]}-${yearless[2]}` };
}

function isDate(year: string, month: string, day: string): boolean {
  const date = new Date(`${year}-${month}-${day}T00:00:00Z`);
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(`${year}-${month}-${day}`);
}
