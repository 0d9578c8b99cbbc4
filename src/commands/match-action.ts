import { loadMatchSqlTexts, type MatchSqlTexts } from '../locales/match-sql-texts.ts';
import { matchingSql, type SqlDialect, type SqlStatement } from '../matching/matching-sql.ts';
import { modelNamed } from '../matching/models.ts';
import { defaultDedupeRules } from '../model/dedupe.ts';
import type { CommandResult, Invocation } from './command.ts';
import { dedupeRulesOf } from './review-queue.ts';

const engineNames = { duckdb: 'DuckDB', spark: 'Spark SQL' } as const;

/** Prints the SQL by which candidate pairs are found in another engine, with the tables that it expects. Reads no records. */
export async function matchAction(invocation: Invocation): Promise<CommandResult> {
  const { config, flags } = invocation;
  const dialect: SqlDialect = flags.text('printSql') === 'spark' ? 'spark' : 'duckdb';
  const kind = flags.text('kind') === 'company' ? 'company' : 'contact';
  const { max_block: cap } = (await dedupeRulesOf(invocation))[kind] ?? defaultDedupeRules;
  const texts = await loadMatchSqlTexts(config.language);
  const model = modelNamed(kind);
  const statements = matchingSql(model.layout, { dialect, cap });
  const head = [
    texts.head(kind, engineNames[dialect], cap),
    ...(dialect === 'duckdb' ? [] : [texts.notRun]),
    `${texts.keyTypes} ${model.keyTypes.map((name, index) => `${index} ${name}`).join(', ')}`,
  ];
  const text = [comment(head.join('\n')), ...statements.map((statement) => written(statement, texts))].join('\n\n');
  return { exitCode: 0, text, summary: { kind, engine: dialect, cap, statements } };
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
