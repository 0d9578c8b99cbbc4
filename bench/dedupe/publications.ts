import { join } from 'node:path';
import { type Level, listComparison, singleComparison } from '../../src/matching/comparison.ts';
import type { KindModel } from '../../src/matching/kind-model.ts';
import { sharedWords } from '../../src/matching/shared-words.ts';
import { jaroWinkler } from '../../src/text/similarity.ts';
import { skeleton } from '../../src/text/skeleton.ts';
import type { LabelledSet } from './labelled-set.ts';
import { readTable } from './table-file.ts';

/** Publications are no kind of the product: this shows that the engine takes other fields. A title is kept as a name. */
export const publicationModel: KindModel<'company'> = {
  name: 'publication',
  layout: { single: ['title', 'year'], many: ['words', 'authors'] },
  keyTypes: ['title', 'title-start', 'author+year', 'word pair', 'authors'],
  features: ({ data }) => {
    const { authors = '', year = '' } = (data.custom ?? {}) as Record<string, string>;
    const words = skeleton(data.name).split(' ');
    const names = authors.split(',').map((author) => skeleton(author).split(' ').at(-1) ?? '');
    return {
      single: [words.join(''), year],
      many: [
        [...new Set(words)].filter((word) => word.length > 2).slice(0, 16),
        [...new Set(names)].filter(Boolean).slice(0, 12),
      ],
    };
  },
  keys: ({ single: [title = '', year = ''], many: [words = [], authors = []] }, emit) => {
    emit(0, title);
    emit(1, title.slice(0, 12));
    for (const author of authors) emit(2, author, year);
    const rare = words.toSorted((a, b) => b.length - a.length || (a < b ? -1 : 1)).slice(0, 4);
    for (const [index, word] of rare.entries()) {
      for (const other of rare.slice(index + 1)) emit(3, word < other ? word : other, word < other ? other : word);
    }
    emit(4, authors.toSorted((a, b) => (a < b ? -1 : 1)).join(' '));
  },
  comparisons: (column) => {
    const { shared } = sharedWords(column('words'));
    const titles = singleComparison({ field: 'title', column: column('title'), levels: titleLevels, grade: nearTitle });
    return [
      {
        ...titles,
        level: (left, right) => {
          const level = titles.level(left, right);
          if (level < 3) return level;
          const { ofBoth } = shared(left, right);
          return ofBoth >= 0.8 ? 2 : ofBoth >= 0.55 ? 3 : ofBoth >= 0.3 ? 4 : 5;
        },
      },
      singleComparison({ field: 'year', column: column('year'), levels: yearLevels }),
      listComparison({ field: 'authors', column: column('authors'), levels: authorLevels, grade: nearAuthor }),
    ];
  },
  sessions: [],
  pairRules: () => ({ forbidden: () => false, doubtful: () => false }),
};

const titleLevels: readonly Level[] = [
  { name: 'equal', bits: -0.3, frequency: { cap: 14, expected: 1 / 5000, belief: 2000 } },
  { name: 'near', bits: 9 },
  { name: 'most-words', bits: 3 },
  { name: 'some-words', bits: -3 },
  { name: 'differs', bits: -8 },
];
const yearLevels: readonly Level[] = [
  { name: 'equal', bits: 3 },
  { name: 'differs', bits: -6 },
];
const authorLevels: readonly Level[] = [
  { name: 'equal', bits: -0.3, frequency: { cap: 9, expected: 1 / 2000, belief: 1000 } },
  { name: 'near', bits: 4 },
  { name: 'differs', bits: -8 },
];

function nearTitle(left: string, right: string): number {
  return jaroWinkler(left, right) >= 0.95 ? 1 : 0;
}

function nearAuthor(left: string, right: string): number {
  return jaroWinkler(left, right) >= 0.9 ? 1 : 0;
}

/** Publications of DBLP and ACM: two lists without duplicates of their own. */
export function publications(folder: string): LabelledSet<'company'> {
  const lists = [
    { system: 'dblp', rows: readTable(join(folder, 'dblp.csv.gz'), '%') },
    { system: 'acm', rows: readTable(join(folder, 'acm.csv.gz'), '%') },
  ];
  const entityOf = new Map<string, string>();
  for (const { D1 = '', D2 = '' } of readTable(join(folder, 'dblp_acm_gt.csv'), '%')) {
    const entity = entityOf.get(`dblp ${D1}`) ?? entityOf.get(`acm ${D2}`) ?? `pair ${D1}`;
    entityOf.set(`dblp ${D1}`, entity);
    entityOf.set(`acm ${D2}`, entity);
  }
  const all = lists.flatMap(({ system, rows }) => rows.map((row) => ({ system, row })));
  return {
    name: 'dblp_acm',
    kind: 'company',
    model: publicationModel,
    unique: ['dblp', 'acm'],
    records: all.map(({ system, row }, index) => ({
      seq: index + 1,
      kind: 'company',
      system,
      key: row.id ?? '',
      data: { name: row.title || '-', custom: { authors: row.authors ?? '', year: row.year ?? '' } },
    })),
    truth: all.map(({ system, row }) => entityOf.get(`${system} ${row.id}`) ?? `${system} ${row.id}`),
  };
}
