const dayMs = 86_400_000;
/** 1899-12-30, so that serial 61 is 1900-03-01; days before are one off, see below. */
const epoch1900 = Date.UTC(1899, 11, 30);
const epoch1904 = Date.UTC(1904, 0, 1);
const lastDay = Date.UTC(9999, 11, 31) + dayMs;

/**
 * A serial number as a date: the wall clock of the workbook written as UTC, so a day without a time is midnight UTC and never
 * shifts. Undefined for what is no date: below zero, after 9999, and 29 February 1900, which spreadsheets count and calendars do
 * not (ECMA-376 part 1, 18.17.4.1).
 * @param fine keep parts of a second; otherwise rounded to the second, as shown
 */
export function serialDate(serial: number, date1904: boolean, fine: boolean): Date | undefined {
  if (!(serial >= 0)) return undefined;
  const step = fine ? 1 : 1000;
  const ms = Math.round((serial * dayMs) / step) * step;
  if (date1904) return inCalendar(epoch1904 + ms);
  if (ms < dayMs) return undefined;
  const day = Math.floor(ms / dayMs);
  if (day === 60) return undefined;
  return inCalendar(epoch1900 + ms + (day < 60 ? dayMs : 0));
}

/** 0.5 -> `12:00`, with seconds only when there are some. Hours go on past 24: 1.25 -> `30:00`. */
export function clockText(serial: number, fine: boolean): string {
  const sign = serial < 0 ? '-' : '';
  const step = fine ? 1 : 1000;
  const ms = Math.round((Math.abs(serial) * dayMs) / step) * step;
  const pad = (value: number, width = 2): string => String(value).padStart(width, '0');
  const minutes = Math.floor(ms / 60_000);
  const seconds = Math.floor(ms / 1000) % 60;
  const rest = ms % 1000;
  const tail = rest > 0 ? `:${pad(seconds)}.${pad(rest, 3)}` : seconds > 0 ? `:${pad(seconds)}` : '';
  return `${sign}${pad(Math.floor(minutes / 60))}:${pad(minutes % 60)}${tail}`;
}

/** `2024-03-15`, `2024-03-15T09:30:00`, with or without a zone; without one it is taken as UTC. Undefined for anything else. */
export function isoDate(text: string): Date | undefined {
  const match = /^(\d{4})-(\d{2})-(\d{2})(?:[T ](\d{2}):(\d{2})(?::(\d{2})(\.\d+)?)?)?(Z|[+-]\d{2}:?\d{2})?$/.exec(
    text.trim(),
  );
  if (match === null) return undefined;
  const [, year, month, day, hour = '00', minute = '00', second = '00', fraction = '', zone = 'Z'] = match;
  const date = new Date(`${year}-${month}-${day}T${hour}:${minute}:${second}${fraction.slice(0, 4)}${zone}`);
  return Number.isNaN(date.getTime()) ? undefined : date;
}

function inCalendar(time: number): Date | undefined {
  return time < lastDay ? new Date(time) : undefined;
}
