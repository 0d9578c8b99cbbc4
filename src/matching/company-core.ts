import { parseCompanyName } from '../text/company-name.ts';
import type { CompanyOfPerson } from './kind-model.ts';

const features = new WeakMap<CompanyOfPerson, string>();

/** The company of a person as a feature: the key of its name, `#`, and its cluster when companies were matched. */
export function companyFeature(company: CompanyOfPerson | undefined): string {
  if (company === undefined) return '';
  const known = features.get(company);
  if (known !== undefined) return known;
  const core = company.name === undefined ? '' : parseCompanyName(company.name).coreSkeleton;
  const feature = core === '' && company.cluster === undefined ? '' : `${core}#${company.cluster ?? ''}`;
  features.set(company, feature);
  return feature;
}

/** The name part of a company feature. */
export function coreOfFeature(feature: string): string {
  return feature.slice(0, feature.indexOf('#'));
}
