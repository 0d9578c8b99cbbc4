import { type DecisionLine, fingerprintOf } from '../matching/decisions.ts';
import type { GoldenRecord, MatchedKind } from '../matching/matcher.ts';
import { entitySchemas, type EntityData } from '../model/entity.ts';
import type { Staged } from '../model/staged.ts';

/**
 * Puts the values that a person chose for a group into what the group became. Counts only what is said of records that are all in the
 * group and have not changed since; values that do not fit the canonical schema are left out.
 */
export function withChosenValues<K extends MatchedKind>(
  golden: GoldenRecord<K>,
  kind: K,
  { records, lines }: { readonly records: readonly Staged<K>[]; readonly lines: readonly DecisionLine[] },
): GoldenRecord<K> {
  if (lines.length === 0) return golden;
  const all = records as readonly Staged<MatchedKind>[];
  const known = new Map(all.map((record) => [`${record.system}\u001f${record.key}`, record]));
  let result = golden;
  for (const line of lines) {
    const holds = line.members.every(({ system, key, fingerprint }) => {
      const record = known.get(`${system}\u001f${key}`);
      return record !== undefined && fingerprintOf(record) === fingerprint;
    });
    if (holds && line.values !== undefined) result = put(result, kind, line.values);
  }
  return result;
}

function put<K extends MatchedKind>(
  golden: GoldenRecord<K>,
  kind: K,
  values: Readonly<Record<string, unknown>>,
): GoldenRecord<K> {
  let { data, provenance } = golden;
  for (const [field, value] of Object.entries(values)) {
    const changed: Record<string, unknown> = { ...data, [field]: value ?? undefined };
    if (value === null) delete changed[field];
    const parsed = entitySchemas[kind].safeParse(changed);
    if (!parsed.success) continue;
    data = parsed.data as EntityData[K];
    provenance = [
      ...provenance.filter((one) => one.field !== field),
      { field, seq: golden.survivor, rule: 'decision' },
    ];
  }
  return { ...golden, data, provenance };
}
