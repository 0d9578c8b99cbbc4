import { isoDate } from './dates.ts';
import type { DateParts } from './date-pattern.ts';
import { instantOf, localOf, type Instant } from './time-zones.ts';

/** A date with its time as an instant; local times, and midnight where there is no time, are of the zone. */
export function instantOfParts(parts: DateParts, zone: string): Instant | undefined {
  const { year, month, day, time } = parts;
  const { hour = 0, minute = 0, second = 0, millisecond = 0 } = time ?? {};
  const local = Date.UTC(year, month - 1, day, hour, minute, second, millisecond);
  if (time?.offset !== undefined) return { at: local - time.offset * 60_000, kind: 'plain' };
  return instantOf(local, zone);
}

const dayMs = 86_400_000;

/** ISO 8601 in UTC; milliseconds only when there are any. */
export function isoInstant(at: number): string {
  const day = Math.floor(at / dayMs);
  const seconds = (at - day * dayMs) / 1000;
  // The years 1 to 9999 by whole seconds; the runtime's own writing is several times slower.
  if (!Number.isInteger(seconds) || day < -719_162 || day > 2_932_896) return runtimeInstant(at);
  return `${dayText(day)}T${two(Math.floor(seconds / 3600))}:${two(Math.floor((seconds % 3600) / 60))}:${two(seconds % 60)}Z`;
}

function runtimeInstant(at: number): string {
  const iso = new Date(at).toISOString();
  return iso.endsWith('.000Z') ? `${iso.slice(0, -5)}Z` : iso;
}

/**
 * The calendar day of a number of days since 1970, in the proleptic Gregorian calendar: years are counted from March, so that the
 * leap day ends one; 146097 days are 400 years (Howard Hinnant, chrono-compatible low-level date algorithms).
 */
function dayText(days: number): string {
  const shifted = days + 719_468;
  const era = Math.floor(shifted / 146_097);
  const ofEra = shifted - era * 146_097;
  const leaps = Math.floor(ofEra / 1460) - Math.floor(ofEra / 36_524) + Math.floor(ofEra / 146_096);
  const yearOfEra = Math.floor((ofEra - leaps) / 365);
  const ofYear = ofEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100));
  const month = Math.floor((5 * ofYear + 2) / 153);
  const day = ofYear - Math.floor((153 * month + 2) / 5) + 1;
  const year = yearOfEra + era * 400 + (month < 10 ? 0 : 1);
  return `${String(year).padStart(4, '0')}-${two(month < 10 ? month + 3 : month - 9)}-${two(day)}`;
}

function two(number: number): string {
  return number < 10 ? `0${number}` : String(number);
}

/** The calendar day in a zone: of an instant when the value has a zone of its own, else as written. */
export function localDay(parts: DateParts, zone: string): string {
  if (parts.time?.offset === undefined) return isoDate(parts);
  const at = instantOfParts(parts, zone)?.at ?? 0;
  return new Date(localOf(at, zone) ?? at).toISOString().slice(0, 10);
}
