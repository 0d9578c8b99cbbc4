import { candidateStatements, keyTables, selectOversized, selectPairs } from './candidate-sql.ts';
import type { FeatureLayout } from './feature-layout.ts';
import type { KindModel } from './kind-model.ts';

/** SQL engines that the statements are written for. */
export const sqlDialects = ['duckdb', 'spark'] as const;
export type SqlDialect = (typeof sqlDialects)[number];

/** What a statement is for; the words for it are in the locales. */
export type SqlStep =
  | 'record-key'
  | 'record-place'
  | 'feature'
  | 'feature-value'
  | 'field-value'
  | 'field-usual'
  | 'field-term'
  | 'match-prior'
  | 'record-source'
  | 'load'
  | 'compared'
  | 'block'
  | 'block-member'
  | 'candidate'
  | 'pairs'
  | 'pair-features'
  | 'pair-values'
  | 'pair-term'
  | 'asked-number'
  | 'question'
  | 'edge'
  | 'edges'
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
  { layout, weakKeys = [], ownNumbers }: Pick<KindModel, 'layout' | 'weakKeys' | 'ownNumbers'>,
  given: { readonly dialect: SqlDialect; readonly cap: number },
): readonly SqlStatement[] {
  const limits = { most: given.cap, weak: weakKeys };
  const [compared = '', block = '', member = '', candidate = ''] = candidateStatements(limits);
  const filled: readonly (readonly [SqlStep, string])[] = [
    ['record-key', keyTables.record_key],
    ['record-place', keyTables.record_place],
    ['record-source', weightTables.record_source],
    ['feature', featureTable(layout)],
    ['feature-value', 'CREATE TABLE feature_value (place INTEGER, feature VARCHAR, value VARCHAR)'],
    ['field-value', weightTables.field_value],
    ['field-usual', weightTables.field_usual],
    ['field-term', weightTables.field_term],
    ['match-prior', weightTables.match_prior],
    ['asked-number', weightTables.asked_number],
  ];
  const made: readonly (readonly [SqlStep, string])[] = [
    ['compared', compared],
    ['block', block],
    ['block-member', member],
    ['candidate', candidate],
    ['pairs', selectPairs],
    ['pair-features', pairFeatures(layout)],
    ['pair-values', pairValues],
    ['pair-term', pairTerm],
    ['question', questions(ownNumbers?.apart ?? [])],
    ['edge', edge],
    ['edges', selectEdges],
    ['oversized', selectOversized(limits)],
  ];
  const isSpark = given.dialect === 'spark';
  const tables = filled.map(([step, sql]) => [step, isSpark ? `${sql}\n${fromFile(sql)}` : sql] as const);
  const loads = isSpark ? [] : filled.map(([, sql]) => ['load', loadOf(sql)] as const);
  return [...tables, ...loads, ...made].map(([step, sql]) => ({ step, sql: inDialect(sql.trim(), given.dialect) }));
}

function tableOf(create: string): string {
  return /^CREATE TABLE (\w+)/u.exec(create)?.[1] ?? '';
}

/** Spark reads the exported file as the table. */
function fromFile(create: string): string {
  return `USING csv OPTIONS (path '${tableOf(create)}.csv', header 'true', escape '"')`;
}

function loadOf(create: string): string {
  const table = tableOf(create);
  return `COPY ${table} FROM '${table}.csv' (HEADER, NULLSTR '')`;
}

function inDialect(sql: string, dialect: SqlDialect): string {
  if (dialect === 'duckdb') return sql;
  return sql.replace(/\bVARCHAR\b/gu, 'STRING').replace(/\bINTEGER\b/gu, 'INT');
}

/** The column of a feature with one value: `f_first_initial`; the prefix keeps it apart from words of SQL. */
export function featureColumn(feature: string): string {
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

const weightTables = {
  record_source: 'CREATE TABLE record_source (record INTEGER, place INTEGER, plan_number INTEGER, system VARCHAR)',
  field_value: 'CREATE TABLE field_value (place INTEGER, field VARCHAR, said INTEGER)',
  field_usual: 'CREATE TABLE field_usual (field VARCHAR, weight DOUBLE)',
  field_term: 'CREATE TABLE field_term (field VARCHAR, left_said INTEGER, right_said INTEGER, weight DOUBLE)',
  match_prior: 'CREATE TABLE match_prior (prior DOUBLE, review DOUBLE, auto DOUBLE)',
  asked_number: 'CREATE TABLE asked_number (place INTEGER, said INTEGER)',
} as const;

/** What each field of the two records adds, in bits: the weight of what they say, or the usual one of different values. */
const pairTerm = `
CREATE TABLE pair_term AS
SELECT c.left_place, c.right_place, l.field, CASE WHEN t.weight IS NULL THEN u.weight ELSE t.weight END AS weight
FROM candidate c
JOIN field_value l ON l.place = c.left_place
JOIN field_value r ON r.place = c.right_place AND r.field = l.field
JOIN field_usual u ON u.field = l.field
LEFT JOIN field_term t ON t.field = l.field AND t.left_said = l.said AND t.right_said = r.said`;

/** Pairs with one number that is given to one only, unless features that tell its units apart differ. */
function questions(apart: readonly string[]): string {
  const units = apart.map((feature) => {
    const [left, right] = [`a.${featureColumn(feature)}`, `b.${featureColumn(feature)}`];
    return `CASE WHEN ${left} IS NULL THEN 1 WHEN ${right} IS NULL THEN 1 WHEN ${left} = ${right} THEN 1 ELSE 0 END = 1`;
  });
  return `
CREATE TABLE question AS
SELECT c.left_place, c.right_place
FROM candidate c
JOIN asked_number l ON l.place = c.left_place
JOIN asked_number r ON r.place = c.right_place AND r.said = l.said
JOIN feature a ON a.place = c.left_place
JOIN feature b ON b.place = c.right_place${units.length === 0 ? '' : `\nWHERE ${units.join(' AND ')}`}
GROUP BY c.left_place, c.right_place`;
}

/** A weight below nothing reaches no threshold, whatever the prior; a question needs none. */
const edge = `
CREATE TABLE edge AS
SELECT t.left_place, t.right_place, sum(t.weight) AS weight, count(q.left_place) AS asked
FROM pair_term t
LEFT JOIN question q ON q.left_place = t.left_place AND q.right_place = t.right_place
GROUP BY t.left_place, t.right_place
HAVING sum(t.weight) >= 0 OR count(q.left_place) > 0`;

const selectEdges = `
SELECT e.left_place, e.right_place, e.weight, e.weight + p.prior AS posterior
FROM edge e
CROSS JOIN match_prior p
WHERE e.weight + p.prior >= p.review OR e.asked > 0
ORDER BY posterior DESC, e.left_place, e.right_place`;
