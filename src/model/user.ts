import { z } from 'zod';
import { commonFields, field, text } from './field.ts';

/** A colleague who owns records. */
export const user = z.strictObject({
  full_name: field(text(1000), 'Whole name', 'name'),
  email: field(text(254).optional(), 'E-mail address', 'email'),
  active: field(z.boolean().optional(), 'Still works here'),
  ...commonFields,
});
