/** The members of what should be a map; PHP prints an empty map as a list, and one with the keys 0..n-1 too. */
export function asMap(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null ? (value as Readonly<Record<string, unknown>>) : {};
}

/** Values of a list, however PHP printed it. */
export function asList(value: unknown): readonly unknown[] {
  return typeof value === 'object' && value !== null ? Object.values(value) : [];
}

/** The text of a scalar; empty for what is none. */
export function asText(value: unknown): string {
  if (typeof value === 'string') return value;
  return typeof value === 'number' || typeof value === 'bigint' ? value.toString() : '';
}

/** An id: a whole number above 0, as the text it is everywhere in the house. */
export function asId(value: unknown): string | undefined {
  const text = asText(value);
  return /^[1-9]\d{0,17}$/.test(text) ? text : undefined;
}

export function asNumber(value: unknown): number | undefined {
  const text = asText(value);
  const number = text === '' ? Number.NaN : Number(text);
  return Number.isFinite(number) ? number : undefined;
}

/** A date-time as a UTC instant of whole seconds; undefined when there is none. */
export function asInstant(value: unknown): string | undefined {
  const at = Date.parse(asText(value));
  return Number.isNaN(at) ? undefined : instantText(at);
}

/** A UTC instant of whole seconds. */
export function instantText(at: number): string {
  return `${new Date(at).toISOString().slice(0, 19)}Z`;
}

/** An object without the entries that are undefined. */
export function filled(fields: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined));
}

/** The calendar day at the beginning of a date or an instant: one that is told with an offset is not shifted. */
export function asDate(value: unknown): string | undefined {
  return /^\d{4}-\d{2}-\d{2}/.exec(asText(value))?.[0];
}
