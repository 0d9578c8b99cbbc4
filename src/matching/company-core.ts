import { parseCompanyName } from '../text/company-name.ts';
import { RecentValues } from '../text/recent-values.ts';
import type { CompanyOfPerson } from './kind-model.ts';

const features = new WeakMap<CompanyOfPerson, string>();
/** Colleagues name one company. */
const cores = new RecentValues<string>(50_000);

/**
 * The company of a person as a feature: the key of its name, or `#` and its cluster where the name says nothing. Companies that
 * were merged have one name by then; companies that were not may still be one, so their numbers do not count against a name.
 */
export function companyFeature(company: CompanyOfPerson | undefined): string {
  if (company === undefined) return '';
  if (company.feature !== undefined) return company.feature;
  const known = features.get(company);
  if (known !== undefined) return known;
  const core = company.name === undefined ? '' : coreOf(company.name);
  const feature = core === '' && company.cluster !== undefined ? `#${company.cluster}` : core;
  features.set(company, feature);
  return feature;
}

function coreOf(name: string): string {
  let core = cores.get(name);
  if (core === undefined) cores.set(name, (core = parseCompanyName(name).coreSkeleton));
  return core;
}
