import type { z } from 'zod';
import { activity } from './activity.ts';
import { company } from './company.ts';
import { contact } from './contact.ts';
import { deal } from './deal.ts';
import { lead } from './lead.ts';
import { note } from './note.ts';
import { product } from './product.ts';
import type { Origin, Value } from './row.ts';
import { user } from './user.ts';

/** The canonical schema of each kind, in the order in which kinds are loaded. */
export const entitySchemas = { user, product, company, contact, lead, deal, activity, note } as const;

export type EntityKind = keyof typeof entitySchemas;
export type EntityData = { [K in EntityKind]: z.infer<(typeof entitySchemas)[K]> };

export { entityKinds } from './entity-kinds.ts';

/** Mapped, not yet valid. */
export interface Draft<K extends EntityKind = EntityKind> {
  readonly kind: K;
  /** Namespace of the key: the source system. */
  readonly system: string;
  /** The source system's id of the record. */
  readonly key: string;
  readonly origin: Origin;
  readonly fields: Readonly<Record<string, Value>>;
}

/** Valid: `data` fits the kind's canonical schema. */
export type Entity<K extends EntityKind = EntityKind> = {
  readonly [P in K]: {
    readonly kind: P;
    readonly system: string;
    readonly key: string;
    readonly origin: Origin;
    readonly data: EntityData[P];
  };
}[K];
