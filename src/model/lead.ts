import { z } from 'zod';
import { commonFields, contactPoints, field, link, money, nameParts, text } from './field.ts';

/** An unqualified request. */
export const lead = z.strictObject({
  title: field(text(500), 'What the lead is about', 'free_text'),
  status: field(text(255).optional(), 'Status as the source or the value map words it'),
  company_name: field(text(500).optional(), 'Company, as text', 'name'),
  ...nameParts,
  position: field(text(255).optional(), 'Job title'),
  ...contactPoints,
  amount: field(money.optional(), 'Expected amount'),
  converted_to: field(z.array(link).optional(), 'Records the lead became'),
  ...commonFields,
});
