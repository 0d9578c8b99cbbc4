import type { Choice } from './survivor-fields.ts';
import type { Member } from './survivor-members.ts';

/** Fields that are taken together from one record: parts of two people's names are never mixed. */
export const nameFields = ['last_name', 'first_name', 'middle_name', 'full_name'] as const;

const INITIAL = /^\p{L}\.?(?:\p{L}\.?)*$/u;
const CYRILLIC = /\p{Script=Cyrillic}/u;
const LATIN = /\p{Script=Latin}/u;
const YO = /ё/iu;
const LETTER = /\p{L}/u;

function textOf(member: Member, field: string): string {
  const value = member.fields[field];
  return typeof value === 'string' ? value.trim() : '';
}

function isInitial(word: string): boolean {
  return word.length === 1 || (word.includes('.') && INITIAL.test(word));
}

/** A phone or an e-mail address that stands where a name is missing is no word of a name. */
function isSpoken(word: string): boolean {
  return LETTER.test(word) && !word.includes('@');
}

/** How good a spelling is: whole words before initials, Cyrillic before Latin, mixed case before capitals, ё before е. */
function quality(member: Member): number {
  const parts = nameFields.slice(0, 3).map((field) => textOf(member, field));
  const whole = parts.some((part) => part !== '') ? parts : textOf(member, 'full_name').split(/\s+/u);
  const words = whole.flatMap((part) => part.split(/\s+/u)).filter((word) => word !== '');
  const full = words.filter((word) => !isInitial(word) && isSpoken(word)).length;
  const text = words.join(' ');
  const letters = text.replace(/\P{L}/gu, '');
  const mixed = letters !== letters.toUpperCase() && letters !== letters.toLowerCase();
  const cyrillic = CYRILLIC.test(text) && !LATIN.test(text);
  return Math.min(full, 4) * 100 + (cyrillic ? 10 : 0) + (mixed ? 5 : 0) + (YO.test(text) ? 1 : 0);
}

function spelling(member: Member): string {
  return nameFields.map((field) => textOf(member, field).toLowerCase()).join('\n');
}

function isSpeltAlike(left: Member, right: Member): boolean {
  return nameFields.every((field) => left.fields[field] === right.fields[field]);
}

/** The member whose name the golden record takes; equals by how often the spelling occurs, then by trust. */
export function chooseName(members: readonly Member[]): Choice & { readonly member: Member } {
  const [trusted] = members;
  if (trusted !== undefined && members.every((member) => isSpeltAlike(member, trusted)))
    return { value: textOf(trusted, 'full_name'), seq: trusted.seq, member: trusted, lost: [] };
  const counts = new Map<string, number>();
  for (const member of members) counts.set(spelling(member), (counts.get(spelling(member)) ?? 0) + 1);
  const ranked = members.map((member) => ({
    member,
    rank: quality(member) * 10_000 + Math.min(9999, counts.get(spelling(member)) ?? 0),
  }));
  const best = ranked.reduce((kept, next) => (next.rank > kept.rank ? next : kept));
  const value = textOf(best.member, 'full_name');
  const lost: { seq: number; value: string }[] = [];
  const seen = new Set([value]);
  for (const member of members) {
    const other = textOf(member, 'full_name');
    if (other === '' || seen.has(other)) continue;
    seen.add(other);
    lost.push({ seq: member.seq, value: other });
  }
  return { value, seq: best.member.seq, member: best.member, lost };
}
