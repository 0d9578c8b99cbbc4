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

/** Some words of one record: a part of a list. */
interface Words {
  readonly ids: ArrayLike<number>;
  readonly from: number;
  readonly to: number;
}

export interface WordsOfPairs {
  readonly shared: (left: number, right: number) => WordShares;
  /**
   * The same for two records at one address, without the words of it: `Carole Robertson Center Roosevelt`, 2020 W Roosevelt, is named by
   * its street, and the word tells it from no other name there.
   */
  readonly besidesAddress: (left: number, right: number) => WordShares;
}

/**
 * Compares the word lists of two records; words of five letters or more may be misspelt. Two single words share nothing. `streets`:
 * the addresses of the records: a word is rare where few addresses have it, however many records stand at each of them.
 */
export function sharedWords(words: ReadColumn, streets?: ReadColumn): WordsOfPairs {
  const compare = comparisonOfWords(words, streets);
  const { ids, starts, dictionary } = words;
  const wordsOf = (record: number): Words => ({ ids, from: starts[record] ?? 0, to: starts[record + 1] ?? 0 });
  const known = new Map<number, ReadonlySet<string>>();
  const wordsOfAddress = ({ dictionary: addresses }: ReadColumn, address: number): ReadonlySet<string> => {
    let said = known.get(address);
    if (said === undefined) known.set(address, (said = new Set(addresses.text(address).split(' '))));
    return said;
  };
  const wordsBesides = (record: number, said: ReadonlySet<string>): Words => {
    const own = ids.subarray(starts[record], starts[record + 1]).filter((word) => !said.has(dictionary.text(word)));
    return { ids: own, from: 0, to: own.length };
  };
  return {
    shared: (left, right) => compare(wordsOf(left), wordsOf(right)),
    besidesAddress: (left, right) => {
      const common = streets === undefined ? -1 : commonValue(streets, left, right);
      if (streets === undefined || common === -1) return NOTHING;
      const said = wordsOfAddress(streets, common);
      return compare(wordsBesides(left, said), wordsBesides(right, said));
    },
  };
}

function commonValue({ ids, starts }: ReadColumn, left: number, right: number): number {
  for (let i = starts[left] ?? 0; i < (starts[left + 1] ?? 0); i += 1) {
    for (let j = starts[right] ?? 0; j < (starts[right + 1] ?? 0); j += 1) {
      if (ids[i] === ids[j]) return ids[i] ?? -1;
    }
  }
  return -1;
}

function comparisonOfWords(column: ReadColumn, streets?: ReadColumn): (mine: Words, others: Words) => WordShares {
  const { dictionary } = column;
  const rarity = Float64Array.from(dictionary.counts, (count) => 1 / (1 + Math.log2(Math.max(1, count))));
  const rareOnes = rareWords(column, streets);
  const sum = ({ ids, from, to }: Words): number => {
    let total = 0;
    for (let at = from; at < to; at += 1) total += rarity[ids[at] ?? 0] ?? 0;
    return total;
  };
  return (mine, others) => {
    if (mine.to - mine.from < 2 && others.to - others.from < 2) return NOTHING;
    let common = 0;
    let rare = false;
    for (let i = mine.from; i < mine.to; i += 1) {
      for (let j = others.from; j < others.to; j += 1) {
        const [a, b] = [mine.ids[i] ?? 0, others.ids[j] ?? 0];
        if (a === b || isWordLike(dictionary.text(a), dictionary.text(b))) {
          common += Math.min(rarity[a] ?? 0, rarity[b] ?? 0);
          rare ||= rareOnes[a] === 1 && rareOnes[b] === 1 && isLong(dictionary.text(a));
          break;
        }
      }
    }
    const [mineSum, otherSum] = [sum(mine), sum(others)];
    if (common === 0) return NOTHING;
    return {
      ofBoth: common / (mineSum + otherSum - common),
      ofShorter: common / Math.min(mineSum, otherSum),
      shorter: Math.min(mine.to - mine.from, others.to - others.from),
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
