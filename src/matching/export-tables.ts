import type { DedupeRules } from '../model/dedupe.ts';
import { openColumns } from './feature-table.ts';
import { KeyReader } from './key-reader.ts';
import { localEngine } from './local-engine.ts';
import type { MatchedKind, MatchInput } from './matcher.ts';
import { featureColumn } from './matching-sql.ts';
import type { Cells, MatchTable } from './match-table.ts';
import { modelNamed } from './models.ts';
import { askedNumbers } from './own-numbers.ts';
import { rowAt } from './prepare.ts';
import { type Scored, scoreRecords } from './scored.ts';
import { weightTables } from './weight-tables.ts';

/** The tables of keys, features and weights of a run's records, under the names that {@link matchingSql} expects. */
export async function exportTables(input: MatchInput<MatchedKind>, rules: DedupeRules): Promise<readonly MatchTable[]> {
  const model = modelNamed(input.kind);
  const scored = await scoreRecords(model, input, { rules, engine: localEngine(model) });
  const { prepared, prior } = scored;
  const { table, list, order, representativeOf } = prepared;
  const column = openColumns(table);
  const places = Array.from({ length: order.length }, (_, place) => place);
  const compared = places.filter((place) => representativeOf[place] === place);
  const { single, many } = model.layout;
  return [
    { name: 'record_key', columns: ['block_key', 'record'], rows: () => keyRows(scored, input.kind, compared) },
    { name: 'record_place', columns: ['record', 'place'], rows: () => compared.map((place) => [place, place]) },
    {
      name: 'record_source',
      columns: ['record', 'place', 'plan_number', 'system'],
      rows: () =>
        places.map((place) => {
          const number = order[place] ?? 0;
          const system = list.systems[list.systemOf(number)] ?? '';
          return [place, representativeOf[place] ?? place, list.seqOf(number), system];
        }),
    },
    {
      name: 'feature',
      columns: ['place', ...single.map(featureColumn)],
      rows: () => compared.map((place) => [place, ...rowAt(model, column, place).single]),
    },
    {
      name: 'feature_value',
      columns: ['place', 'feature', 'value'],
      rows: () =>
        compared.flatMap((place) =>
          rowAt(model, column, place).many.flatMap((values, at) =>
            values.map((value) => [place, many[at] ?? '', value] as const),
          ),
        ),
    },
    ...(await weightTables(scored, input.kind, compared)),
    {
      name: 'match_prior',
      columns: ['prior', 'review', 'auto'],
      rows: () => [[prior, rules.review, rules.auto]],
    },
    { name: 'asked_number', columns: ['place', 'said'], rows: () => askedNumbers(model, column, compared) },
  ];
}

const SIGN = 2n ** 63n;

function* keyRows({ prepared }: Scored, kind: MatchedKind, compared: readonly number[]): Iterable<Cells> {
  const model = modelNamed(kind);
  const column = openColumns(prepared.table);
  const reader = new KeyReader(model);
  for (const place of compared) {
    const keys: Cells[] = [];
    reader.read(rowAt(model, column, place), (high, low) => {
      keys.push([String(((BigInt(high) << 32n) | BigInt(low)) - SIGN), place]);
    });
    yield* keys;
  }
}
