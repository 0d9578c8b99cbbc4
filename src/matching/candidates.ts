import { eachRun, type SortedKeys } from './key-columns.ts';
import { TYPES } from './key-reader.ts';

/** Blocks of records that share a key, and for each record its blocks in ascending order. */
export interface Blocks {
  readonly length: number;
  /** Where the members of each block start in `members`; one more entry at the end. */
  readonly starts: Uint32Array;
  readonly members: Uint32Array;
  /** Where the blocks of each record start in `blocksOf`; one more entry at the end. */
  readonly recordStarts: Uint32Array;
  readonly blocksOf: Uint32Array;
}

/** A block left out because it is larger than the limit. */
export interface OversizedBlock {
  /** One of its members. */
  readonly carrier: number;
  readonly high: number;
  readonly low: number;
  readonly records: number;
}

/** Blocks of one piece of the keys: their sizes, and their members one block after another. */
interface Piece {
  readonly sizes: Uint32Array;
  readonly members: Uint32Array;
}

/** Makes blocks of two records or more from sorted keys, which come in pieces; those beyond the limit of their type are left out and listed. */
export function buildBlocks(
  keys: Iterable<SortedKeys>,
  records: number,
  limits: Uint32Array,
): { readonly blocks: Blocks; readonly oversized: readonly OversizedBlock[] } {
  const oversized: OversizedBlock[] = [];
  const pieces: Piece[] = [];
  for (const piece of keys) pieces.push(pieceOf(piece, limits, oversized));
  const count = pieces.reduce((sum, { sizes }) => sum + sizes.length, 0);
  const entries = pieces.reduce((sum, { members }) => sum + members.length, 0);
  const starts = sharedColumn(count + 1);
  const members = sharedColumn(entries);
  let block = 0;
  let at = 0;
  for (const piece of pieces.splice(0)) {
    members.set(piece.members, at);
    for (const size of piece.sizes) {
      at += size;
      block += 1;
      starts[block] = at;
    }
  }
  return { blocks: { length: count, starts, members, ...blocksOfRecords(starts, members, records) }, oversized };
}

function pieceOf(keys: SortedKeys, limits: Uint32Array, oversized: OversizedBlock[]): Piece {
  const limitAt = (start: number): number => limits[(keys.low[start] ?? 0) & (TYPES - 1)] ?? 0;
  let count = 0;
  let entries = 0;
  eachRun(keys, (start, end) => {
    if (end - start > limitAt(start)) oversized.push(oversizedBlock(keys, start, end));
    else {
      count += 1;
      entries += end - start;
    }
  });
  const sizes = new Uint32Array(count);
  const members = new Uint32Array(entries);
  let block = 0;
  let at = 0;
  eachRun(keys, (start, end) => {
    if (end - start > limitAt(start)) return;
    for (let index = start; index < end; index += 1) members[at + index - start] = keys.record[index] ?? 0;
    sortRun(members, at, at + end - start);
    at += end - start;
    sizes[block] = end - start;
    block += 1;
  });
  return { sizes, members };
}

function oversizedBlock(keys: SortedKeys, start: number, end: number): OversizedBlock {
  let carrier = keys.record[start] ?? 0;
  for (let index = start; index < end; index += 1) carrier = Math.min(carrier, keys.record[index] ?? 0);
  return { carrier, high: keys.high[start] ?? 0, low: keys.low[start] ?? 0, records: end - start };
}

const LONG_RUN = 64;

/** Most runs have two or three members. */
function sortRun(members: Uint32Array, start: number, end: number): void {
  if (end - start > LONG_RUN) {
    members.subarray(start, end).sort();
    return;
  }
  for (let index = start + 1; index < end; index += 1) {
    const member = members[index] ?? 0;
    let to = index;
    for (; to > start && (members[to - 1] ?? 0) > member; to -= 1) members[to] = members[to - 1] ?? 0;
    members[to] = member;
  }
}

