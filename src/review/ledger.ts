import { appendDecisions } from '../matching/decision-file.ts';
import type { DecisionLine, DecisionMember } from '../matching/decisions.ts';

type Said = DecisionLine['decision'];

interface PairState {
  readonly line: DecisionLine;
  readonly left: DecisionMember;
  readonly right: DecisionMember;
}

/** What a person did at once: its lines share one moment. */
export interface Act {
  readonly lines: readonly DecisionLine[];
  /** Lines in force before, of the pairs it spoke of. */
  readonly before: readonly DecisionLine[];
}

/** System and key of a record as one text. */
function idOf({ system, key }: DecisionMember): string {
  return `${system}\u001f${key}`;
}

function* pairsOf({ members }: DecisionLine): Generator<readonly [string, DecisionMember, DecisionMember]> {
  for (const [index, first] of members.entries()) {
    for (const second of members.slice(index + 1)) {
      const [left, right] = idOf(first) <= idOf(second) ? [first, second] : [second, first];
      yield [`${idOf(left)}\u001e${idOf(right)}`, left, right];
    }
  }
}

/** The decisions of a project as they stand; each new one is on the disk before `add` returns. */
export class Ledger {
  readonly #file: string;
  readonly #pairs = new Map<string, PairState>();
  readonly #acts: Act[] = [];
  #writing: Promise<void> = Promise.resolve();

  constructor(file: string, lines: readonly DecisionLine[]) {
    this.#file = file;
    for (let from = 0; from < lines.length;) {
      const first = lines[from];
      let to = from;
      while (to < lines.length && lines[to]?.when === first?.when && lines[to]?.who === first?.who) to += 1;
      this.#take(lines.slice(from, to));
      from = to;
    }
  }

  get isEmpty(): boolean {
    return this.#pairs.size === 0;
  }

  /** Whether anything was ever said of two records, by their names. */
  knows(left: string, right: string): boolean {
    return this.#pairs.has(left <= right ? `${left}\u001e${right}` : `${right}\u001e${left}`);
  }

  /** What stands between two records as they are now: a decision about earlier versions of them does not count. */
  between(
    left: DecisionMember,
    right: DecisionMember,
  ): { readonly decision: Said; readonly who: string; readonly isStale: boolean } | undefined {
    const [a, b] = idOf(left) <= idOf(right) ? [left, right] : [right, left];
    const state = this.#pairs.get(`${idOf(a)}\u001e${idOf(b)}`);
    if (state === undefined || state.line.decision === 'open') return undefined;
    const isStale = state.left.fingerprint !== a.fingerprint || state.right.fingerprint !== b.fingerprint;
    return { decision: state.line.decision, who: state.line.who, isStale };
  }

  /** Appends lines and waits until they are on the disk. */
  async add(lines: readonly DecisionLine[]): Promise<void> {
    if (lines.length === 0) return;
    // One after the other: two answers must not meet in the file.
    const writing = this.#writing.then(() => appendDecisions(this.#file, lines));
    this.#writing = writing.catch(() => {});
    await writing;
    this.#take(lines);
  }

  /** Withdraws the last act and puts back what stood before. @returns the act, or undefined when there is none */
  async undo(by: { readonly who: string; readonly when: string; readonly tool: string }): Promise<Act | undefined> {
    const act = this.#acts.pop();
    if (act === undefined) return undefined;
    const { who, when, tool } = by;
    const opened = act.lines.map(({ version, kind, members }): DecisionLine => ({
      version,
      kind,
      members,
      decision: 'open',
      who,
      when,
      tool,
    }));
    await this.add([...opened, ...act.before.map((line) => ({ ...line, who, when, tool }))]);
    return act;
  }

  #take(lines: readonly DecisionLine[]): void {
    const before = new Set<DecisionLine>();
    for (const line of lines) {
      for (const [pair] of pairsOf(line)) {
        const state = this.#pairs.get(pair);
        if (state !== undefined && state.line.decision !== 'open' && !lines.includes(state.line))
          before.add(state.line);
      }
    }
    for (const line of lines)
      for (const [pair, left, right] of pairsOf(line)) this.#pairs.set(pair, { line, left, right });
    // Withdrawing is no act: it is not itself undone.
    if (lines[0]?.decision !== 'open') this.#acts.push({ lines, before: [...before] });
    else if (this.#acts.at(-1)?.lines.every((line) => lines.some((other) => sameMembers(line, other))) === true)
      this.#acts.pop();
  }
}

function sameMembers(a: DecisionLine, b: DecisionLine): boolean {
  return JSON.stringify(a.members) === JSON.stringify(b.members);
}
