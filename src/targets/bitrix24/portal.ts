import { findNamed, type ListValue } from '../../text/list-value.ts';

export { findNamed, nearestOf, type ListValue } from '../../text/list-value.ts';

/** Kinds that are items of the CRM: they have a marker, fields, an owner. */
export const itemKinds = ['company', 'contact', 'lead', 'deal'] as const;
export type ItemKind = (typeof itemKinds)[number];

/** Ids of the portal's types. */
export const entityTypeIds: Readonly<Record<ItemKind, number>> = { lead: 1, deal: 2, contact: 3, company: 4 };

export function isItemKind(kind: string): kind is ItemKind {
  return kind in entityTypeIds;
}

export interface Stage extends ListValue {
  readonly semantics: 'open' | 'won' | 'lost';
}

export interface Pipeline extends ListValue {
  readonly isDefault: boolean;
  /** In their order. */
  readonly stages: readonly Stage[];
}

export interface PortalField {
  readonly name: string;
  readonly type: string;
  readonly title: string;
  readonly isReadOnly: boolean;
  readonly isRequired: boolean;
  readonly isMultiple: boolean;
  /** Name of the list whose values it takes. */
  readonly list: string | undefined;
  /** Values of a list of its own. */
  readonly items: readonly ListValue[];
}

export interface PortalUser {
  readonly id: string;
  /** Family name, given name, patronymic, as far as they are filled. */
  readonly fullName: string;
  readonly firstName: string;
  readonly lastName: string;
  readonly email: string;
  readonly isActive: boolean;
}

/** What a portal accepts, as read when it was connected. */
export interface Portal {
  readonly host: string;
  /** The webhook's user. */
  readonly userId: string;
  readonly isAdmin: boolean;
  /** Undefined where the portal does not say. */
  readonly scopes: readonly string[] | undefined;
  /** Of the portal's clock from UTC. */
  readonly offsetMinutes: number;
  readonly fields: Readonly<Record<ItemKind, ReadonlyMap<string, PortalField>>>;
  /** Values of `SOURCE`, `INDUSTRY` and so on, by the name of the list. */
  readonly lists: ReadonlyMap<string, readonly ListValue[]>;
  /** Stages of leads. */
  readonly leadStages: readonly Stage[];
  /** Pipelines of deals, the default one first. */
  readonly pipelines: readonly Pipeline[];
  readonly currencies: readonly string[];
  readonly users: readonly PortalUser[];
  /** Templates of requisites. */
  readonly presets: readonly Preset[];
  /** A portal may work without leads. */
  readonly hasLeads: boolean;
}

export interface Preset extends ListValue {
  readonly countryId: string;
  readonly xmlId: string;
}

/** A stage also by its code within the pipeline: `WON` of `C3:WON`. */
export function findStage(stages: readonly Stage[], text: string): Stage | undefined {
  return findNamed(stages, text) ?? stages.find(({ id }) => id.split(':').at(-1) === text);
}

export function userNamed(portal: Portal, id: string): PortalUser | undefined {
  return portal.users.find((user) => user.id === id);
}
