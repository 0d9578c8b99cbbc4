import { parseCompanyName } from '../text/company-name.ts';
import type { CompanyOfPerson } from './kind-model.ts';

/** The company of a person as a feature: the key of its name, `#`, and its cluster when companies were matched. */
export function companyFeature(company: CompanyOfPerson | undefined): string {
  if (company === undefined) return '';
  const core = company.name === undefined ? '' : parseCompanyName(company.name).coreSkeleton;
  return core === '' && company.cluster === undefined ? '' : `${core}#${company.cluster ?? ''}`;
}

/** The name part of a company feature. */
export function coreOfFeature(feature: string): string {
  return feature.slice(0, feature.indexOf('#'));
}
