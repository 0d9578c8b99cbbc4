/**
 * The statements that make candidate pairs of keys. They keep to equality joins, grouping and plain comparisons of whole
 * numbers, so that any SQL engine runs them: keys are hashed by the tool, as hash functions differ between engines.
 */
export const keyTables = {
  /** A row for each key of a record. `block_key`: 64 bits, ordered as they are without a sign. */
  record_key: 'CREATE TABLE record_key (block_key BIGINT, record INTEGER)',
  /** A row for each record that is compared: the number it goes by in pairs. Exact repeats of others are not there. */
  record_place: 'CREATE TABLE record_place (record INTEGER, place INTEGER)',
} as const;

/** Blocks of two records or more, with one of their members. */
const blocks = `
CREATE TABLE block AS
SELECT k.block_key, CAST(count(*) AS INTEGER) AS records, min(p.place) AS carrier
FROM record_key k JOIN record_place p ON p.record = k.record
GROUP BY k.block_key
HAVING count(*) > 1`;

const members = (cap: number): string => `
CREATE TABLE block_member AS
SELECT k.block_key, p.place
FROM record_key k
JOIN record_place p ON p.record = k.record
JOIN block b ON b.block_key = k.block_key
WHERE b.records <= ${cap}`;

/** Each pair once, with the smallest key that its records share. */
const pairs = `
CREATE TABLE candidate AS
SELECT min(a.block_key) AS block_key, a.place AS left_place, b.place AS right_place
FROM block_member a JOIN block_member b ON b.block_key = a.block_key
WHERE a.place < b.place
GROUP BY a.place, b.place`;

/** In the order in which they run. `cap`: blocks of more records are left out. */
export function candidateStatements(cap: number): readonly string[] {
  return [blocks, members(cap), pairs];
}

export const selectPairs = `
SELECT left_place, right_place FROM candidate
ORDER BY block_key, left_place, right_place`;

export const selectOversized = (cap: number): string => `
SELECT block_key, records, carrier FROM block WHERE records > ${cap} ORDER BY block_key`;

export const countEntries = 'SELECT CAST(count(*) AS INTEGER) FROM block_member';
