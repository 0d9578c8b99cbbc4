/** A zone's rule: minutes are not enough for historic offsets, so offsets are in milliseconds. */
interface Zone {
  readonly format: Intl.DateTimeFormat;
  readonly years: Map<number, readonly Span[]>;
}

/** The offset from `from` on, to the next span. */
interface Span {
  readonly from: number;
  readonly offset: number;
}

export interface Instant {
  /** Milliseconds since 1970 UTC. */
  readonly at: number;
  /** repeated: the clock showed this time twice, the first is taken. skipped: it was never shown, the clock was put forward. */
  readonly kind: 'plain' | 'repeated' | 'skipped';
}

const day = 86_400_000;
const zones = new Map<string, Zone | undefined>();

/** Whether the runtime knows the IANA zone. */
export function isTimeZone(name: string): boolean {
  return zoneOf(name) !== undefined;
}

/** The instant at which clocks in a zone showed `local` (the wall clock as if it were UTC). Undefined: unknown zone. */
export function instantOf(local: number, zoneName: string): Instant | undefined {
  const zone = zoneOf(zoneName);
  if (!zone) return undefined;
  const before = offsetAt(zone, local - day);
  const after = offsetAt(zone, local + day);
  if (before === after) return { at: local - before, kind: 'plain' };
  const fitsBefore = offsetAt(zone, local - before) === before;
  const fitsAfter = offsetAt(zone, local - after) === after;
  if (fitsBefore && fitsAfter) return { at: local - Math.max(before, after), kind: 'repeated' };
  if (!fitsBefore && !fitsAfter) return { at: local - before, kind: 'skipped' };
  return { at: local - (fitsBefore ? before : after), kind: 'plain' };
}

/** The wall clock of a zone at an instant, as if it were UTC. Undefined: unknown zone. */
export function localOf(at: number, zoneName: string): number | undefined {
  const zone = zoneOf(zoneName);
  return zone && at + offsetAt(zone, at);
}

function zoneOf(name: string): Zone | undefined {
  if (zones.has(name)) return zones.get(name);
  const zone = openZone(name);
  zones.set(name, zone);
  return zone;
}

function openZone(timeZone: string): Zone | undefined {
  const numeric = { year: 'numeric', month: 'numeric', day: 'numeric', hour: 'numeric', minute: 'numeric' } as const;
  try {
    const format = new Intl.DateTimeFormat('en-US', {
      ...numeric,
      second: 'numeric',
      era: 'short',
      hourCycle: 'h23',
      timeZone,
    });
    return { format, years: new Map() };
  } catch {
    return undefined;
  }
}

function offsetAt(zone: Zone, at: number): number {
  const year = new Date(at).getUTCFullYear();
  let spans = zone.years.get(year);
  if (!spans) {
    spans = spansOf(zone, year);
    zone.years.set(year, spans);
  }
  let offset = 0;
  for (const span of spans) {
    if (span.from > at && span !== spans[0]) break;
    offset = span.offset;
  }
  return offset;
}

/** Looks at every fifth day and closes in on each change to the second. */
function spansOf(zone: Zone, year: number): readonly Span[] {
  const from = Date.UTC(year, 0, 1);
  const end = Date.UTC(year + 1, 0, 1);
  const spans: Span[] = [{ from, offset: askOffset(zone, from) }];
  let offset = askOffset(zone, from);
  for (let at = from; at < end; at += 5 * day) {
    const next = Math.min(at + 5 * day, end);
    const nextOffset = askOffset(zone, next);
    if (nextOffset === offset) continue;
    spans.push({ from: changeBetween(zone, at, next), offset: nextOffset });
    offset = nextOffset;
  }
  return spans;
}

function changeBetween(zone: Zone, from: number, to: number): number {
  const old = askOffset(zone, from);
  let [low, high] = [from / 1000, to / 1000];
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2);
    if (askOffset(zone, middle * 1000) === old) low = middle;
    else high = middle;
  }
  return high * 1000;
}

function askOffset(zone: Zone, at: number): number {
  const parts: Record<string, string> = {};
  for (const { type, value } of zone.format.formatToParts(at)) parts[type] = value;
  const { year = '', month = '', day: date = '', hour = '', minute = '', second = '' } = parts;
  const local = Date.UTC(Number(year), Number(month) - 1, Number(date), Number(hour), Number(minute), Number(second));
  return local - at;
}
