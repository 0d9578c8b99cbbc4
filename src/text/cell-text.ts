import { plainNumber } from './decimal.ts';

/**
 * A cell as exact text: numbers without an exponent, dates as ISO (without the time at midnight). Undefined for what is
 * no single value.
 */
export function cellText(value: unknown): string | undefined {
  if (typeof value === 'string') return value;
  if (typeof value === 'number') return Number.isFinite(value) ? plainNumber(value) : undefined;
  if (typeof value === 'boolean') return value ? 'true' : 'false';
  return value instanceof Date && !Number.isNaN(value.getTime()) ? dateText(value) : undefined;
}

function dateText(date: Date): string {
  const iso = date.toISOString();
  if (iso.endsWith('T00:00:00.000Z')) return iso.slice(0, -14);
  return iso.endsWith('.000Z') ? iso.slice(0, -5) : iso.slice(0, -1);
}

/** Letters, spaces and ё made equal: two texts a person takes for the same. */
export function foldText(text: string): string {
  return text.normalize('NFC').trim().replace(/\s+/g, ' ').toLowerCase().replaceAll('ё', 'е');
}
