import { plainNumber } from '../text/decimal.ts';

/** Exact decimal text; of what has no currency, that is empty. */
export interface Amount {
  readonly amount: string;
  readonly currency: string;
}

const written = /^(-?\d{1,18}(?:\.\d{1,10})?)(?: ([A-Z]{3}))?$/;

/** What can be added up in a field: money, a number, or the text of either, as custom fields hold it. */
export function amountOf(value: unknown): Amount | undefined {
  if (typeof value === 'number')
    return Number.isFinite(value) ? { amount: plainNumber(value), currency: '' } : undefined;
  if (typeof value === 'string') {
    const [, amount, currency = ''] = written.exec(value) ?? [];
    return amount === undefined ? undefined : { amount, currency };
  }
  if (typeof value !== 'object' || value === null || !('amount' in value) || !('currency' in value)) return undefined;
  const { amount, currency } = value;
  return typeof amount === 'string' && typeof currency === 'string' ? { amount, currency } : undefined;
}

/** The value of a field, also of a custom one (`custom.name`). */
export function fieldValue(data: Readonly<Record<string, unknown>>, field: string): unknown {
  if (!field.startsWith('custom.')) return data[field];
  return (data['custom'] as Readonly<Record<string, unknown>> | undefined)?.[field.slice('custom.'.length)];
}

/** How a value names the group of its record; a reference by the key of what it leads to. */
export function groupText(value: unknown): string {
  if (value === undefined || value === null) return '';
  if (typeof value === 'string') return value;
  if (typeof value === 'object' && 'key' in value && typeof value.key === 'string') return value.key;
  return JSON.stringify(value);
}
