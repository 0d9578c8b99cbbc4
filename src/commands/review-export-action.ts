import { extname } from 'node:path';
import { ConfigError } from '../errors.ts';
import { loadLocale, type Locale } from '../locales/language.ts';
import { loadReviewTexts, type ReviewTexts } from '../locales/review-texts.ts';
import { fingerprintOf } from '../matching/decisions.ts';
import { csvLine } from '../report/csv-line.ts';
import { bookBytes } from '../report/workbook/book.ts';
import { type BookCell, type BookSheet, columnLetters } from '../report/workbook/sheet.ts';
import { type OfflineGroup, reviewPage } from '../review/page.ts';
import type { ReviewQueue } from '../review/queue.ts';
import { fieldTexts } from '../review/views.ts';
import { writeOutput, writeParts } from '../store/output-file.ts';
import { readManifest } from '../store/plan.ts';
import type { CommandResult, Invocation } from './command.ts';
import { openQueue } from './review-queue.ts';
import { leadingHeadings, reviewTable, type ReviewTable } from './review-table.ts';
import { planOfRun } from './run-plan.ts';

const formats = ['.csv', '.xlsx', '.html'];

/** Writes the questions for somebody who decides without this program. */
export async function reviewExportAction(invocation: Invocation): Promise<CommandResult> {
  const { flags, config } = invocation;
  const file = flags.text('output') ?? '';
  const format = extname(file).toLowerCase();
  if (!formats.includes(format)) {
    throw new ConfigError('cli.bad-choice', {
      name: 'output',
      value: file,
      choices: formats.map((one) => `*${one}`).join(', '),
    });
  }
  const locale = await loadLocale(config.language);
  const texts = await loadReviewTexts(config.language);
  const plan = planOfRun(invocation);
  try {
    const queue = await openQueue(invocation, plan);
    const all = flags.flag('all');
    const count = queue.groups.filter((group) => all || queue.status(group) === 'open').length;
    if (format === '.html')
      writeOutput(file, offlinePage(queue, { locale, texts, all, run: readManifest(plan).runId }));
    else {
      const table = reviewTable(queue, { locale, texts, all });
      if (format === '.csv') writeParts(file, csvParts(table));
      else writeParts(file, bookBytes([tableSheet(table, texts)]));
    }
    return {
      exitCode: 0,
      text: texts.exported(count, file),
      summary: { questions: count },
      files: { review: file },
      next: [`perenos review import ${format === '.html' ? 'decisions.json' : file}`],
    };
  } finally {
    plan.close();
  }
}

function* csvParts({ head, rows }: ReviewTable): Generator<string> {
  yield `\ufeff${csvLine(head, true)}\r\n`;
  for (const { cells } of rows) yield `${csvLine(cells, true)}\r\n`;
}

function tableSheet({ head, rows }: ReviewTable, texts: ReviewTexts): BookSheet {
  const decision = leadingHeadings(texts).indexOf(texts.columns.decision);
  const letter = columnLetters(decision);
  const last = Math.max(2, rows.length + 1);
  const list = `"${Object.values(texts.decisions).join(',')}"`;
  return {
    name: texts.title,
    widths: head.map((_, at) => (at === 3 ? 50 : 22)),
    frozen: { rows: 1, columns: 1 },
    filter: `A1:${columnLetters(head.length - 1)}${last}`,
    isProtected: true,
    choices: [{ range: `${letter}2:${letter}${last}`, list, strict: true }],
    rows: [
      head.map((text): BookCell => ({ text, style: 'head' })),
      ...rows.map(({ cells, differs }) =>
        cells.map((text, at): BookCell => {
          if (at === decision) return { text, style: 'choice' };
          return { text, style: differs.has(at) ? 'differs' : 'locked' };
        }),
      ),
    ],
  };
}

function offlinePage(
  queue: ReviewQueue,
  {
    locale,
    texts,
    all,
    run,
  }: { readonly locale: Locale; readonly texts: ReviewTexts; readonly all: boolean; readonly run: string },
): string {
  const groups = queue.groups.flatMap((group): OfflineGroup[] => {
    const view = all || queue.status(group) === 'open' ? queue.view(group.id) : undefined;
    if (view === undefined) return [];
    const { data } = queue.preview(group, { members: [], values: {} });
    const merged = Object.entries(data).map(([field, value]) => ({
      field,
      value: value as unknown,
      texts: fieldTexts(field, value),
    }));
    const keys = Object.fromEntries(
      queue
        .records(group)
        .map((record) => [record.seq, { system: record.system, key: record.key, fingerprint: fingerprintOf(record) }]),
    );
    return [{ ...view, merged, keys }];
  });
  return reviewPage(locale, texts, { run, groups });
}
