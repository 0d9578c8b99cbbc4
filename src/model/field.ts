import { z } from 'zod';
import type { PersonalClass } from './personal-class.ts';

/** What every canonical field declares about itself; the reference page and the masking are made from it. */
export interface FieldMeta {
  readonly description: string;
  readonly personal: PersonalClass;
}

const registry = new WeakMap<z.ZodType, FieldMeta>();

/** Attaches a description and a personal-data class. Must be the outermost call, after `.optional()`. */
export function field<T extends z.ZodType>(schema: T, description: string, personal: PersonalClass = 'none'): T {
  registry.set(schema, { description, personal });
  return schema;
}

/** The metadata given to `field`, for schemas that have it. */
export function fieldMeta(schema: z.ZodType): FieldMeta | undefined {
  return registry.get(schema);
}

/** Text that is not empty, at most `max` characters. */
export function text(max: number): z.ZodString {
  return z.string().min(1).max(max);
}

/** ISO 8601 calendar date without a zone: never shifted. */
export const isoDate = z.iso.date();
/** ISO 8601 instant in UTC. */
export const isoInstant = z.iso.datetime();
/** Exact decimal number as text, such as `-1234.50`. */
export const decimal = z.string().regex(/^-?\d{1,18}(\.\d{1,10})?$/);
export const currency = z.string().regex(/^[A-Z]{3}$/);
export const country = z.string().regex(/^[A-Z]{2}$/);

/** The source system's id of another record. */
export const ref = z.strictObject({ system: text(100), key: text(500) });
export type Ref = z.infer<typeof ref>;

export const money = z.strictObject({ amount: decimal, currency });
export type Money = z.infer<typeof money>;

export const phone = z.strictObject({
  value: z.string().regex(/^\+[1-9]\d{4,14}$/),
  ext: text(20).optional(),
  type: z.enum(['mobile', 'work', 'home', 'fax', 'pager', 'other']),
  country: country.optional(),
  raw: text(1000),
  comment: text(1000).optional(),
  primary: z.boolean(),
});
export type Phone = z.infer<typeof phone>;

export const email = z.strictObject({
  value: text(254),
  type: z.enum(['work', 'home', 'other']),
  raw: text(1000),
  primary: z.boolean(),
});
export type Email = z.infer<typeof email>;

export const address = z.strictObject({
  text: text(2000),
  type: z.enum(['legal', 'actual', 'postal', 'delivery', 'other']),
  country: country.optional(),
  postal_code: text(20).optional(),
  region: text(255).optional(),
  city: text(255).optional(),
  street: text(255).optional(),
  house: text(100).optional(),
  flat: text(100).optional(),
});
export type Address = z.infer<typeof address>;

export const messenger = z.strictObject({ service: text(50), value: text(255) });
export const url = text(2000);
export const bankAccount = z.strictObject({
  account: text(34),
  bik: text(11).optional(),
  bank: text(255).optional(),
  correspondent: text(34).optional(),
  currency: currency.optional(),
});
export const participant = z.strictObject({ ref, role: text(100).optional(), primary: z.boolean() });
export const link = z.strictObject({ kind: z.enum(['company', 'contact', 'lead', 'deal']), ref });

/** Custom values by name, as the mapping declares them. */
export const custom = z.record(text(100), z.union([z.string(), z.number(), z.boolean(), z.array(z.string())]));

export const origin = z.strictObject({
  system: text(100),
  key: text(500),
  file: text(4000),
  sheet: text(255).optional(),
  line: z.int().min(0),
});
export type RecordOrigin = z.infer<typeof origin>;

/** Fields of every kind. `key`, `system` and `origins` are kept beside the data, see `model/entity.ts`. */
export const commonFields = {
  owner: field(ref.optional(), 'Responsible user'),
  created_at: field(isoInstant.optional(), 'When the record was created in the source'),
  updated_at: field(isoInstant.optional(), 'When the record was last changed in the source'),
  created_by: field(ref.optional(), 'User who created the record'),
  source: field(text(255).optional(), 'Where the customer came from, as the source system words it'),
  tags: field(z.array(text(255)).optional(), 'Labels, groups and folders'),
  comment: field(text(100_000).optional(), 'Free text about the record', 'free_text'),
  custom: field(custom.optional(), 'Values of custom fields, by their name in the mapping', 'free_text'),
};

/** Ways to reach a person or a company. */
export const contactPoints = {
  phones: field(z.array(phone).optional(), 'Phones in E.164, the primary one first', 'phone'),
  emails: field(z.array(email).optional(), 'E-mail addresses, the primary one first', 'email'),
  urls: field(z.array(url).optional(), 'Web sites and profiles'),
  messengers: field(z.array(messenger).optional(), 'Accounts in messengers', 'phone'),
  addresses: field(z.array(address).optional(), 'Postal addresses', 'address'),
};

/** Parts of a person's name. */
export const nameParts = {
  last_name: field(text(255).optional(), 'Family name', 'name'),
  first_name: field(text(255).optional(), 'Given name', 'name'),
  middle_name: field(text(255).optional(), 'Patronymic or middle name', 'name'),
};
