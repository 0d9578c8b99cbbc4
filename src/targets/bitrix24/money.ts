import type { Money } from '../../model/field.ts';
import { filled, type Encoding, type Fields } from './encoding.ts';
import { asDecimal, asText, cents, sentDecimal, tidyDecimal } from './values.ts';

/** An amount with its currency. One in a currency that the portal does not have is not sent: it would become another amount. */
export function moneyFields(
  money: Money | undefined,
  { amount, field }: { readonly amount: string; readonly field: string },
  { portal, note }: Encoding,
): Fields {
  if (money === undefined) return {};
  if (!portal.currencies.includes(money.currency)) {
    const args = { field, currency: money.currency, known: portal.currencies.join(', ') };
    note({ code: 'bitrix24.currency', args });
    return {};
  }
  const kept = cents(money.amount);
  if (kept !== tidyDecimal(money.amount))
    note({ code: 'bitrix24.rounded', args: { field, value: money.amount, stored: kept } });
  return filled({ [amount]: sentDecimal(kept), currencyId: money.currency });
}

/** Nothing where there is no currency; a zero is what the portal prints for "no amount". */
export function readMoney(amount: unknown, currency: unknown): Money | undefined {
  const found = asDecimal(amount);
  const code = asText(currency);
  return found === undefined || code === '' ? undefined : { amount: found, currency: code };
}

/** The sum of a deal or a lead: a zero that nobody set by hand is no sum. */
export function readSum(fields: Fields): Money | undefined {
  const found = readMoney(fields['opportunity'], fields['currencyId']);
  const isOwn = asText(fields['isManualOpportunity']) === 'Y';
  return found === undefined || (!isOwn && Number(found.amount) === 0) ? undefined : found;
}
