import { z } from 'zod';
import { commonFields, field, link, ref, text } from './field.ts';

/** A remark in the history of a record. */
export const note = z.strictObject({
  text: field(text(200_000), 'Text', 'free_text'),
  links: field(z.array(link).optional(), 'Records it belongs to'),
  author: field(ref.optional(), 'User who wrote it'),
  ...commonFields,
});
