import { z } from 'zod';
import { customFieldsOption } from '../../model/custom-field.ts';

/** How an account is connected. The command line fills in what it knows of the mapping and of the connection. */
export const amocrmOptions = z.strictObject({
  /** Host or address of the account: `romashka.amocrm.ru`; may be left out where the secret names it. */
  portal: z.string().min(1).optional(),
  /** Name of the connection: its secret is a long-lived token, or the document of an OAuth integration. */
  connection: z.string().default('amocrm'),
  /** The account a plan was made for: another one is refused. */
  account: z.string().optional(),
  /** Part of the marker of every record; constant for a project. A bar ends it there. */
  project: z
    .string()
    .regex(/^[^|]{1,100}$/)
    .default('perenos'),
  /** Both ways of other targets are the same here: API v4 starts what the account starts. */
  mode: z.enum(['quiet', 'normal']).default('quiet'),
  /** Pipeline of deals and leads that name none; else the main one. */
  pipeline: z.string().optional(),
  /** Requests a second. */
  rate: z.coerce.number().positive().max(50).optional(),
  /** Records in one request. */
  batch: z.coerce.number().int().min(1).max(250).default(50),
  /** What becomes of people that leads tell of: contacts that the leads are linked to, or a note of the lead. */
  lead_persons: z.enum(['contact', 'note']).default('contact'),
  /** Owner of records whose own is not known: id, e-mail address or full name; else whose token it is. */
  default_user: z.string().optional(),
  /** Said by a user map of the mapping. The account refuses dismissed colleagues as owners: they are told, and the default one is taken. */
  keep_dismissed: z.boolean().default(false),
  /** How long an abandoned request may still be executed; less than the default for this computer only. */
  settle_ms: z.coerce.number().int().min(0).optional(),
  /** How long an answer is waited for; less than the default for this computer only. */
  timeout_ms: z.coerce.number().int().min(1).optional(),
  /** Fields that the mapping fills, as `contact.tags`. */
  filled: z.array(z.string()).default([]),
  /** Canonical fields that go into other fields of the account: `contact.department: Отдел`. */
  rename: z.record(z.string(), z.string()).default({}),
  custom_fields: customFieldsOption,
});

export type AmocrmOptions = z.output<typeof amocrmOptions>;

/** Just below the documented 7 a second of one integration, evenly spaced (`formats/amocrm.md` section 2). */
export const requestsPerSecond = 6.7;

/** How long the account may work on a request that was given up. */
export const settleMs = 60_000;

/** Most slow calls end with an answer. */
export const timeoutMs = 70_000;
