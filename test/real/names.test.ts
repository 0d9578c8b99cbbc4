import { existsSync, readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import { parse } from 'csv-parse/sync';
import { describe, expect, it } from 'vitest';
import { parseCompanyName, type CompanyName } from '../../src/text/company-name.ts';
import { firstNameCandidates } from '../../src/text/names/first-names.ts';
import { readPatronymic } from '../../src/text/names/patronymics.ts';
import { parsePersonFields, parsePersonName } from '../../src/text/person-name.ts';
import { jaroWinkler } from '../../src/text/similarity.ts';
import { letterKey, skeleton } from '../../src/text/skeleton.ts';

const folder = new URL('../../../shared/data/dedupe/', import.meta.url);
const isAbsent = !existsSync(folder);
const why = isAbsent ? ' (skipped: ../shared/data/dedupe is absent)' : '';

type Line = Readonly<Record<string, string>>;

function read(file: string): readonly Line[] {
  const bytes = readFileSync(new URL(file, folder));
  return parse(file.endsWith('.gz') ? gunzipSync(bytes) : bytes, { columns: true, relax_quotes: true });
}

describe.skipIf(isAbsent)(`names of people as sampled${why}`, () => {
  it('gives all fifty lines of name_cases.csv the parts, keys and sex they ask for', () => {
    const lines = read('name_cases.csv');
    expect(lines).toHaveLength(50);
    for (const line of lines) {
      const name = parsePersonFields({
        last: line['in_last'],
        first: line['in_first'],
        middle: line['in_middle'],
        full: line['in_full'],
      });
      const note = line['comment'];
      expect(skeleton(name.lastName ?? ''), note).toBe(skeleton(line['last'] ?? ''));
      expect(skeleton(name.middleName ?? ''), note).toBe(skeleton(line['middle'] ?? ''));
      expect(name.initials, note).toBe(line['initials']);
      expect(name.sex?.charAt(0) ?? '', note).toBe(line['gender']);
      const wanted = (line['first'] ?? '').split('|').filter((text) => text !== '');
      const ids = wanted.map((text) => parsePersonName(text).firstNameId);
      const given = [name.firstNameId, name.alternativeId];
      for (const id of ids) expect(given, note).toContain(id);
      if (ids.length === 0) expect(name.firstNameId, note).toBeUndefined();
    }
  });

  it('knows 99 % of the bearers of frequent first names and their sex, and 99 % of patronymics', () => {
    const frequent = read('ru_firstnames.csv.gz').filter((line) => Number(line['count']) > 100);
    let bearers = 0;
    let known = 0;
    let rightSex = 0;
    let sexed = 0;
    for (const { text = '', gender = '', count } of frequent) {
      const weight = Number(count);
      const [best] = firstNameCandidates(letterKey(text), skeleton(text));
      bearers += weight;
      if (best === undefined) continue;
      known += weight;
      if (gender !== 'm' && gender !== 'f') continue;
      sexed += weight;
      if (best.sex.startsWith(gender)) rightSex += weight;
    }
    expect(known / bearers).toBeGreaterThan(0.99);
    expect(rightSex / sexed).toBeGreaterThan(0.999);

    const patronymics = read('ru_patronymics.csv.gz').filter((line) => Number(line['count']) > 0);
    const total = patronymics.reduce((sum, line) => sum + Number(line['count']), 0);
    const readable = patronymics.filter((line) => readPatronymic(letterKey(line['text'] ?? '')) !== undefined);
    expect(readable.reduce((sum, line) => sum + Number(line['count']), 0) / total).toBeGreaterThan(0.99);
  });

  it('reads the short forms of diminutives_ru.csv as their full names', () => {
    const lines = read('diminutives_ru.csv');
    const misread = lines.filter(({ short = '', full = '', gender = '' }) => {
      const sex = gender === 'm' ? 'male' : 'female';
      const wanted = parsePersonName(full).firstNameId;
      const ids = firstNameCandidates(letterKey(short), skeleton(short)).map((one) => one.id);
      const name = parsePersonFields({ last: sex === 'male' ? 'Петров' : 'Петрова', first: short });
      return !ids.includes(wanted ?? '') && name.alternativeId !== wanted;
    });
    // The table of the project is its own selection: rare and doubtful pairs are left out on purpose.
    expect(misread.length / lines.length).toBeLessThan(0.1);
  });

  it('gives the spellings of one synthetic person one first name and no contradicting sex', () => {
    const entity = new Map(read('ru_contacts_20k.truth.csv.gz').map((line) => [line['id'], line['entity_id']]));
    const people = new Map<string, ReturnType<typeof parsePersonFields>[]>();
    for (const line of read('ru_contacts_20k.csv.gz')) {
      const key = entity.get(line['id']) ?? '';
      const name = parsePersonFields({
        last: line['last_name'],
        first: line['first_name'],
        middle: line['middle_name'],
        full: line['full_name'],
      });
      people.set(key, [...(people.get(key) ?? []), name]);
    }
    let pairs = 0;
    let apart = 0;
    let otherSex = 0;
    for (const names of people.values()) {
      for (const [at, one] of names.entries()) {
        for (const other of names.slice(at + 1)) {
          pairs++;
          const ids = [one.firstNameId, one.alternativeId];
          const both = one.firstNameId !== undefined && other.firstNameId !== undefined;
          const meet =
            ids.includes(other.firstNameId) || (other.alternativeId !== undefined && ids.includes(other.alternativeId));
          if (both && !meet) apart++;
          if (one.sex !== undefined && other.sex !== undefined && one.sex !== other.sex) otherSex++;
        }
      }
    }
    expect(pairs).toBe(6522);
    // What is left are typing errors in the first name (Алексаднр), which the comparison has to bridge.
    expect(apart / pairs).toBeLessThan(0.05);
    expect(otherSex).toBeLessThanOrEqual(3);
  });
});

/** What names alone say: the rules a matcher applies to them, without identifiers. */
function verdictOf(a: CompanyName, b: CompanyName): 'same' | 'different' | 'related' | 'maybe' {
  if (a.coreSkeleton !== b.coreSkeleton) return nearVerdict(a, b);
  if ((a.branch === undefined) !== (b.branch === undefined)) return 'related';
  if (a.person !== undefined && (a.formClass === undefined) !== (b.formClass === undefined)) return 'maybe';
  if (a.formClass !== undefined && b.formClass !== undefined && a.formClass !== b.formClass) return 'maybe';
  if (a.kinds.join() !== b.kinds.join()) return 'maybe';
  return a.place === b.place ? 'same' : 'maybe';
}

function nearVerdict(a: CompanyName, b: CompanyName): 'different' | 'maybe' {
  if (a.sortedSkeleton === b.sortedSkeleton) return 'maybe';
  const isNumberMissing = (a.numbers.length === 0) !== (b.numbers.length === 0);
  const withoutNumbers = (name: CompanyName): string =>
    name.core
      .split(' ')
      .filter((word) => !/^\d+$/.test(word))
      .join('');
  if (isNumberMissing && withoutNumbers(a) === withoutNumbers(b)) return 'maybe';
  const isLong = Math.min(a.coreSkeleton.length, b.coreSkeleton.length) > 8;
  return isLong && a.person === undefined && jaroWinkler(a.coreSkeleton, b.coreSkeleton) > 0.97 ? 'maybe' : 'different';
}

describe.skipIf(isAbsent)(`names of companies as sampled${why}`, () => {
  it('gives all lines of company_name_cases.csv the verdict they ask for', () => {
    const lines = read('company_name_cases.csv');
    expect(lines).toHaveLength(46);
    const wrong = lines.flatMap(({ a = '', b = '', verdict, comment = '' }) => {
      const found = verdictOf(parseCompanyName(a), parseCompanyName(b));
      return found === verdict ? [] : [`${a} / ${b}: ${found}, not ${verdict} (${comment})`];
    });
    expect(wrong).toEqual([]);
  });

  it('gives the spellings of one synthetic company one core in all but misspelt names, and never two classes of form', () => {
    const entity = new Map(read('ru_companies_10k.truth.csv.gz').map((line) => [line['id'], line['entity_id']]));
    const companies = new Map<string, CompanyName[]>();
    for (const line of read('ru_companies_10k.csv.gz')) {
      const key = entity.get(line['id']) ?? '';
      companies.set(key, [...(companies.get(key) ?? []), parseCompanyName(line['name'] ?? '')]);
    }
    let pairs = 0;
    let otherCore = 0;
    let otherClass = 0;
    let otherBranch = 0;
    for (const names of companies.values()) {
      for (const [at, one] of names.entries()) {
        for (const other of names.slice(at + 1)) {
          pairs++;
          if (one.coreSkeleton !== other.coreSkeleton) otherCore++;
          if (one.formClass !== undefined && other.formClass !== undefined && one.formClass !== other.formClass)
            otherClass++;
          if ((one.branch === undefined) !== (other.branch === undefined)) otherBranch++;
        }
      }
    }
    expect(pairs).toBe(3248);
    expect(otherCore / pairs).toBeLessThan(0.13);
    expect([otherClass, otherBranch]).toEqual([0, 0]);
  });
});
