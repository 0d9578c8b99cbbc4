import { amocrm } from './en/amocrm.ts';
import { archive } from './en/archive.ts';
import { bank } from './en/bank.ts';
import { bitrix24 } from './en/bitrix24.ts';
import { check } from './en/check.ts';
import { cli } from './en/cli.ts';
import { contact } from './en/contact.ts';
import { contract } from './en/contract.ts';
import { csv } from './en/csv.ts';
import { date } from './en/date.ts';
import { excel } from './en/excel.ts';
import { identifier } from './en/identifier.ts';
import { input } from './en/input.ts';
import { json } from './en/json.ts';
import { local } from './en/local.ts';
import { mapping } from './en/mapping.ts';
import { match } from './en/match.ts';
import { name } from './en/name.ts';
import { emulator } from './en/emulator.ts';
import { http } from './en/http.ts';
import { onec } from './en/onec.ts';
import { phone } from './en/phone.ts';
import { plan } from './en/plan.ts';
import { profile } from './en/profile.ts';
import { record } from './en/record.ts';
import { salesforce } from './en/salesforce.ts';
import { systems } from './en/systems.ts';
import { target } from './en/target.ts';
import { text } from './en/text.ts';
import { workbook } from './en/workbook.ts';
import type { Messages } from './messages.ts';

export const en: Messages = {
  ...amocrm,
  ...archive,
  ...bank,
  ...bitrix24,
  ...check,
  ...cli,
  ...contact,
  ...contract,
  ...csv,
  ...date,
  ...excel,
  ...identifier,
  ...input,
  ...json,
  ...local,
  ...mapping,
  ...match,
  ...name,
  ...emulator,
  ...http,
  ...onec,
  ...phone,
  ...plan,
  ...profile,
  ...record,
  ...salesforce,
  ...systems,
  ...target,
  ...text,
  ...workbook,
};
