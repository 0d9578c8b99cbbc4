import { letterKey, skeleton } from '../skeleton.ts';
import { easternFemaleNames, easternMaleNames } from './first-names-eastern.ts';
import { femaleFirstNames } from './first-names-female.ts';
import { maleFirstNames } from './first-names-male.ts';

export type Sex = 'male' | 'female';

/** A first name a written form may stand for. */
export interface NameCandidate {
  /** The canonical name in lower case with ё as е: `александр`. */
  readonly id: string;
  /** The canonical name as it should be shown: `Александр`. */
  readonly name: string;
  readonly sex: Sex;
  /** Whether the form is a short or pet form. */
  readonly diminutive: boolean;
}

/** Full names that are also used for one another: the one written and the other it may stand for. */
const relatedNames: readonly (readonly [string, string])[] = [
  ['алена', 'елена'],
  ['арина', 'ирина'],
  ['аксинья', 'ксения'],
  ['ксения', 'оксана'],
  ['анжела', 'анжелика'],
  ['анжелика', 'анжела'],
  ['вероника', 'ника'],
  ['ника', 'вероника'],
  ['даниил', 'данила'],
  ['данила', 'даниил'],
  ['егор', 'георгий'],
  ['жанна', 'снежана'],
  ['дарина', 'дарья'],
  ['янина', 'яна'],
  ['эмма', 'эмилия'],
  ['савва', 'савелий'],
  ['марианна', 'мария'],
  ['виола', 'виолетта'],
  ['влада', 'владислава'],
  ['белла', 'изабелла'],
  ['мила', 'людмила'],
  ['лана', 'светлана'],
  ['лина', 'алина'],
  ['остап', 'евстафий'],
  ['арсен', 'арсений'],
];

interface NameIndex {
  readonly byKey: ReadonlyMap<string, readonly NameCandidate[]>;
  readonly bySkeleton: ReadonlyMap<string, readonly NameCandidate[]>;
  readonly related: ReadonlyMap<string, NameCandidate>;
  /** Roots of patronymics with the id of the father's name. */
  readonly fathers: ReadonlyMap<string, string>;
}

let index: NameIndex | undefined;
const none: readonly NameCandidate[] = [];
const certainSurname = /(?:[oe]va?|skii|skaia)$/;

const isEntryEnd = /;\s*/;

class IndexBuilder {
  readonly byKey = new Map<string, NameCandidate[]>();
  readonly bySkeleton = new Map<string, NameCandidate[]>();
  readonly fullNames = new Map<string, NameCandidate>();
  readonly fathers = new Map<string, string>();

  addTable(table: string, sex: Sex): void {
    for (const entry of table.trim().split(isEntryEnd)) {
      if (entry !== '') this.addEntry(entry.trim(), sex);
    }
  }

  private addEntry(entry: string, sex: Sex): void {
    const [name = '', forms = ''] = entry.split(':');
    const [short = '', full = ''] = forms.split('/');
    const id = name.toLowerCase().replaceAll('ё', 'е');
    const proper = { id, name, sex, diminutive: false };
    this.fullNames.set(id, proper);
    this.addForm(name, proper);
    for (const form of words(full)) this.addForm(form, proper);
    for (const form of words(short)) this.addForm(form, { ...proper, diminutive: true });
    if (sex === 'male') for (const form of [name, ...words(full)]) this.addFather(form, id);
  }

  private addForm(form: string, candidate: NameCandidate): void {
    if (form.endsWith('-') || form === '') return;
    push(this.byKey, letterKey(form), candidate);
    push(this.bySkeleton, skeleton(form), candidate);
  }

  private addFather(form: string, id: string): void {
    const root = patronymicRootOf(skeleton(form));
    if (!this.fathers.has(root)) this.fathers.set(root, id);
  }
}

function words(list: string): string[] {
  return list.split(' ').filter((word) => word !== '' && !word.endsWith('-'));
}

/** Full names come before short ones; among equals the table's order, which is that of frequency, is kept. */
function push(map: Map<string, NameCandidate[]>, key: string, candidate: NameCandidate): void {
  const list = map.get(key);
  if (list === undefined) map.set(key, [candidate]);
  else if (list.every((other) => other.id !== candidate.id)) {
    const at = candidate.diminutive ? -1 : list.findIndex((other) => other.diminutive);
    if (at < 0) list.push(candidate);
    else list.splice(at, 0, candidate);
  }
}

/** Fathers whose patronymic is not the name and an ending. */
const irregularFathers: readonly (readonly [root: string, id: string])[] = [
  ['san', 'александр'],
  ['pal', 'павел'],
  ['pavl', 'павел'],
  ['petr', 'пётр'],
  ['lv', 'лев'],
  ['akovl', 'яков'],
  ['mihal', 'михаил'],
  ['mihail', 'михаил'],
  ['mihalov', 'михаил'],
  ['gavrl', 'гавриил'],
  ['gavril', 'гавриил'],
  ['danil', 'даниил'],
  ['samul', 'самуил'],
  ['grigor', 'григорий'],
  ['dmitr', 'дмитрий'],
  ['uvenal', 'ювеналий'],
  ['osip', 'иосиф'],
];

/** The root a patronymic has when `nameSkeleton` is the father's name: without what the endings swallow. */
export function patronymicRootOf(nameSkeleton: string): string {
  let end = nameSkeleton.length;
  while (end > 2 && 'aeiou'.includes(nameSkeleton.charAt(end - 1))) end--;
  return nameSkeleton.slice(0, end);
}

function buildIndex(): NameIndex {
  const builder = new IndexBuilder();
  for (const [root, id] of irregularFathers) builder.fathers.set(root, id.replaceAll('ё', 'е'));
  builder.addTable(maleFirstNames, 'male');
  builder.addTable(femaleFirstNames, 'female');
  builder.addTable(easternMaleNames, 'male');
  builder.addTable(easternFemaleNames, 'female');
  const related = new Map<string, NameCandidate>();
  for (const [written, other] of relatedNames) {
    const candidate = builder.fullNames.get(other);
    if (candidate !== undefined) related.set(written, candidate);
  }
  return { byKey: builder.byKey, bySkeleton: builder.bySkeleton, related, fathers: builder.fathers };
}

/**
 * The first names a written form stands for, the likeliest first; empty when it is not a known first name. Short forms,
 * Ukrainian and Belarusian, English and transliterated forms are known.
 */
export function firstNameCandidates(key: string, folded: string): readonly NameCandidate[] {
  index ??= buildIndex();
  const exact = index.byKey.get(key);
  if (exact !== undefined) return exact;
  // Андреев folds to the same as Andrew.
  return certainSurname.test(key) ? none : (index.bySkeleton.get(folded) ?? none);
}

/** The full name that `id` is also used for, such as Елена for Алёна. */
export function relatedName(id: string): NameCandidate | undefined {
  index ??= buildIndex();
  return index.related.get(id);
}

/** The canonical id of the father's first name behind the root of a patronymic, when known. */
export function fatherOf(root: string): string | undefined {
  index ??= buildIndex();
  return index.fathers.get(root);
}
