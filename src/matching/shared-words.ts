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

/**
 * Compares the word lists of two records; words of five letters or more may be misspelt. Two single words share nothing. `streets`:
 * the addresses of the records: a word is rare where few addresses have it, however many records stand at each of them.
 */
export function sharedWords(
  { ids, starts, dictionary }: ReadColumn,
  streets?: ReadColumn,
): (left: number, right: number) => WordShares {
  const rarity = Float64Array.from(dictionary.counts, (count) => 1 / (1 + Math.log2(Math.max(1, count))));
  const rareOnes = rareWords({ ids, starts, dictionary }, streets);
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
          rare ||= rareOnes[a] === 1 && rareOnes[b] === 1 && isLong(dictionary.text(a));
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

/** Words of more records than this are common, however few addresses have them. */
const MOST_CARRIERS = 40;

/**
 * Words that are rare, as 1: few records carry them, or half as few addresses have them, since an organisation that many lists
 * name is carried by many records. Records without an address count as an address each.
 */
function rareWords({ ids, starts, dictionary }: ReadColumn, streets?: ReadColumn): Uint8Array {
  const few = Math.min(RARE.most, Math.max(RARE.fewest, Math.floor((starts.length - 1) * RARE.share)));
  const places = Uint32Array.from(dictionary.counts);
  const known = new Set<number>();
  for (let record = 0; streets !== undefined && record + 1 < starts.length; record += 1) {
    const street = streets.starts[record] ?? 0;
    if (street === streets.starts[record + 1]) continue;
    for (let at = starts[record] ?? 0; at < (starts[record + 1] ?? 0); at += 1) {
      const word = ids[at] ?? 0;
      const carriers = dictionary.counts[word] ?? 0;
      if (carriers <= few || carriers > MOST_CARRIERS) continue;
      const met = (streets.ids[street] ?? 0) * dictionary.size + word;
      if (known.has(met)) places[word] = (places[word] ?? 0) - 1;
      else known.add(met);
    }
  }
  return Uint8Array.from(places, (count, word) => ((dictionary.counts[word] ?? 0) <= few || count <= few / 2 ? 1 : 0));
}

const numeric = /^\d+$/;

function isLong(word: string): boolean {
  return word.length >= SHORTEST_RARE && !numeric.test(word);
}

const SHORTEST_WORD = 5;

function isWordLike(a: string, b: string): boolean {
  return a.length >= SHORTEST_WORD && b.length >= SHORTEST_WORD && a.charAt(0) === b.charAt(0) && isAlike(a, b, 0.93);
}
