import { candidateStatements, keyTables, selectOversized, selectPairs } from './candidate-sql.ts';
import type { FeatureLayout } from './feature-layout.ts';

/** SQL engines that the statements are written for. */
export const sqlDialects = ['duckdb', 'spark'] as const;
export type SqlDialect = (typeof sqlDialects)[number];

/** What a statement is for; the words for it are in the locales. */
export type SqlStep =
  | 'record-key'
  | 'record-place'
  | 'feature'
  | 'feature-value'
  | 'block'
  | 'block-member'
  | 'candidate'
  | 'pairs'
  | 'pair-features'
  | 'pair-values'
  | 'oversized';

export interface SqlStatement {
  readonly step: SqlStep;
  /** Without a semicolon. */
  readonly sql: string;
}

/**
 * The statements by which candidate pairs are found, in the order in which they run: first the tables that the tool fills, then
 * those made of them, then what is read. Those up to `pairs` are the ones that the engine over DuckDB runs itself. They keep to equality
 * joins, comparisons of whole numbers, grouping, count and min, so that engines differ in the names of types only.
 */
export function matchingSql(
  layout: FeatureLayout,
  given: { readonly dialect: SqlDialect; readonly cap: number },
): readonly SqlStatement[] {
  const [block = '', member = '', candidate = ''] = candidateStatements(given.cap);
  const statements: readonly (readonly [SqlStep, string])[] = [
    ['record-key', keyTables.record_key],
    ['record-place', keyTables.record_place],
    ['feature', featureTable(layout)],
    ['feature-value', 'CREATE TABLE feature_value (place INTEGER, feature VARCHAR, value VARCHAR)'],
    ['block', block],
    ['block-member', member],
    ['candidate', candidate],
    ['pairs', selectPairs],
    ['pair-features', pairFeatures(layout)],
    ['pair-values', pairValues],
    ['oversized', selectOversized(given.cap)],
  ];
  return statements.map(([step, sql]) => ({ step, sql: inDialect(sql.trim(), given.dialect) }));
}

function inDialect(sql: string, dialect: SqlDialect): string {
  if (dialect === 'duckdb') return sql;
  return sql.replace(/\bVARCHAR\b/gu, 'STRING').replace(/\bINTEGER\b/gu, 'INT');
}

/** The column of a feature with one value: `f_first_initial`; the prefix keeps it apart from words of SQL. */
function featureColumn(feature: string): string {
  return `f_${feature.replace(/[A-Z]/gu, (letter) => `_${letter.toLowerCase()}`)}`;
}

function featureTable({ single }: FeatureLayout): string {
  const columns = single.map((name) => `${featureColumn(name)} VARCHAR`);
  return `CREATE TABLE feature (place INTEGER, ${columns.join(', ')})`;
}

function pairFeatures({ single }: FeatureLayout): string {
  const columns = single.flatMap((name) => {
    const column = featureColumn(name);
    return [`a.${column} AS left${column.slice(1)}`, `b.${column} AS right${column.slice(1)}`];
  });
  return `
SELECT c.left_place, c.right_place, ${columns.join(', ')}
FROM candidate c
JOIN feature a ON a.place = c.left_place
JOIN feature b ON b.place = c.right_place
ORDER BY c.block_key, c.left_place, c.right_place`;
}

/** How many values the two records of a pair have in common, by feature. */
const pairValues = `
SELECT c.left_place, c.right_place, a.feature, CAST(count(*) AS INTEGER) AS agreed
FROM candidate c
JOIN feature_value a ON a.place = c.left_place
JOIN feature_value b ON b.place = c.right_place AND b.feature = a.feature AND b.value = a.value
GROUP BY c.left_place, c.right_place, a.feature
ORDER BY c.left_place, c.right_place, a.feature`;
