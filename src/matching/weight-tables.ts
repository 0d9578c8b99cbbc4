import type { Comparison } from './comparison.ts';
import { openColumns, type ReadColumn } from './feature-table.ts';
import { fieldFeatures } from './field-features.ts';
import type { MatchTable } from './match-table.ts';
import type { MatchedKind } from './matcher.ts';
import { SaidNumbers, TermCollector } from './pair-terms.ts';
import type { Scored } from './scored.ts';

/** A field with what each record says in it, by place: 0 for nothing. */
interface Field {
  readonly field: string;
  readonly said: Uint32Array;
  readonly collector: TermCollector;
}

/** What records say in each field, and the weights of what two of them say, for all candidate pairs. */
export async function weightTables(
  { prepared, scorer }: Scored,
  kind: MatchedKind,
  compared: readonly number[],
): Promise<readonly MatchTable[]> {
  const column = openColumns(prepared.table);
  const fields = scorer.comparisons.map((comparison) => ({
    field: comparison.field,
    said: saidIn(comparison, (fieldFeatures[kind][comparison.field] ?? []).map(column), compared),
    collector: new TermCollector(comparison.field, scorer.weightOf(comparison.field, comparison.levels.length)),
  }));
  await prepared.candidates.eachPair((left, right) => {
    const terms = new Map(scorer.terms(left, right).map((term) => [term.field, term]));
    for (const { field, said, collector } of fields) {
      const [a, b] = [said[left] ?? 0, said[right] ?? 0];
      if (a !== 0 && b !== 0) collector.add(a, b, terms.get(field));
    }
  });
  return tablesOf(fields, compared);
}

function saidIn({ needsBoth }: Comparison, features: readonly ReadColumn[], compared: readonly number[]): Uint32Array {
  // Of some fields silence tells something: a head office is no branch.
  const silenceTells = needsBoth !== true;
  const numbers = new SaidNumbers();
  const said = new Uint32Array((compared.at(-1) ?? -1) + 1);
  for (const place of compared) {
    const texts = features.map(({ ids, starts }) =>
      starts.length > 0 ? ids.subarray(starts[place], starts[place + 1]).join(' ') : textOf(ids[place]),
    );
    if (silenceTells || texts.some((text) => text !== '')) said[place] = numbers.numberOf(texts);
  }
  return said;
}

function textOf(id: number | undefined): string {
  return id === undefined || id === -1 ? '' : String(id);
}

function tablesOf(fields: readonly Field[], compared: readonly number[]): readonly MatchTable[] {
  return [
    {
      name: 'field_value',
      columns: ['place', 'field', 'said'],
      *rows() {
        for (const { field, said } of fields)
          for (const place of compared) if (said[place] !== 0) yield [place, field, said[place] ?? 0];
      },
    },
    {
      name: 'field_usual',
      columns: ['field', 'weight'],
      rows: () => fields.map(({ field, collector }) => [field, collector.usual]),
    },
    {
      name: 'field_term',
      columns: ['field', 'left_said', 'right_said', 'weight'],
      *rows() {
        for (const { collector } of fields)
          for (const { field, left, right, weight } of collector.terms()) yield [field, left, right, weight];
      },
    },
  ];
}
