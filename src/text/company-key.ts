import { parseCompanyName, type CompanyName } from './company-name.ts';
import { letterKey } from './skeleton.ts';

/** What one company is known by in the texts that name it. */
export interface CompanyKey {
  /** Legal form, name, branch and place: equal for every case, quote and order of form and name. */
  readonly full: string;
  /** The same without the legal form. */
  readonly formless: string;
  readonly hasForm: boolean;
}

/**
 * The keys of a company's name; undefined where the name tells too little to say that two records are one: nothing but a legal form, or
 * words that half the companies of a town share. Spelling counts: "Алта" is not "Альта".
 */
export function companyKey(raw: string): CompanyKey | undefined {
  const name = parseCompanyName(raw);
  if (name.onlyForm || name.generic || name.core === '') return undefined;
  const formless = [letterKey(name.bareName), branchOf(name), name.place ?? ''].join('|');
  const form = name.formClass ?? name.legalForm;
  return { full: `${form ?? ''}|${formless}`, formless, hasForm: form !== undefined };
}

function branchOf({ branch }: CompanyName): string {
  return branch === undefined ? '' : `/${branch.place}`;
}
