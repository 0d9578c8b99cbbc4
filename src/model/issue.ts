import { amocrmIssues } from './issues/amocrm.ts';
import { archiveIssues } from './issues/archive.ts';
import { bankIssues } from './issues/bank.ts';
import { bitrix24Issues } from './issues/bitrix24.ts';
import { checkIssues } from './issues/check.ts';
import { cliIssues } from './issues/cli.ts';
import { contactIssues } from './issues/contact.ts';
import { contractIssues } from './issues/contract.ts';
import { csvIssues } from './issues/csv.ts';
import { dateIssues } from './issues/date.ts';
import { excelIssues } from './issues/excel.ts';
import { identifierIssues } from './issues/identifier.ts';
import { inputIssues } from './issues/input.ts';
import { jsonIssues } from './issues/json.ts';
import { localIssues } from './issues/local.ts';
import { mappingIssues } from './issues/mapping.ts';
import { matchIssues } from './issues/match.ts';
import { nameIssues } from './issues/name.ts';
import { emulatorIssues } from './issues/emulator.ts';
import { httpIssues } from './issues/http.ts';
import { onecIssues } from './issues/onec.ts';
import { phoneIssues } from './issues/phone.ts';
import { planIssues } from './issues/plan.ts';
import { profileIssues } from './issues/profile.ts';
import { recordIssues } from './issues/record.ts';
import { salesforceIssues } from './issues/salesforce.ts';
import { systemsIssues } from './issues/systems.ts';
import { targetIssues } from './issues/target.ts';
import { textIssues } from './issues/text.ts';
import { workbookIssues } from './issues/workbook.ts';
import type { IssueDefinition, Severity } from './issue-definition.ts';
import type { Origin } from './row.ts';

export type { Severity } from './issue-definition.ts';

/** Every finding and every error perenos can word, by its stable id. One area a file; texts are in `locales/`. */
export const issueCatalogue = {
  ...amocrmIssues,
  ...archiveIssues,
  ...bankIssues,
  ...bitrix24Issues,
  ...checkIssues,
  ...cliIssues,
  ...contactIssues,
  ...contractIssues,
  ...csvIssues,
  ...dateIssues,
  ...excelIssues,
  ...identifierIssues,
  ...inputIssues,
  ...jsonIssues,
  ...localIssues,
  ...mappingIssues,
  ...matchIssues,
  ...nameIssues,
  ...emulatorIssues,
  ...httpIssues,
  ...onecIssues,
  ...phoneIssues,
  ...planIssues,
  ...profileIssues,
  ...recordIssues,
  ...salesforceIssues,
  ...systemsIssues,
  ...targetIssues,
  ...textIssues,
  ...workbookIssues,
} as const;

export type IssueCode = keyof typeof issueCatalogue;
export type IssueArgs = {
  readonly [C in IssueCode]: (typeof issueCatalogue)[C] extends IssueDefinition<infer A> ? A : never;
};

/** A code with the arguments its text needs. */
export type Finding<C extends IssueCode = IssueCode> = {
  readonly [K in C]: { readonly code: K; readonly args: IssueArgs[K] };
}[C];

/** A finding about data: never thrown, always with its place. */
export type Issue = Finding & {
  readonly severity: Severity;
  readonly origin: Origin;
  /** Canonical field, such as `phones`. */
  readonly field?: string;
  /** Heading of the source column. */
  readonly column?: string;
  /** The raw value as read, as text. */
  readonly value?: string;
  /** A value a person may accept instead; never applied by itself. */
  readonly suggestion?: string;
};

/** The severity a code has unless the mapping says otherwise. */
export function severityOf(code: IssueCode): Severity {
  return issueCatalogue[code].severity;
}

/** Builds an issue at its default severity. */
export function issueAt<C extends IssueCode>(
  origin: Origin,
  finding: Finding<C>,
  place: { readonly field?: string; readonly column?: string; readonly value?: string } = {},
): Issue {
  return { ...(finding as Finding), severity: severityOf(finding.code), origin, ...place };
}
