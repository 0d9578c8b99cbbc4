import { EnterpriseDataVisitor } from './onec/enterprise-data-objects.ts';
import { defineObjectSource } from './onec/object-source.ts';
import { sniff } from './onec/sniff.ts';

/** EnterpriseData: the universal exchange format of 1C ("Конвертация данных 3"), any version, also in the zip packages of 1C:Fresh. */
export const enterpriseData = defineObjectSource({
  name: 'enterprise-data',
  summary: 'EnterpriseData of 1C:Enterprise (universal exchange format), any version, also zipped',
  preset: '1c-enterprise-data',
  format: async (input) => (await sniff(input))?.kind ?? 'EnterpriseData',
  visitor: ({ file, counter, take }) => new EnterpriseDataVisitor(file, counter, take),
  facts: ({ header }) => ({ 'exported-at': header.get('CreationDate'), configuration: header.get('From') }),
});
