import { isAlike } from '../text/similarity.ts';
import type { ReadColumn } from './feature-table.ts';

/** Shares of common words, 0 to 1; rare words weigh more. */
export interface WordShares {
  readonly ofBoth: number;
  readonly ofShorter: number;
  /** How many words the shorter list has. */
  readonly shorter: number;
  /** True when one of the common words is one that few records carry. */
  readonly rare: boolean;
}

const NOTHING: WordShares = { ofBoth: 0, ofShorter: 0, shorter: 0, rare: false };
/** A rare word is carried by so small a share of the records, by three of a small file, by twelve of a large one. */
const RARE = { share: 0.003, fewest: 3, most: 12 } as const;
const SHORTEST_RARE = 4;

/** Compares the word lists of two records; words of five letters or more may be misspelt. Two single words share nothing. */
export function sharedWords({ ids, starts, dictionary }: ReadColumn): (left: number, right: number) => WordShares {
  const rarity = Float64Array.from(dictionary.counts, (count) => 1 / (1 + Math.log2(Math.max(1, count))));
  const few = Math.min(RARE.most, Math.max(RARE.fewest, Math.floor((starts.length - 1) * RARE.share)));
  const sum = (from: number, to: number): number => {
    let total = 0;
    for (let at = from; at < to; at += 1) total += rarity[ids[at] ?? 0] ?? 0;
    return total;
  };
  return (left, right) => {
    const [from, to] = [starts[left] ?? 0, starts[left + 1] ?? 0];
    const [otherFrom, otherTo] = [starts[right] ?? 0, starts[right + 1] ?? 0];
    if (to - from < 2 && otherTo - otherFrom < 2) return NOTHING;
    let common = 0;
    let rare = false;
    for (let i = from; i < to; i += 1) {
      for (let j = otherFrom; j < otherTo; j += 1) {
        const [a, b] = [ids[i] ?? 0, ids[j] ?? 0];
        if (a === b || isWordLike(dictionary.text(a), dictionary.text(b))) {
          common += Math.min(rarity[a] ?? 0, rarity[b] ?? 0);
          rare ||= Math.max(dictionary.counts[a] ?? 0, dictionary.counts[b] ?? 0) <= few && isLong(dictionary.text(a));
          break;
        }
      }
    }
    const [mine, other] = [sum(from, to), sum(otherFrom, otherTo)];
    if (common === 0) return NOTHING;
    return {
      ofBoth: common / (mine + other - common),
      ofShorter: common / Math.min(mine, other),
      shorter: Math.min(to - from, otherTo - otherFrom),
      rare,
    };
  };
}

const numeric = /^\d+$/;

function isLong(word: string): boolean {
  return word.length >= SHORTEST_RARE && !numeric.test(word);
}

const SHORTEST_WORD = 5;

function isWordLike(a: string, b: string): boolean {
  return a.length >= SHORTEST_WORD && b.length >= SHORTEST_WORD && a.charAt(0) === b.charAt(0) && isAlike(a, b, 0.93);
}
