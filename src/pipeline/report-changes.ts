import type { CompiledMapping } from '../mapping/compiled.ts';
import { entityKinds, type EntityKind } from '../model/entity.ts';
import type { ExistingLine, FunnelSums, Report } from '../model/report.ts';
import { updateExamples } from '../store/plan-overview.ts';
import { changedFieldCounts, linkCounts } from '../store/plan-report.ts';
import type { KindSums } from '../store/plan-sums.ts';
import type { Plan } from '../store/plan.ts';
import { classOfField } from '../model/personal-classes.ts';
import type { Mask } from './report-masking.ts';

const updateSamples = 50;

interface ChangeSetup {
  readonly overall: FunnelSums;
  readonly mapping: Pick<CompiledMapping, 'customFields' | 'personal'>;
  readonly masked: Mask;
}

/** What a load will change in the target. */
export function changes(plan: Plan, { overall, mapping, masked }: ChangeSetup): Report['changes'] {
  const { create, update, delete: removed, unchanged, skip } = overall;
  return {
    create,
    update,
    delete: removed,
    unchanged,
    skip,
    // Without an update, all operations would be looked at for nothing.
    by_field: update === 0 ? [] : inLoadOrder(changedFieldCounts(plan)),
    links: inLoadOrder(linkCounts(plan)),
    custom_fields: Object.entries(mapping.customFields)
      .filter(([, field]) => field.create)
      .toSorted(([a], [b]) => (a < b ? -1 : 1))
      .map(([name, { target, type, label, options }]) => ({ name, label: label ?? target, type, options })),
    updates:
      update === 0
        ? []
        : updates(plan, (value, kind, field) => masked(value, classOfField(kind, field, mapping.personal))),
  };
}

function inLoadOrder<T extends Pick<KindSums, 'kind'>>(lines: readonly T[]): readonly T[] {
  return lines.toSorted((a, b) => entityKinds.indexOf(a.kind) - entityKinds.indexOf(b.kind));
}

function updates(
  plan: Plan,
  hide: (value: string, kind: EntityKind, field: string) => string,
): Report['changes']['updates'] {
  const shown = (value: unknown) =>
    typeof value === 'string' ? value : value === null || value === undefined ? '' : JSON.stringify(value);
  return updateExamples(plan, updateSamples).flatMap(({ kind, key, changes: fields }) =>
    fields.map(({ field, before, after }) => ({
      kind,
      key,
      field,
      before: hide(shown(before), kind, field),
      after: hide(shown(after), kind, field),
    })),
  );
}

/** Kinds of which the target held records already, with the policy of their block. */
export function existing(sums: readonly KindSums[], blocks: CompiledMapping['blocks']): readonly ExistingLine[] {
  return sums.flatMap(({ kind, actions: { update, unchanged, skip } }) => {
    const matched = update + unchanged + skip;
    const onMatch = blocks.findLast((block) => block.kind === kind)?.onMatch ?? 'update';
    return matched === 0 ? [] : [{ kind, on_match: onMatch, matched, update, unchanged, skip }];
  });
}
