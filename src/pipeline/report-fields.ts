import type { EntityKind } from '../model/entity.ts';
import type { FieldQuality } from '../model/report.ts';
import type { FindingGroup } from '../store/plan-findings.ts';
import type { FieldTally } from './field-tally.ts';
import { classOfField, type PersonalClasses } from '../model/personal-classes.ts';
import type { Mask } from './report-masking.ts';

interface FieldSetup {
  readonly groups: readonly FindingGroup[];
  readonly masked: Mask;
  readonly personal: PersonalClasses;
}

/** How well each field of the planned records is filled, what was repaired in it and what was found. */
export function fieldQuality(
  tallies: readonly FieldTally[],
  { groups, masked, personal }: FieldSetup,
): readonly FieldQuality[] {
  const found = (kind: EntityKind, field: string, severity: string) =>
    groups
      .filter((group) => group.kind === kind && group.field === field && group.severity === severity)
      .reduce((sum, { count }) => sum + count, 0);
  return tallies.flatMap(({ kind, records, filled, fixed, repairs }) => {
    const named = groups.filter((group) => group.kind === kind).flatMap(({ field }) => (field === null ? [] : [field]));
    return [...new Set([...Object.keys(filled), ...named])].toSorted().map((field) => {
      const hide = (value: string) => masked(value, classOfField(kind, field, personal));
      return {
        kind,
        field,
        filled: filled[field] ?? 0,
        records,
        fixed: fixed[field] ?? 0,
        examples: (repairs[field]?.samples ?? []).map(({ before, after }) => ({
          before: hide(before),
          after: hide(after),
        })),
        errors: found(kind, field, 'error'),
        warnings: found(kind, field, 'warning'),
        notices: found(kind, field, 'notice'),
      };
    });
  });
}
