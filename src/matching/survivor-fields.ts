import type { SurvivorRule } from '../model/dedupe.ts';
import { isEmpty, type Member } from './survivor-members.ts';

/** A chosen value, who gave it, and the different values that lost. */
export interface Choice {
  readonly value: unknown;
  readonly seq: number;
  readonly lost: readonly { readonly seq: number; readonly value: unknown }[];
}

interface Candidate {
  readonly value: unknown;
  readonly text: string;
  readonly member: Member;
  readonly count: number;
}

/** The distinct non-empty values in order of trust, with how many members carry each. */
function candidatesOf(members: readonly Member[], read: (member: Member) => unknown): readonly Candidate[] {
  const found = new Map<string, { value: unknown; text: string; member: Member; count: number }>();
  for (const member of members) {
    const value = read(member);
    if (isEmpty(value)) continue;
    const text = JSON.stringify(value);
    const known = found.get(text);
    if (known === undefined) found.set(text, { value, text, member, count: 1 });
    else known.count += 1;
  }
  return [...found.values()];
}

function order(value: unknown): number | string {
  if (typeof value === 'boolean') return value ? 1 : 0;
  if (typeof value === 'number' || typeof value === 'string') return value;
  if (typeof value === 'object' && value !== null && 'amount' in value) return Number(value.amount);
  return JSON.stringify(value);
}

function isBefore(left: unknown, right: unknown): boolean {
  return order(left) < order(right);
}

type Better = (candidate: Candidate, best: Candidate) => boolean;

/** Whether a later candidate beats an earlier one; equals stay in order of trust. */
const better: Readonly<Record<Exclude<SurvivorRule, 'union' | 'concat'>, Better>> = {
  'first-of-priority': () => false,
  newest: (candidate, best) => candidate.member.changed > best.member.changed,
  oldest: (candidate, best) => (candidate.member.changed || '9') < (best.member.changed || '9'),
  longest: (candidate, best) => candidate.text.length > best.text.length,
  'most-frequent': (candidate, best) => candidate.count > best.count,
  min: (candidate, best) => isBefore(candidate.value, best.value),
  max: (candidate, best) => isBefore(best.value, candidate.value),
};

/** What all members say that say anything: a value on which they agree, as they mostly do. Lists are never told to be the same. */
export function agreed(members: readonly Member[], read: (member: Member) => unknown): Choice | undefined {
  let choice: Choice | undefined;
  for (const member of members) {
    const value = read(member);
    if (isEmpty(value)) continue;
    if (Array.isArray(value) || (choice !== undefined && !isSame(choice.value, value))) return undefined;
    choice ??= { value, seq: member.seq, lost: [] };
  }
  return choice;
}

/** Values that would be equal as JSON; of those with parts within their parts that is not looked at. */
function isSame(left: unknown, right: unknown): boolean {
  if (left === right) return true;
  if (typeof left !== 'object' || left === null || typeof right !== 'object' || right === null) return false;
  const names = Object.keys(left);
  const others = Object.keys(right);
  if (names.length !== others.length) return false;
  return names.every((name, at) => {
    const value = (left as Readonly<Record<string, unknown>>)[name];
    return name === others[at] && value === (right as Readonly<Record<string, unknown>>)[name];
  });
}

/** Chooses one value of a single-valued field. Nothing when no member has one. */
export function choose(
  rule: Exclude<SurvivorRule, 'union' | 'concat'>,
  members: readonly Member[],
  read: (member: Member) => unknown,
): Choice | undefined {
  const candidates = candidatesOf(members, read);
  const [first, ...rest] = candidates;
  if (first === undefined) return undefined;
  let best = first;
  for (const candidate of rest) if (better[rule](candidate, best)) best = candidate;
  const lost = candidates
    .filter((candidate) => candidate !== best)
    .map(({ member, value }) => ({ seq: member.seq, value }));
  return { value: best.value, seq: best.member.seq, lost };
}

/** Joins the different texts of a field, each headed by where it comes from; what does not fit is lost and reported. */
export function concatenate(
  members: readonly Member[],
  read: (member: Member) => unknown,
  limit: number,
): Choice | undefined {
  const candidates = candidatesOf(members, read);
  const [first, ...rest] = candidates;
  if (first === undefined || rest.length === 0) {
    return first && { value: first.value, seq: first.member.seq, lost: [] };
  }
  const lost: { seq: number; value: unknown }[] = [];
  let text = '';
  for (const { value, member } of candidates) {
    if (typeof value !== 'string') continue;
    // What stands in the target was put together before, of what is read now as well.
    if (text !== '' && first.member.isLoaded === true && text.includes(value)) continue;
    const day = member.changed.slice(0, 10);
    const head = `[${member.system} ${member.key}${day === '' ? '' : `, ${day}`}] `;
    const part = member.isLoaded === true ? value : `${head}${value}`;
    if (text.length + part.length + 2 > limit) lost.push({ seq: member.seq, value });
    else text = text === '' ? part : `${text}\n\n${part}`;
  }
  return text === ''
    ? { value: first.value, seq: first.member.seq, lost }
    : { value: text, seq: first.member.seq, lost };
}
