import type { z } from 'zod';
import type { dealItem } from '../../model/deal.ts';
import { addDecimals } from '../../text/decimal-sum.ts';
import { foldName } from '../../text/nearest-name.ts';
import { textOf } from './common-fields.ts';
import { divided, multiplied, negated } from './decimals.ts';
import { filled, type Fields } from './encoding.ts';
import { asDecimal, asList, asMap, asText, sentDecimal, tidyDecimal } from './values.ts';

type Item = z.infer<typeof dealItem>;

/** Codes of units (ОКЕИ), by their usual short names. */
const measures: Readonly<Record<string, number>> = {
  шт: 796,
  штука: 796,
  pcs: 796,
  кг: 166,
  kg: 166,
  г: 163,
  т: 168,
  м: 6,
  m: 6,
  м2: 55,
  м3: 113,
  л: 112,
  ч: 356,
  час: 356,
  компл: 839,
  упак: 778,
};
/** Places of a price in the portal. */
const places = 4;

/**
 * Positions as rows of free text. `price` of a row is that of one unit with tax and after the discount; the discount is an amount,
 * so that the list price can be told from it.
 */
export function productRows(items: readonly Item[] | undefined): readonly Fields[] {
  return (items ?? []).map((item, index) => {
    const price = unitPrice(item);
    const list = item.price === undefined ? price : tidyDecimal(item.price.amount);
    const discount = price === undefined || list === undefined ? '0' : addDecimals(list, negated(price));
    const hasDiscount = !discount.startsWith('-') && /[1-9]/.test(discount);
    return filled({
      productName: item.name.slice(0, 255),
      price: price === undefined ? undefined : sentDecimal(price),
      quantity: sentDecimal(item.quantity ?? '1'),
      ...(hasDiscount ? { discountTypeId: 1, discountSum: sentDecimal(discount) } : {}),
      ...(item.vat_rate === undefined ? {} : { taxRate: sentDecimal(item.vat_rate), taxIncluded: 'Y' }),
      measureCode: item.unit === undefined ? undefined : measures[foldName(item.unit).replace(/\.$/, '')],
      sort: (index + 1) * 10,
    });
  });
}

/** By the total where there is one, else the price less its discount in per cent. */
function unitPrice({ price, quantity = '1', total, discount }: Item): string | undefined {
  if (total !== undefined) {
    const unit = divided(total.amount, quantity, places);
    if (unit !== undefined) return unit;
  }
  if (price === undefined) return undefined;
  if (discount === undefined) return tidyDecimal(price.amount);
  return divided(multiplied(price.amount, addDecimals('100', negated(discount))), '100', places);
}

/** Canonical positions from rows. */
export function readRows(rows: readonly Fields[], currency: string | undefined): readonly Fields[] | undefined {
  if (rows.length === 0) return undefined;
  const sorted = [...rows].sort((a, b) => Number(asText(a['sort'])) - Number(asText(b['sort'])));
  return sorted.map((row) => {
    const price = asDecimal(row['price']);
    const quantity = asDecimal(row['quantity']);
    const list = price === undefined ? undefined : addDecimals(price, asDecimal(row['discountSum']) ?? '0');
    const money = (amount: string | undefined) =>
      amount === undefined || currency === undefined ? undefined : { amount: tidyDecimal(amount), currency };
    return filled({
      name: textOf(row['productName']),
      quantity,
      unit: unitOf(row['measureCode']),
      price: money(list),
      vat_rate: asDecimal(row['taxRate']),
      total: money(price === undefined || quantity === undefined ? undefined : multiplied(price, quantity)),
    });
  });
}

/** The first short name of a code; the portal's default unit is not told from one that was given. */
function unitOf(code: unknown): string | undefined {
  const found = Object.keys(measures).find((name) => measures[name] === Number(asText(code)));
  return found === 'шт' ? undefined : found;
}

/** Rows as `crm.item.productrow.list` and `crm.deal.productrows.get` give them. */
export function asRows(result: unknown): readonly Fields[] {
  const list = asMap(result)['productRows'] ?? result;
  return asList(list).map((row) => universalRow(asMap(row)));
}

function universalRow(row: Fields): Fields {
  if (row['PRODUCT_NAME'] === undefined) return row;
  return {
    id: row['ID'],
    ownerId: row['OWNER_ID'],
    productName: row['PRODUCT_NAME'],
    price: row['PRICE'],
    quantity: row['QUANTITY'],
    discountTypeId: row['DISCOUNT_TYPE_ID'],
    discountSum: row['DISCOUNT_SUM'],
    taxRate: row['TAX_RATE'],
    measureCode: row['MEASURE_CODE'],
    sort: row['SORT'],
  };
}
