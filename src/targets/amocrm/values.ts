import { asDate, asNumber, instantText } from '../../http/answer-values.ts';
import { instantOf, localOf } from '../../text/time-zones.ts';

export { asDate, asId, asList, asMap, asNumber, asText } from '../../http/answer-values.ts';

/** Unix seconds of an instant; undefined where there is none. */
export function secondsOf(instant: string | undefined): number | undefined {
  const at = instant === undefined ? Number.NaN : Date.parse(instant);
  return Number.isNaN(at) || at < 0 ? undefined : Math.floor(at / 1000);
}

/** An instant of the account, which has Unix seconds, as canonical text. */
export function instantOfSeconds(value: unknown): string | undefined {
  const seconds = asNumber(value);
  return seconds === undefined ? undefined : instantText(seconds * 1000);
}

/** A day is kept as its midnight in the zone of the account; with an offset nothing can shift it. */
export function midnight(day: string, zone: string): string {
  const local = Date.parse(`${day}T00:00:00Z`);
  const minutes = Math.round((local - (instantOf(local, zone)?.at ?? local)) / 60_000);
  const shown = (part: number): string => String(Math.abs(part)).padStart(2, '0');
  return `${day}T00:00:00${minutes < 0 ? '-' : '+'}${shown(Math.trunc(minutes / 60))}:${shown(minutes % 60)}`;
}

/** The last minute of a day in the zone of the account. */
export function lastMinute(day: string, zone: string): number {
  const local = Date.parse(`${day}T23:59:00Z`);
  return Math.floor((instantOf(local, zone)?.at ?? local) / 1000);
}

/** The calendar day of Unix seconds in the zone of the account, or of a midnight as it was sent. */
export function dayOf(value: unknown, zone: string): string | undefined {
  const sent = asDate(value);
  if (sent !== undefined) return sent;
  const seconds = asNumber(value);
  if (seconds === undefined) return undefined;
  return new Date(localOf(seconds * 1000, zone) ?? seconds * 1000).toISOString().slice(0, 10);
}

/** Is it the last minute of a day there? */
export function isLastMinute(seconds: number, zone: string): boolean {
  const local = localOf(seconds * 1000, zone) ?? seconds * 1000;
  return new Date(local).toISOString().slice(11, 16) === '23:59';
}
