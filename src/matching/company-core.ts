import { parseCompanyName } from '../text/company-name.ts';
import type { CompanyOfPerson } from './kind-model.ts';

const features = new WeakMap<CompanyOfPerson, string>();

/**
 * The company of a person as a feature: the key of its name, or `#` and its cluster where the name says nothing. Companies that
 * were merged have one name by then; companies that were not may still be one, so their numbers do not count against a name.
 */
export function companyFeature(company: CompanyOfPerson | undefined): string {
  if (company === undefined) return '';
  const known = features.get(company);
  if (known !== undefined) return known;
  const core = company.name === undefined ? '' : parseCompanyName(company.name).coreSkeleton;
  const feature = core === '' && company.cluster !== undefined ? `#${company.cluster}` : core;
  features.set(company, feature);
  return feature;
}
