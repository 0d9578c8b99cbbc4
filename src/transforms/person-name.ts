import { z } from 'zod';
import { flag, option } from '../model/option.ts';
import { repairLookalikes } from '../text/lookalikes.ts';
import { isEntrepreneurMark, isJobWord } from '../text/names/name-words.ts';
import { readPlainName, type PlainName } from '../text/names/plain-name.ts';
import { parsePersonName, type PersonName } from '../text/person-name.ts';
import { tidyText } from '../text/tokens.ts';
import { personNameExamples } from './person-name-examples.ts';
import { defineTransform, onText, type Note } from './transform.ts';

export const personName = defineTransform({
  name: 'person_name',
  summary: {
    ru: 'Разбирает имя человека на фамилию, имя и отчество; что разобрать наверняка нельзя, оставляет целиком с пометкой.',
    en: 'Takes the name of a person apart into surname, first name and patronymic; what is not certain is kept whole with a note.',
  },
  options: z.strictObject({
    order: option(z.enum(['auto', 'LFM', 'FML', 'FLM']).default('auto'), {
      ru: 'Порядок слов там, где сами слова его не выдают: LFM — фамилия, имя, отчество; auto — оставить такие имена целиком.',
      en: 'Order of the words where they do not tell it themselves: LFM is surname, first name, patronymic; auto keeps such names whole.',
    }),
    case: option(z.enum(['fix', 'keep']).default('fix'), {
      ru: 'fix — слова из одних прописных или строчных букв записать с прописной; keep — оставить как есть.',
      en: 'fix: words all in capitals or all in small letters get one capital; keep: as written.',
    }),
    sex: option(flag.default(true), {
      ru: 'Определять пол по отчеству, имени и фамилии.',
      en: 'Tell the sex by patronymic, first name and surname.',
    }),
  }),
  shorthand: 'order',
  yields: 'fields',
  idempotent: false,
  compile: (options) => {
    const parseOptions = options.order === 'auto' ? {} : { order: options.order };
    return onText((raw, note) => {
      const plain = options.case === 'fix' ? readPlainName(raw) : undefined;
      if (plain !== undefined) return plainFields(plain, options.sex);
      const text = tidyText(raw);
      if (text === '') return null;
      const name = parsePersonName(text, parseOptions);
      const repaired = repairLookalikes(text);
      if (repaired !== text) note('name.lookalike', { repaired });
      const spelt = options.case === 'keep' ? (shown: string) => spellingIn(repaired, shown) : (shown: string) => shown;
      return noteProblem(name, note) ? { full_name: repaired } : fieldsOf(name, spelt, { note, sex: options.sex });
    });
  },
  examples: personNameExamples,
});

/** Notes why a name is kept whole; false when it may be taken apart. */
function noteProblem(name: PersonName, note: Note): boolean {
  switch (name.problem) {
    case 'two-people':
      note('name.two-people', { first: name.written, rest: name.rest ?? '' });
      return true;
    case 'not-a-person':
      note('name.not-a-person', {});
      return true;
    case 'digits':
      note('name.digits', { text: name.remarks.filter((remark) => /\d/.test(remark)).join(', ') });
      return true;
    case 'order-uncertain':
      note('name.order-uncertain', { last: name.lastName ?? '', first: name.firstName ?? '' });
      return true;
    case 'extra-words':
      note('name.extra-words', {});
      return true;
    case 'keyboard-layout':
      note('name.keyboard-layout', { meant: name.written }, name.written);
      return true;
    case 'initials-only':
      return false;
    case undefined:
      break;
  }
  if (name.certainty >= leastCertainty) return false;
  note('name.parts-uncertain', {});
  return true;
}

const leastCertainty = 0.8;

interface Rest {
  readonly note: Note;
  readonly sex: boolean;
}

/** As `fieldsOf` of the same name. */
function plainFields({ last, first, middle, sex }: PlainName, withSex: boolean): Readonly<Record<string, string>> {
  const [last_name, first_name, middle_name] = [last.shown, first.shown, middle.shown];
  const full_name = `${last_name} ${first_name} ${middle_name}`;
  if (!withSex || sex === undefined) return { full_name, last_name, first_name, middle_name };
  return { full_name, last_name, first_name, middle_name, sex };
}

/** The canonical fields of a name whose parts are certain. With initials only, the name stays whole. */
function fieldsOf(name: PersonName, spelt: (shown: string) => string, { note, sex }: Rest): Record<string, string> {
  const fields: Record<string, string> = { full_name: name.written.split(' ').map(spelt).join(' ') };
  if (name.problem === 'initials-only') note('name.initials-only', { initials: name.initials });
  else {
    if (name.lastName !== undefined) fields['last_name'] = spelt(name.lastName);
    if (name.firstName !== undefined) fields['first_name'] = spelt(name.firstName);
    if (name.middleName !== undefined) fields['middle_name'] = spelt(name.middleName);
  }
  if (sex && name.sex !== undefined) fields['sex'] = name.sex;
  addTitles(name, fields, note);
  if (name.remarks.length > 0) {
    const text = name.remarks.join(', ');
    note('name.remark', { text });
    fields[name.remarks.every((remark) => remark.split(/[\s-]+/).some(isJobWord)) ? 'position' : 'comment'] = text;
  }
  return fields;
}

function addTitles(name: PersonName, fields: Record<string, string>, note: Note): void {
  const marks = name.titles.filter(isEntrepreneurMark);
  const titles = name.titles.filter((title) => !isEntrepreneurMark(title));
  if (titles.length > 0) fields['salutation'] = titles.join(' ');
  if (marks.length > 0) note('name.entrepreneur', { mark: marks.join(' ') });
}

/** The words as they were spelt in the text, found regardless of case. */
function spellingIn(text: string, shown: string): string {
  const at = text.toLowerCase().indexOf(shown.toLowerCase());
  return at < 0 ? shown : text.slice(at, at + shown.length);
}
