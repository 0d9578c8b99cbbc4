import { readFileSync } from 'node:fs';
import { extname, resolve } from 'node:path';
import { parse } from 'csv-parse/sync';
import { z } from 'zod';
import { InputError } from '../errors.ts';
import { fileError, fileInput } from '../input.ts';
import { loadReviewTexts, type ReviewTexts } from '../locales/review-texts.ts';
import type { Answer, ReviewQueue } from '../review/queue.ts';
import { openXlsx } from '../sources/excel/xlsx.ts';
import { editText } from '../text/edit-text.ts';
import type { CommandResult, Invocation } from './command.ts';
import { openQueue } from './review-queue.ts';
import { leadingHeadings } from './review-table.ts';
import { planOfRun } from './run-plan.ts';

/** A decision that came from outside, by the id of its group. */
interface Given {
  readonly group: string;
  readonly action: Answer;
  /** Names of the records that are the same; empty: all. */
  readonly members: readonly { readonly system: string; readonly key: string; readonly fingerprint?: string }[];
  readonly values: Readonly<Record<string, unknown>>;
}

const member = z.strictObject({ system: z.string(), key: z.string(), fingerprint: z.string() });
const decisionsJson = z.object({
  format: z.literal('perenos-decisions'),
  version: z.literal(1),
  decisions: z.array(
    z.object({
      group: z.string(),
      action: z.enum(['same', 'different', 'later']),
      members: z.array(member).max(8),
      values: z.record(z.string(), z.unknown()),
    }),
  ),
});

/** Takes decisions made elsewhere, as if they had been made on the page. */
export async function reviewImportAction(invocation: Invocation): Promise<CommandResult> {
  const {
    arguments: [file = ''],
    config,
    flags,
  } = invocation;
  const texts = await loadReviewTexts(config.language);
  const { given, unclear } = await readGiven(file, invocation);
  const plan = planOfRun({ ...invocation, arguments: [] });
  try {
    const queue = await openQueue(invocation, plan);
    const isDryRun = flags.flag('dryRun');
    let taken = 0;
    let refused = unclear;
    for (const one of given) {
      const result = await take(queue, one, isDryRun);
      if (result === 'taken') taken += 1;
      else if (result === 'refused') refused += 1;
    }
    const summary = { taken, unclear: refused, dry_run: isDryRun };
    const next = taken > 0 && !isDryRun ? ['perenos plan'] : [];
    return { exitCode: refused > 0 ? 1 : 0, text: texts.imported(taken, refused), summary, next };
  } finally {
    plan.close();
  }
}

/** What was said already is not written again; what speaks of records that have changed or are gone is refused. */
async function take(queue: ReviewQueue, given: Given, isDryRun: boolean): Promise<'taken' | 'known' | 'refused'> {
  const group = queue.find(given.group);
  if (group === undefined) return 'refused';
  const records = queue.records(group);
  const found = given.members.map(
    (one) => records.find(({ system, key }) => system === one.system && key === one.key)?.seq,
  );
  if (found.includes(undefined)) return 'refused';
  const members = found.filter((seq) => seq !== undefined);
  const isPlain = Object.keys(given.values).length === 0 && (members.length === 0 || members.length === records.length);
  if (isPlain && queue.status(group) === given.action) return 'known';
  if (isDryRun) return 'taken';
  return (await queue.answer(group, { action: given.action, members, values: given.values })) ? 'taken' : 'refused';
}

async function readGiven(
  file: string,
  invocation: Invocation,
): Promise<{ readonly given: readonly Given[]; readonly unclear: number }> {
  const extension = extname(file).toLowerCase();
  if (extension === '.json') return { given: fromJson(file, readText(file)), unclear: 0 };
  const rows = extension === '.csv' ? fromCsv(readText(file)) : await fromBook(file, invocation);
  return fromTable(file, rows);
}

function readText(file: string): string {
  try {
    return readFileSync(resolve(file), 'utf8');
  } catch (cause) {
    throw fileError(file, cause);
  }
}

/** Acts in their order: the last word about a group counts. */
function fromJson(file: string, text: string): readonly Given[] {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    json = undefined;
  }
  const parsed = decisionsJson.safeParse(json);
  if (!parsed.success) throw new InputError('match.not-decisions', { file });
  return [...new Map(parsed.data.decisions.map((one) => [one.group, one])).values()];
}

/** Exactly one apostrophe is taken away that was put in front of what a spreadsheet would take for a formula. */
function fromCsv(text: string): readonly (readonly string[])[] {
  const firstLine = text.slice(0, text.search(/\r?\n|$/u));
  const delimiter = firstLine.includes(';') ? ';' : firstLine.includes('\t') ? '\t' : ',';
  const rows = parse(text, {
    delimiter,
    bom: true,
    relax_column_count: true,
    skip_empty_lines: true,
  }) as unknown as string[][];
  return rows.map((row) => row.map((cell) => cell.replace(/^'(?=\s*[=+\-@\t\r\n\0＝＋－＠])/u, '')));
}

async function fromBook(file: string, { config }: Invocation): Promise<readonly (readonly string[])[]> {
  const workbook = await openXlsx(await fileInput(resolve(file), config.limits), { onFormula: () => {} });
  const rows: string[][] = [];
  for await (const page of workbook.sheets[0]?.rows() ?? []) {
    for (const { cells } of page) rows.push(cells.map(editText));
  }
  return rows;
}

/** Rows of one group together: all "same" is one answer, "same" and "different" mixed are taken pair by pair. */
async function fromTable(file: string, rows: readonly (readonly string[])[]) {
  const languages = await Promise.all((['ru', 'en'] as const).map(loadReviewTexts));
  const words = decisionWords(languages);
  const head = rows.findIndex((row) =>
    languages.some(({ columns }) => row.includes(columns.group) && row.includes(columns.decision)),
  );
  const texts = languages.find((one) => rows[head]?.includes(one.columns.decision));
  if (head === -1 || texts === undefined) throw new InputError('match.not-decisions', { file });
  const [groupAt = 0, , , , , , decisionAt = 6] = leadingHeadings(texts).map((name) => rows[head]?.indexOf(name) ?? -1);
  const answers = new Map<string, Set<Answer>>();
  let unclear = 0;
  for (const row of rows.slice(head + 1)) {
    const said = (row[decisionAt] ?? '').trim().toLowerCase();
    if (said === '') continue;
    const action = words.get(said);
    const group = (row[groupAt] ?? '').trim();
    if (action === undefined) unclear += 1;
    else answers.set(group, (answers.get(group) ?? new Set()).add(action));
  }
  const given: Given[] = [];
  for (const [group, actions] of answers) {
    const [action] = actions;
    // Pairs of one group that contradict each other need the page, where records are picked.
    if (actions.size !== 1 || action === undefined) unclear += 1;
    else given.push({ group, action, members: [], values: {} });
  }
  return { given, unclear };
}

function decisionWords(languages: readonly ReviewTexts[]): ReadonlyMap<string, Answer> {
  const plain: readonly (readonly [string, Answer])[] = [
    ['same', 'same'],
    ['not-same', 'different'],
    ['different', 'different'],
    ['later', 'later'],
  ];
  const worded = languages.flatMap(({ decisions }) =>
    (Object.keys(decisions) as Answer[]).map((action) => [decisions[action].toLowerCase(), action] as const),
  );
  return new Map([...plain, ...worded]);
}
