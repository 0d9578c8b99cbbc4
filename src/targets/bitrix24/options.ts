import { z } from 'zod';
import { customFieldsOption } from '../../model/custom-field.ts';
import { usualTagsField } from './tags.ts';

/** How a portal is connected. The command line fills in what it knows of the mapping and of the connection. */
export const bitrix24Options = z.strictObject({
  /** Host or address; the webhook must belong to it. */
  portal: z.string().min(1).optional(),
  /** Name of the connection: its secret is the address of an incoming webhook. */
  connection: z.string().default('bitrix24'),
  /** The account a plan was made for: another one is refused. */
  account: z.string().optional(),
  /** Part of the marker of every record; constant for a project. */
  project: z.string().min(1).max(100).default('perenos'),
  /** quiet: import methods, so that no robots start and dates are kept. normal: as people create records. */
  mode: z.enum(['quiet', 'normal']).default('quiet'),
  /** classic: for boxes that lack the universal methods. */
  api: z.enum(['universal', 'classic']).default('universal'),
  plan: z.enum(['standard', 'enterprise', 'box']).default('standard'),
  /** Requests a second and requests at once, where they differ from those of the plan. */
  rate: z.coerce.number().positive().optional(),
  burst: z.coerce.number().int().positive().optional(),
  /** Owner of records whose own is not known: id, e-mail address or full name; else the webhook's user. */
  default_user: z.string().optional(),
  /** Records stay with colleagues who are dismissed, as a user map of the mapping says. */
  keep_dismissed: z.boolean().default(false),
  /** What becomes of a record one of whose references is not in the portal. */
  on_missing_parent: z.enum(['load_without', 'reject']).default('load_without'),
  /** An extension goes to the comment, or behind the phone. */
  extensions: z.enum(['comment', 'append']).default('comment'),
  /** Server time of one record for the forecast, milliseconds, until it was measured. */
  assume_ms: z.coerce.number().positive().optional(),
  /** How long an abandoned request may still be executed; less than the default for this computer only. */
  settle_ms: z.coerce.number().int().min(0).optional(),
  /** Pause between two lookups that find nothing; less than the default for this computer only. */
  recheck_ms: z.coerce.number().int().min(0).optional(),
  /** How long an answer is waited for; less than the default for this computer only. */
  timeout_ms: z.coerce.number().int().min(1).optional(),
  /** Code or label of the text field with several values that tags go into. */
  tags: z.string().min(1).default(usualTagsField),
  /** Fields that the mapping fills, as `contact.tags`: what the portal has to have room for. */
  filled: z.array(z.string()).default([]),
  /** Canonical fields that go into other fields of the portal: `contact.department: UF_CRM_DEPARTMENT`. */
  rename: z.record(z.string(), z.string()).default({}),
  custom_fields: customFieldsOption,
});

export type Bitrix24Options = z.output<typeof bitrix24Options>;

/** Requests a second and at once, and server seconds of one method in 10 minutes (`formats/bitrix24.md` section 7). */
export const plans = {
  standard: { perSecond: 2, burst: 45, methodSeconds: 480 },
  enterprise: { perSecond: 5, burst: 245, methodSeconds: 480 },
  box: { perSecond: 20, burst: 20, methodSeconds: 420 },
} as const;

/** How long the portal may work on a request that was given up: 60 s as documented, and a margin. */
export const settleMs = 75_000;

/** A new record may appear in lists a little later than it is made. */
export const recheckMs = 5_000;

/** Longer than the portal may work on a request: most slow calls end with an answer. */
export const timeoutMs = 90_000;
