import { z } from 'zod';
import { commonFields, contactPoints, field, isoDate, nameParts, participant, ref, text } from './field.ts';

/** A person. */
export const contact = z.strictObject({
  ...nameParts,
  full_name: field(text(1000), 'Whole name; built from the parts when absent', 'name'),
  salutation: field(text(100).optional(), 'Form of address'),
  sex: field(z.enum(['male', 'female']).optional(), 'Sex'),
  birth_date: field(isoDate.optional(), 'Date of birth', 'birth_date'),
  position: field(text(255).optional(), 'Job title'),
  department: field(text(255).optional(), 'Department'),
  inn: field(
    z
      .string()
      .regex(/^\d{12}$/)
      .optional(),
    'Taxpayer number of a person (ИНН)',
    'inn_person',
  ),
  companies: field(z.array(participant).optional(), 'Companies the person works with'),
  manager: field(ref.optional(), 'Superior (a contact)'),
  ...contactPoints,
  do_not_call: field(z.boolean().optional(), 'Asked not to be called'),
  do_not_email: field(z.boolean().optional(), 'Asked not to be written to'),
  ...commonFields,
});
