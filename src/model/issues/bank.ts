import { define } from '../issue-definition.ts';

/** What statements for 1C:Enterprise (1CClientBankExchange) can have. */
export const bankIssues = {
  'bank.not-exchange': define<{ file: string }>('error'),
  'bank.continuation': define<{ key: string }>('warning'),
  'bank.unfinished': define<{ document: string }>('warning'),
  'bank.no-end': define<{ file: string }>('notice'),
  'bank.bad-date': define<{ key: string }>('warning'),
  'bank.bad-number': define<{ key: string }>('warning'),
  'bank.party-set-aside': define<{ reason: 'bank' | 'treasury' | 'own' }>('notice'),
  'bank.person-with-company-inn': define<{ inn: string }>('warning'),
} as const;
