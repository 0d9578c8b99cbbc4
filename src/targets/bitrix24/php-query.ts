/** Anything that can be a parameter of a method. */
export type Parameter = unknown;
export type Parameters = Readonly<Record<string, Parameter>>;

/**
 * A command of a batch: `method?query`, the query in PHP's bracket form, everything percent-encoded. Values become text; `null`
 * clears a field as an empty text does; an empty map would vanish and is sent as an empty value.
 */
export function encodeCommand(method: string, parameters: Parameters): string {
  const pairs: string[] = [];
  for (const [name, value] of Object.entries(parameters)) addPairs(pairs, encodeURIComponent(name), value);
  return `${method}?${pairs.join('&')}`;
}

function addPairs(pairs: string[], name: string, value: unknown): void {
  if (value === undefined) return;
  if (typeof value === 'object' && value !== null) {
    const entries = Object.entries(value);
    if (entries.length === 0) pairs.push(`${name}=`);
    for (const [key, item] of entries) addPairs(pairs, `${name}%5B${encodeURIComponent(key)}%5D`, item);
    return;
  }
  pairs.push(`${name}=${encodeURIComponent(scalarText(value))}`);
}

function scalarText(value: unknown): string {
  if (typeof value === 'string') return value;
  if (typeof value === 'boolean') return value ? '1' : '0';
  return typeof value === 'number' || typeof value === 'bigint' ? value.toString() : '';
}

/** How many scalar values the parameters hold: PHP silently cuts what is over `max_input_vars`. */
export function countValues(value: unknown): number {
  if (value === undefined) return 0;
  if (typeof value !== 'object' || value === null) return 1;
  const entries: readonly unknown[] = Object.values(value);
  return entries.length === 0 ? 1 : entries.reduce<number>((sum, item) => sum + countValues(item), 0);
}

const reference = /\$(?:result|next|total|time|error)\S*\[[^\]]+\]/i;

/**
 * Can a command of a batch not say it? A part of a text may be taken for an earlier answer, and a list without items cannot be told
 * from an empty text: such a command is sent alone, as JSON.
 */
export function goesAlone(value: unknown): boolean {
  return hasReference(value) || hasEmptyList(value);
}

function hasEmptyList(value: unknown): boolean {
  if (typeof value !== 'object' || value === null) return false;
  return Array.isArray(value) && value.length === 0 ? true : Object.values(value).some(hasEmptyList);
}

/** Would a batch replace a part of a text by an earlier answer? */
export function hasReference(value: unknown): boolean {
  if (typeof value === 'string') return reference.test(value);
  if (typeof value !== 'object' || value === null) return false;
  return Object.values(value).some(hasReference);
}
