import { z } from 'zod';
import { commonFields, field, isoDate, isoInstant, link, text } from './field.ts';

/** A call, meeting, e-mail or task. */
export const activity = z.strictObject({
  type: field(z.enum(['call', 'meeting', 'email', 'task']), 'What was or is to be done'),
  subject: field(text(1000), 'Subject', 'free_text'),
  body: field(text(200_000).optional(), 'Text', 'free_text'),
  direction: field(z.enum(['in', 'out']).optional(), 'Who started it'),
  status: field(z.enum(['open', 'done', 'cancelled']).optional(), 'Whether it is done'),
  priority: field(z.enum(['low', 'normal', 'high']).optional(), 'Priority'),
  starts_at: field(isoInstant.optional(), 'Start'),
  due_at: field(isoInstant.optional(), 'Deadline with a time'),
  due_date: field(isoDate.optional(), 'Deadline without a time'),
  completed_at: field(isoInstant.optional(), 'When it was done'),
  duration_s: field(z.int().min(0).optional(), 'Duration in seconds'),
  all_day: field(z.boolean().optional(), 'Takes the whole day'),
  links: field(z.array(link).optional(), 'Records it belongs to'),
  ...commonFields,
});
