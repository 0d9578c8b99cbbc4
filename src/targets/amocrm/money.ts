import type { Money } from '../../model/field.ts';
import { plainNumber, roundDecimal } from '../../text/decimal.ts';
import { tidyDecimal } from '../../text/tidy-decimal.ts';
import type { Encoding } from './encoding.ts';
import { asNumber } from './values.ts';

interface Price {
  readonly price: number | undefined;
  /** The exact sum, where the price is not that. */
  readonly left: readonly string[];
}

/** The account keeps whole units of its one currency: any other sum is kept in words. */
export function priceOf(money: Money | undefined, { account, note }: Encoding): Price {
  if (money === undefined) return { price: undefined, left: [] };
  const exact = `${tidyDecimal(money.amount)} ${money.currency}`;
  if (money.currency !== account.currency) {
    note({ code: 'amocrm.currency', args: { value: exact, currency: account.currency } });
    return { price: undefined, left: [exact] };
  }
  const whole = tidyDecimal(roundDecimal(money.amount, 0));
  if (whole === tidyDecimal(money.amount) && Number.isSafeInteger(Number(whole)))
    return { price: Number(whole), left: [] };
  note({ code: 'amocrm.rounded', args: { value: exact, stored: whole } });
  return { price: Number.isSafeInteger(Number(whole)) ? Number(whole) : undefined, left: [exact] };
}

/** A zero is what the account has for "no price". */
export function readPrice(price: unknown, { account }: Encoding): Money | undefined {
  const found = asNumber(price);
  return found === undefined || found === 0 ? undefined : { amount: plainNumber(found), currency: account.currency };
}
