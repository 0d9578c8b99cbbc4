import { createHash } from 'node:crypto';
import type { Context, Fact } from '../context.ts';
import type { Input } from '../input.ts';
import type { FileProfile, Profile } from '../model/profile.ts';
import type { Table } from '../model/row.ts';
import type { Source } from '../sources/source.ts';
import { toolVersion } from '../version.ts';
import { attentionOf, totalsOf, verdictOf } from './inspect/attention.ts';
import { maskedFile } from './inspect/masking.ts';
import { decideColumns, openTable, tableProfile, takeRow, type TableSurvey } from './inspect/table-survey.ts';
import { countFinding, sortedFindings, type Counted } from './inspect/value-reading.ts';

export interface InspectedInput {
  readonly input: Input;
  readonly source: Source;
  /** Kind of file, as people call it. */
  readonly kind: string;
  readonly options: unknown;
}

/**
 * Reads whole files and says what they hold: tables, fill, types, formats, different values, quality of what has a rule,
 * records that look the same, and what is odd. Memory does not grow with the rows. Values are masked as asked.
 */
export async function profileFiles(
  inputs: readonly InspectedInput[],
  context: Context,
  masking: Profile['masking'],
): Promise<Profile> {
  const files: FileProfile[] = [];
  for (const input of inputs) files.push(maskedFile(await profileFile(input, context), masking));
  const attention = attentionOf(files);
  return {
    format_version: '1.0',
    kind: 'profile',
    verdict: verdictOf(attention),
    created_at: context.now().toISOString(),
    tool_version: toolVersion,
    masking,
    totals: totalsOf(files),
    attention,
    files,
  };
}

async function profileFile({ input, source, kind, options }: InspectedInput, context: Context): Promise<FileProfile> {
  const facts = new Map<string, Fact['value']>();
  const findings = new Map<string, Counted>();
  const surveys = new Map<Table, TableSurvey>();
  const reading: Context = {
    ...context,
    fact: (fact) => facts.set(fact.name, fact.value),
    report: ({ value = null, origin, severity, ...finding }) =>
      countFinding(findings, finding, { line: origin.line, value, severity }),
  };
  for await (const batch of source.read(input, options, reading)) {
    context.signal.throwIfAborted();
    for (const row of batch) {
      const survey = surveys.get(row.table) ?? openTable(row.table, row.line);
      surveys.set(row.table, survey);
      if (takeRow(survey, row)) await decideColumns(survey);
    }
  }
  for (const survey of surveys.values()) await decideColumns(survey);
  return {
    file: input.file,
    bytes: input.bytes,
    sha256: source.isRemote === true ? null : await digestOf(input),
    format: source.name,
    kind,
    facts: Object.fromEntries(facts),
    tables: [...surveys.values()].map((survey) => tableProfile(survey, source.preset)),
    findings: sortedFindings(findings.values()),
  };
}

async function digestOf(input: Input): Promise<string | null> {
  if (input.parts !== undefined) return null;
  const hash = createHash('sha256');
  for await (const piece of input.open()) hash.update(piece as Uint8Array);
  return hash.digest('hex');
}
