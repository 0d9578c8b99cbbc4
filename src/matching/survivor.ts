import type { DedupeRules, SurvivorRule } from '../model/dedupe.ts';
import type { EntityData } from '../model/entity.ts';
import type { Staged } from '../model/staged.ts';
import type { GoldenRecord, MatchedKind, Provenance } from './matcher.ts';
import { agreed, choose, type Choice, concatenate } from './survivor-fields.ts';
import { isListField, unite } from './survivor-lists.ts';
import { inOrderOfTrust, isEmpty, type Member } from './survivor-members.ts';
import { chooseName, nameFields } from './survivor-name.ts';

const COMMENT_LIMIT = 100_000;

/** What a field follows when the mapping does not say: the surviving record first, then the next trusted one. */
const FALLBACK: SurvivorRule = 'first-of-priority';

const defaults: Readonly<Record<string, SurvivorRule>> = {
  name: 'most-frequent',
  legal_name: 'longest',
  legal_form: 'most-frequent',
  inn: 'most-frequent',
  kpp: 'most-frequent',
  ogrn: 'most-frequent',
  okpo: 'most-frequent',
  tax_id: 'most-frequent',
  birth_date: 'most-frequent',
  sex: 'most-frequent',
  created_at: 'min',
  updated_at: 'max',
  do_not_call: 'max',
  do_not_email: 'max',
  comment: 'concat',
};

/** Rules that use all values by nature, so that values not chosen are no conflict. */
const aggregates: ReadonlySet<SurvivorRule> = new Set(['min', 'max', 'concat', 'union']);

interface Draft {
  readonly data: Record<string, unknown>;
  readonly provenance: Provenance[];
  readonly conflicts: { field: string; seq: number; value: string }[];
}

/**
 * Makes one record of the members of a cluster. Every phone, e-mail, address, site, account and tag of every member is
 * kept; single-valued fields follow the rules of the mapping; what lost is listed in `conflicts`. Does not depend on the
 * order of `members`, which must not be empty. A member that stands in the target was made in this way before: what others add to
 * it is added once, however often they are read.
 */
export function mergeRecords<K extends MatchedKind>(
  members: readonly Staged<K>[],
  rules: DedupeRules,
  isLoaded: (seq: number) => boolean = () => false,
): GoldenRecord<K> {
  const ordered = inOrderOfTrust(members as readonly Staged<MatchedKind>[], rules.survivorship, isLoaded);
  // Of the records that are read now: into which record of the target it goes is another matter.
  const survivor = ordered.find((member) => member.isLoaded !== true) ?? ordered[0];
  if (survivor === undefined) throw new RangeError('a cluster has at least one member');
  const draft: Draft = { data: {}, provenance: [], conflicts: [] };
  const asUnit = mergeName(ordered, rules, draft);
  for (const field of fieldsOf(ordered)) {
    if (asUnit.has(field)) continue;
    if (field === 'custom') mergeCustom(ordered, rules, draft);
    else if (isListField(field)) mergeList(field, ordered, draft);
    else mergeScalar(field, (member) => member.fields[field], { members: ordered, rules, draft });
  }
  return {
    survivor: survivor.seq,
    data: draft.data as EntityData[K],
    provenance: draft.provenance,
    conflicts: draft.conflicts,
  };
}

function fieldsOf(members: readonly Member[]): ReadonlySet<string> {
  const fields = new Set<string>();
  for (const { fields: values } of members) {
    for (const field in values) if (!isEmpty(values[field])) fields.add(field);
  }
  return fields;
}

/** Takes a person's name as a unit, unless the mapping has a rule for one of its parts. */
function mergeName(members: readonly Member[], rules: DedupeRules, draft: Draft): ReadonlySet<string> {
  const isPerson = members.some((member) => !isEmpty(member.fields.full_name));
  if (!isPerson || nameFields.some((field) => field in rules.survivorship.fields)) return new Set();
  const chosen = chooseName(members);
  for (const field of nameFields) {
    const value = chosen.member.fields[field];
    if (isEmpty(value)) continue;
    draft.data[field] = value;
    draft.provenance.push({ field, seq: chosen.seq, rule: 'best-name' });
  }
  for (const { seq, value } of chosen.lost) draft.conflicts.push({ field: 'full_name', seq, value: asText(value) });
  return new Set(nameFields);
}

function mergeList(field: string, members: readonly Member[], draft: Draft): void {
  const values = unite(field, members);
  if (values.length === 0) return;
  draft.data[field] = values.map(({ value }) => value);
  for (const { seq } of values) draft.provenance.push({ field, seq, rule: 'union' });
}

function mergeScalar(
  field: string,
  read: (member: Member) => unknown,
  from: { readonly members: readonly Member[]; readonly rules: DedupeRules; readonly draft: Draft },
): void {
  const { members, rules, draft } = from;
  const rule = rules.survivorship.fields[field] ?? defaults[field] ?? FALLBACK;
  const choice = agreed(members, read) ?? applyRule(rule, members, read);
  if (choice === undefined) return;
  draft.data[field] = choice.value;
  draft.provenance.push({ field, seq: choice.seq, rule });
  if (aggregates.has(rule) && rule !== 'concat') return;
  for (const { seq, value } of choice.lost) draft.conflicts.push({ field, seq, value: asText(value) });
}

/** Of members that do not agree. */
function applyRule(
  rule: SurvivorRule,
  members: readonly Member[],
  read: (member: Member) => unknown,
): Choice | undefined {
  const values = members.map(read).filter((value) => !isEmpty(value));
  if (values.length > 0 && values.every((value) => Array.isArray(value))) return uniteLists(members, read);
  if (rule !== 'concat' && rule !== 'union') return choose(rule, members, read);
  const textual = values.every((value) => typeof value === 'string');
  return textual ? concatenate(members, read, COMMENT_LIMIT) : choose('first-of-priority', members, read);
}

/** Lists of plain values, such as a custom field with several choices: all of them, each once. */
function uniteLists(members: readonly Member[], read: (member: Member) => unknown): Choice | undefined {
  const first = members.find((member) => !isEmpty(read(member)));
  if (first === undefined) return undefined;
  const all = members.flatMap((member) => (read(member) ?? []) as readonly unknown[]);
  return { value: [...new Set(all)], seq: first.seq, lost: [] };
}

function mergeCustom(members: readonly Member[], rules: DedupeRules, draft: Draft): void {
  const readOf = (name: string) => (member: Member) =>
    (member.fields.custom as Record<string, unknown> | undefined)?.[name];
  const names = new Set(members.flatMap((member) => Object.keys((member.fields.custom ?? {}) as object)));
  const custom: Draft = { data: {}, provenance: draft.provenance, conflicts: draft.conflicts };
  for (const name of names) mergeScalar(`custom.${name}`, readOf(name), { members, rules, draft: custom });
  const entries = Object.entries(custom.data).map(([field, value]) => [field.slice('custom.'.length), value]);
  if (entries.length > 0) draft.data.custom = Object.fromEntries(entries) as unknown;
}

/** A lost value as people read it: references as `system:key`, money with its currency. */
function asText(value: unknown): string {
  if (typeof value === 'string') return value;
  if (typeof value === 'object' && value !== null) {
    if ('system' in value && 'key' in value) return `${String(value.system)}:${String(value.key)}`;
    if ('amount' in value && 'currency' in value) return `${String(value.amount)} ${String(value.currency)}`;
  }
  return JSON.stringify(value);
}
