import type { Locale } from '../locales/language.ts';
import { fieldName } from '../report/names.ts';
import type { ReviewTexts } from '../locales/review-texts.ts';
import type { ReviewQueue } from '../review/queue.ts';
import type { FieldView } from '../review/views.ts';

/** Questions as a table: one row a pair, both records side by side. */
export interface ReviewTable {
  readonly head: readonly string[];
  readonly rows: readonly ReviewTableRow[];
}

export interface ReviewTableRow {
  readonly cells: readonly string[];
  /** Places of cells whose values differ between the two records. */
  readonly differs: ReadonlySet<number>;
}

/** Headings by which a table is known again, in the order of its first columns. */
export function leadingHeadings({ columns }: ReviewTexts): readonly string[] {
  const { group, kind, score, why, left, right, decision, differs } = columns;
  return [group, kind, score, why, left, right, decision, differs];
}

interface TableSetup {
  readonly locale: Locale;
  readonly texts: ReviewTexts;
  readonly all: boolean;
}

/** The questions of a queue, those without an answer unless all are wanted. */
export function reviewTable(queue: ReviewQueue, { locale, texts, all }: TableSetup): ReviewTable {
  const views = queue.groups.flatMap((group) => {
    const view = all || queue.status(group) === 'open' ? queue.view(group.id) : undefined;
    return view === undefined ? [] : [view];
  });
  const fields = [...new Set(views.flatMap((view) => view.fields.map(({ field }) => field)))];
  const leading = leadingHeadings(texts);
  const head = [
    ...leading,
    ...fields.flatMap((field) => ['А', 'Б'].map((side) => `${fieldName(locale, field)} ${side}`)),
  ];
  const rows = views.flatMap((view) =>
    view.edges.map((edge): ReviewTableRow => {
      const [a, b] = [edge.left, edge.right].map((seq) => view.records.findIndex((record) => record.seq === seq)) as [
        number,
        number,
      ];
      const byField = new Map(view.fields.map((row) => [row.field, row]));
      const why = edge.evidence
        .toSorted((one, other) => other.weight - one.weight)
        .map(
          ({ field, level, weight }) =>
            `${fieldName(locale, field)}: ${locale.reportTexts.evidence[level] ?? level} (${weight.toFixed(1)})`,
        );
      const different = fields.filter((field) => textAt(byField.get(field), a) !== textAt(byField.get(field), b));
      const said = view.status === 'open' ? '' : texts.decisions[view.status];
      const names = [a, b].map((at) => `${view.records[at]?.system ?? ''}:${view.records[at]?.key ?? ''}`);
      const cells = [
        view.id,
        texts.kinds[view.kind],
        edge.score.toFixed(1),
        why.join('; '),
        ...names,
        said,
        different.map((field) => fieldName(locale, field)).join(', '),
      ];
      const differs = new Set(
        different.flatMap((field) => [0, 1].map((side) => leading.length + 2 * fields.indexOf(field) + side)),
      );
      return {
        cells: [...cells, ...fields.flatMap((field) => [a, b].map((at) => textAt(byField.get(field), at)))],
        differs,
      };
    }),
  );
  return { head, rows };
}

function textAt(row: FieldView | undefined, at: number): string {
  return row?.texts[at]?.join('; ') ?? '';
}
