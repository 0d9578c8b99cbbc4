import { z } from 'zod';
import { bankAccount, commonFields, contactPoints, country, field, money, ref, text } from './field.ts';

/** A legal entity or entrepreneur. */
export const company = z.strictObject({
  name: field(text(500), 'Working name', 'name'),
  legal_name: field(text(1000).optional(), 'Official full name', 'name'),
  legal_form: field(text(100).optional(), 'Legal form, such as ООО or АО'),
  type: field(z.enum(['legal', 'entrepreneur', 'branch', 'government', 'unknown']).optional(), 'What kind of company'),
  inn: field(
    z
      .string()
      .regex(/^(\d{10}|\d{12})$/)
      .optional(),
    'Russian taxpayer number (ИНН)',
    'inn_person',
  ),
  kpp: field(
    z
      .string()
      .regex(/^\d{4}[\dA-Z]{2}\d{3}$/)
      .optional(),
    'Russian registration reason code (КПП)',
  ),
  ogrn: field(
    z
      .string()
      .regex(/^(\d{13}|\d{15})$/)
      .optional(),
    'Russian state registration number (ОГРН, ОГРНИП)',
  ),
  okpo: field(
    z
      .string()
      .regex(/^(\d{8}|\d{10}|\d{14})$/)
      .optional(),
    'Statistics code (ОКПО)',
  ),
  tax_id: field(text(50).optional(), 'Tax number outside Russia', 'doc_number'),
  tax_country: field(country.optional(), 'Country of the tax number'),
  parent: field(ref.optional(), 'Parent company'),
  industry: field(text(255).optional(), 'Industry'),
  employees: field(z.int().min(0).optional(), 'Number of employees'),
  revenue: field(money.optional(), 'Yearly revenue'),
  ...contactPoints,
  bank_accounts: field(z.array(bankAccount).optional(), 'Bank accounts', 'doc_number'),
  ...commonFields,
});
