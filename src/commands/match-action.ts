import { loadMatchSqlTexts, type MatchSqlTexts } from '../locales/match-sql-texts.ts';
import { DecisionBook } from '../matching/decisions.ts';
import { exportTables } from '../matching/export-tables.ts';
import type { MatchedKind } from '../matching/matcher.ts';
import { matchingSql, type SqlDialect, type SqlStatement } from '../matching/matching-sql.ts';
import { modelNamed } from '../matching/models.ts';
import { type DedupeRules, defaultDedupeRules } from '../model/dedupe.ts';
import type { CommandResult, Invocation } from './command.ts';
import { writeMatchTables } from './match-export.ts';
import { planMatchInput } from './match-input.ts';
import { dedupeRulesOf } from './review-queue.ts';
import { planOfRun } from './run-plan.ts';

const engineNames = { duckdb: 'DuckDB', spark: 'Spark SQL' } as const;

/** Prints the SQL by which candidate pairs are found and weighed in another engine; exports the tables that it expects when asked. */
export async function matchAction(invocation: Invocation): Promise<CommandResult> {
  const { config, flags } = invocation;
  const dialect: SqlDialect = flags.text('printSql') === 'spark' ? 'spark' : 'duckdb';
  const kind = flags.text('kind') === 'company' ? 'company' : 'contact';
  const rules = (await dedupeRulesOf(invocation))[kind] ?? defaultDedupeRules;
  const { max_block: cap } = rules;
  const texts = await loadMatchSqlTexts(config.language);
  const model = modelNamed(kind);
  const statements = matchingSql(model, { dialect, cap });
  const head = [
    texts.head(kind, engineNames[dialect], cap),
    ...(dialect === 'duckdb' ? [] : [texts.notRun]),
    `${texts.keyTypes} ${model.keyTypes.map((name, index) => `${index} ${name}`).join(', ')}`,
  ];
  const text = [comment(head.join('\n')), ...statements.map((statement) => written(statement, texts))].join('\n\n');
  const folder = flags.text('export');
  const files = folder === undefined ? [] : await exportPlan(invocation, { kind, rules, folder });
  return { exitCode: 0, text, summary: { kind, engine: dialect, cap, statements, files } };
}

/** Writes the tables of the records of a plan. @throws ConfigError when there is none */
async function exportPlan(
  invocation: Invocation,
  given: { readonly kind: MatchedKind; readonly rules: DedupeRules; readonly folder: string },
): Promise<readonly string[]> {
  const { kind, rules, folder } = given;
  const plan = planOfRun({ ...invocation, arguments: [] });
  try {
    const input = planMatchInput(plan, kind, new DecisionBook(kind, []));
    return await writeMatchTables(await exportTables(input, rules), folder);
  } finally {
    plan.close();
  }
}

function written({ step, sql }: SqlStatement, texts: MatchSqlTexts): string {
  return `${comment(texts.steps[step])}\n${sql};`;
}

function comment(text: string): string {
  return text
    .split('\n')
    .map((line) => `-- ${line}`)
    .join('\n');
}