/** For each record its blocks in ascending order. */
function blocksOfRecords(
  starts: Uint32Array,
  members: Uint32Array,
  records: number,
): Pick<Blocks, 'recordStarts' | 'blocksOf'> {
  const recordStarts = sharedColumn(records + 1);
  for (const member of members) recordStarts[member + 1] = (recordStarts[member + 1] ?? 0) + 1;
  for (let record = 0; record < records; record += 1) {
    recordStarts[record + 1] = (recordStarts[record + 1] ?? 0) + (recordStarts[record] ?? 0);
  }
  const blocksOf = sharedColumn(members.length);
  const filled = recordStarts.slice(0, records);
  for (let number = 0; number + 1 < starts.length; number += 1) {
    for (let index = starts[number] ?? 0; index < (starts[number + 1] ?? 0); index += 1) {
      const record = members[index] ?? 0;
      const place = filled[record] ?? 0;
      blocksOf[place] = number;
      filled[record] = place + 1;
    }
  }
  return { recordStarts, blocksOf };
}

function sharedColumn(length: number): Uint32Array {
  return new Uint32Array(new SharedArrayBuffer(length * 4));
}

/** Blocks from one to before another. */
export interface BlockRange {
  readonly from: number;
  readonly to: number;
}

/** Visits every pair of a range of blocks once: in the block of its smallest common number. `left < right`. */
export function eachPair(blocks: Blocks, range: BlockRange, visit: (left: number, right: number) => void): void {
  const { starts, members, recordStarts, blocksOf } = blocks;
  for (let block = range.from; block < range.to; block += 1) {
    const end = starts[block + 1] ?? 0;
    for (let i = starts[block] ?? 0; i < end; i += 1) {
      const left = members[i] ?? 0;
      for (let j = i + 1; j < end; j += 1) {
        const right = members[j] ?? 0;
        if (left !== right && !meetBefore(block, left, right)) visit(left, right);
      }
    }
  }

  function meetBefore(block: number, left: number, right: number): boolean {
    let a = recordStarts[left] ?? 0;
    let b = recordStarts[right] ?? 0;
    for (;;) {
      const x = blocksOf[a] ?? 0;
      const y = blocksOf[b] ?? 0;
      if (x >= block || y >= block) return false;
      if (x === y) return true;
      if (x < y) a += 1;
      else b += 1;
    }
  }
}

/** Splits the blocks into parts of about equal work (pairs), at block borders. */
export function splitBlocks(blocks: Blocks, parts: number): readonly BlockRange[] {
  let total = 0;
  const pairsOf = (block: number): number => {
    const size = (blocks.starts[block + 1] ?? 0) - (blocks.starts[block] ?? 0);
    return (size * (size - 1)) / 2;
  };
  for (let block = 0; block < blocks.length; block += 1) total += pairsOf(block);
  const ranges: { from: number; to: number }[] = [];
  let from = 0;
  let done = 0;
  for (let block = 0; block < blocks.length; block += 1) {
    done += pairsOf(block);
    if (done >= (total * (ranges.length + 1)) / parts && ranges.length < parts - 1) {
      ranges.push({ from, to: block + 1 });
      from = block + 1;
    }
  }
  ranges.push({ from, to: blocks.length });
  return ranges;
}

/** Ranges of blocks that threads take one by one, so that none has to wait while another has more than one left. */
export interface SharedRanges {
  readonly ranges: readonly BlockRange[];
  /** How many have been taken, in shared memory. */
  readonly taken: Int32Array;
}

/** Of so many ranges the last one is over soon after all others. */
const RANGES = 64;

/** Makes ranges of about equal work to be shared. */
export function shareBlocks(blocks: Blocks): SharedRanges {
  return { ranges: splitBlocks(blocks, RANGES), taken: new Int32Array(new SharedArrayBuffer(4)) };
}

/** Takes ranges for as long as there are some that no thread has taken. */
export function* takeRanges({ ranges, taken }: SharedRanges): Generator<BlockRange> {
  for (;;) {
    const range = ranges[Atomics.add(taken, 0, 1)];
    if (range === undefined) return;
    yield range;
  }
}
