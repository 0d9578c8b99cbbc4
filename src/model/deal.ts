import { z } from 'zod';
import { commonFields, decimal, field, isoDate, isoInstant, money, participant, ref, text } from './field.ts';

/** A position of a deal. */
export const dealItem = z.strictObject({
  product: ref.optional(),
  name: text(1000),
  quantity: decimal.optional(),
  unit: text(50).optional(),
  price: money.optional(),
  discount: decimal.optional(),
  vat_rate: decimal.optional(),
  total: money.optional(),
});

/** A sale, order or opportunity. */
export const deal = z.strictObject({
  title: field(text(500), 'What the deal is about', 'free_text'),
  number: field(text(100).optional(), 'Number in the source system'),
  pipeline: field(text(255).optional(), 'Pipeline by name'),
  stage: field(text(255).optional(), 'Stage by name or code'),
  outcome: field(z.enum(['open', 'won', 'lost']).optional(), 'How it ended'),
  amount: field(money.optional(), 'Amount'),
  probability: field(z.number().min(0).max(100).optional(), 'Probability in per cent'),
  opened_at: field(isoInstant.optional(), 'When it was opened'),
  close_date: field(isoDate.optional(), 'Expected or actual closing date'),
  closed_at: field(isoInstant.optional(), 'When it was closed'),
  lost_reason: field(text(1000).optional(), 'Why it was lost', 'free_text'),
  company: field(ref.optional(), 'Customer company'),
  contacts: field(z.array(participant).optional(), 'Customer contacts'),
  items: field(z.array(dealItem).optional(), 'Positions'),
  ...commonFields,
});
