import { type BlockLimits, LEAST_WEAK } from './block-limits.ts';
import { TYPES } from './key-reader.ts';

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

/** How many records are compared. */
const compared = `
CREATE TABLE compared AS
SELECT count(*) AS records FROM record_place`;

/** Blocks of two records or more, with one of their members. The type of a key stands in its last bits, below zero where the key is. */
const blocks = ({ weak }: BlockLimits): string => `
CREATE TABLE block AS
SELECT k.block_key, CAST(count(*) AS INTEGER) AS records, min(p.place) AS carrier, ${weakness(weak)} AS weak
FROM record_key k JOIN record_place p ON p.record = k.record
GROUP BY k.block_key
HAVING count(*) > 1`;

/** The number of the list of weak keys that a key is on, from 1; 0 for others. */
function weakness(weak: BlockLimits['weak']): string {
  const cases = weak.flatMap(({ types }, list) =>
    types.flatMap((type) => [`WHEN ${type} THEN ${list + 1}`, `WHEN ${type - TYPES} THEN ${list + 1}`]),
  );
  if (cases.length === 0) return '0';
  return `CASE k.block_key % ${TYPES} ${cases.join(' ')} ELSE 0 END`;
}

/** The same as `limitsByType` gives, without a division. */
function mostRecords({ most, weak }: BlockLimits): string {
  const within = ['b.weak = 0', `b.records <= ${LEAST_WEAK}`];
  for (const [list, { records }] of weak.entries()) {
    within.push(`b.weak = ${list + 1} AND b.records * n.records <= ${most * records}`);
  }
  return `CASE ${within.map((condition) => `WHEN ${condition} THEN ${most}`).join(' ')} ELSE 0 END`;
}

const members = (limits: BlockLimits): string => `
CREATE TABLE block_member AS
SELECT k.block_key, p.place
FROM record_key k
JOIN record_place p ON p.record = k.record
JOIN block b ON b.block_key = k.block_key
CROSS JOIN compared n
WHERE b.records <= ${mostRecords(limits)}`;

/** Each pair once, with the smallest key that its records share. */
const pairs = `
CREATE TABLE candidate AS
SELECT min(a.block_key) AS block_key, a.place AS left_place, b.place AS right_place
FROM block_member a JOIN block_member b ON b.block_key = a.block_key
WHERE a.place < b.place
GROUP BY a.place, b.place`;

/** In the order in which they run. */
export function candidateStatements(limits: BlockLimits): readonly string[] {
  return [compared, blocks(limits), members(limits), pairs];
}

export const selectPairs = `
SELECT left_place, right_place FROM candidate
ORDER BY block_key, left_place, right_place`;

export const selectOversized = (limits: BlockLimits): string => `
SELECT b.block_key, b.records, b.carrier
FROM block b
CROSS JOIN compared n
WHERE b.records > ${mostRecords(limits)}
ORDER BY b.block_key`;

export const countEntries = 'SELECT CAST(count(*) AS INTEGER) FROM block_member';
