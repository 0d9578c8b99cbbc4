import { z } from 'zod';
import { commonFields, decimal, field, money, text } from './field.ts';

/** A good or service. */
export const product = z.strictObject({
  name: field(text(1000), 'Name'),
  code: field(text(255).optional(), 'Article or code'),
  price: field(money.optional(), 'List price'),
  unit: field(text(50).optional(), 'Unit of measure'),
  vat_rate: field(decimal.optional(), 'VAT rate in per cent'),
  category: field(text(255).optional(), 'Category'),
  active: field(z.boolean().optional(), 'Still sold'),
  ...commonFields,
});
