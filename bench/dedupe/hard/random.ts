/** A seeded source of choices: the same seed gives the same choices on any machine. */
export interface Random {
  /** A whole number from 0 to below `limit`. */
  readonly below: (limit: number) => number;
  readonly pick: <T>(list: readonly T[]) => T;
  /** True for this share of the calls. */
  readonly chance: (share: number) => boolean;
  /** That many digits, the first not zero. */
  readonly digits: (count: number) => string;
}

export function createRandom(seed: number): Random {
  let state = Math.imul(seed + 0x9e37_79b9, 0x85eb_ca6b) >>> 0;
  const next = (): number => {
    state = (state + 0x6d2b_79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  const below = (limit: number): number => Math.floor(next() * limit);
  return {
    below,
    pick: <T>(list: readonly T[]): T => list[below(list.length)] as T,
    chance: (share) => next() < share,
    digits: (count) => Array.from({ length: count }, (_, at) => String(at === 0 ? 1 + below(9) : below(10))).join(''),
  };
}

/** Words of a list written in one text. */
export function words(text: string): readonly string[] {
  return text.trim().split(/\s+/u);
}

/** A slip of the hand: a letter lost, doubled, swapped with the next or replaced by a neighbour. */
export function misspelt(text: string, random: Random): string {
  if (text.length < 4) return text;
  const at = 1 + random.below(text.length - 2);
  const [before, letter, after] = [text.slice(0, at), text.charAt(at), text.slice(at + 1)];
  return random.pick([
    before + after,
    before + letter + letter + after,
    before + after.charAt(0) + letter + after.slice(1),
    before + random.pick((/[a-z]/iu.test(letter) ? 'a e i o r s t n' : 'а е и о р с т н').split(' ')) + after,
  ]);
}

/** Two neighbouring digits change places, behind the prefix. */
export function swappedDigits(phone: string, random: Random): string {
  const at = 5 + random.below(phone.length - 6);
  return `${phone.slice(0, at)}${phone.charAt(at + 1)}${phone.charAt(at)}${phone.slice(at + 2)}`;
}
