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

/** ISO 8601 in UTC; milliseconds only when there are any. */
export function isoInstant(at: number): string {
  const iso = new Date(at).toISOString();
  return iso.endsWith('.000Z') ? `${iso.slice(0, -5)}Z` : iso;
}

/** The calendar day in a zone: of an instant when the value has a zone of its own, else as written. */
export function localDay(parts: DateParts, zone: string): string {
  if (parts.time?.offset === undefined) return isoDate(parts);
  const at = instantOfParts(parts, zone)?.at ?? 0;
  return new Date(localOf(at, zone) ?? at).toISOString().slice(0, 10);
}
