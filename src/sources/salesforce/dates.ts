/** Which of the two small numbers of a date stands first. */
export type DateOrder = 'day-first' | 'month-first';

const local =
  /^(\d{1,4})([./-])(\d{1,2})\2(\d{1,4})(?:[ T,]+(\d{1,2}):(\d{2})(?::(\d{2})(?:\.\d+)?)?\s*([AaPp][Mm])?\s*(Z|[+-]\d{2}:?\d{2})?)?$/;

interface LocalDate {
  readonly first: number;
  readonly second: number;
  readonly third: number;
  readonly isYearFirst: boolean;
  readonly isDotted: boolean;
  /** `THH:MM:SS`, or empty. */
  readonly time: string;
  /** Minutes ahead of UTC. */
  readonly offset: number | undefined;
}

/** Whether a text looks like a date in another form than the API's. */
export function isLocalDate(text: string): boolean {
  return local.test(text) && !/^\d{4}-\d\d-\d\d(?:T\d\d:\d\d:\d\d(?:\.\d{3})?Z)?$/.test(text);
}

function parse(text: string): LocalDate | undefined {
  const found = local.exec(text);
  if (found === null) return undefined;
  const [, first = '', sign, second = '', third = '', hour, minute = '00', seconds = '00', half, zone] = found;
  return {
    first: Number(first),
    second: Number(second),
    third: Number(third),
    isYearFirst: first.length === 4,
    isDotted: sign === '.',
    time: hour === undefined ? '' : `T${hours(hour, half)}:${minute}:${seconds}`,
    offset: zone === undefined ? undefined : minutesOf(zone),
  };
}

function hours(text: string, half: string | undefined): string {
  const hour = half === undefined ? Number(text) : (Number(text) % 12) + (half.toLowerCase() === 'pm' ? 12 : 0);
  return String(hour).padStart(2, '0');
}

function minutesOf(zone: string): number {
  if (zone === 'Z') return 0;
  const digits = zone.replace(/\D/g, '');
  const minutes = Number(digits.slice(0, 2)) * 60 + Number(digits.slice(2));
  return zone.startsWith('-') ? -minutes : minutes;
}

/** What the dates of one column show about their order. */
export class OrderEvidence {
  #day = false;
  #month = false;
  #seen = false;

  look(text: string): void {
    const date = parse(text);
    if (date === undefined || date.isYearFirst) return;
    this.#seen = true;
    if (date.isDotted || date.first > 12) this.#day = true;
    else if (date.second > 12) this.#month = true;
  }

  /** Undefined: nothing shows it, or the values contradict each other. */
  get order(): DateOrder | undefined {
    if (this.#day === this.#month) return undefined;
    return this.#day ? 'day-first' : 'month-first';
  }

  /** There are dates whose order is not known. */
  get isOpen(): boolean {
    return this.#seen && this.order === undefined;
  }
}

/**
 * A date in ISO form, with its time when it has one: as an instant when it names a zone, as local time otherwise. The text itself
 * when it is no date, or its order is not known.
 */
export function isoOf(text: string, order: DateOrder | undefined): string {
  const date = parse(text);
  if (date === undefined) return text;
  const { first, second, third, isYearFirst, time, offset } = date;
  if (!isYearFirst && order === undefined) return text;
  const year = isYearFirst ? first : fullYear(third);
  const [month, day] = isYearFirst ? [second, third] : order === 'day-first' ? [second, first] : [first, second];
  if (month < 1 || month > 12 || day < 1 || day > 31) return text;
  const iso = `${String(year).padStart(4, '0')}-${pad(month)}-${pad(day)}`;
  if (offset === undefined) return iso + time;
  const at = Date.parse(`${iso}${time}Z`) - offset * 60_000;
  return Number.isNaN(at) ? text : new Date(at).toISOString().replace('.000Z', 'Z');
}

/** Two digits: spreadsheets take 00 to 29 for this century. */
function fullYear(year: number): number {
  if (year >= 100) return year;
  return year < 50 ? 2000 + year : 1900 + year;
}

function pad(number: number): string {
  return String(number).padStart(2, '0');
}
