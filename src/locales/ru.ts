import { amocrm } from './ru/amocrm.ts';
import { archive } from './ru/archive.ts';
import { bank } from './ru/bank.ts';
import { bitrix24 } from './ru/bitrix24.ts';
import { check } from './ru/check.ts';
import { cli } from './ru/cli.ts';
import { contact } from './ru/contact.ts';
import { contract } from './ru/contract.ts';
import { csv } from './ru/csv.ts';
import { date } from './ru/date.ts';
import { excel } from './ru/excel.ts';
import { identifier } from './ru/identifier.ts';
import { input } from './ru/input.ts';
import { json } from './ru/json.ts';
import { local } from './ru/local.ts';
import { mapping } from './ru/mapping.ts';
import { match } from './ru/match.ts';
import { name } from './ru/name.ts';
import { emulator } from './ru/emulator.ts';
import { http } from './ru/http.ts';
import { onec } from './ru/onec.ts';
import { phone } from './ru/phone.ts';
import { plan } from './ru/plan.ts';
import { profile } from './ru/profile.ts';
import { record } from './ru/record.ts';
import { salesforce } from './ru/salesforce.ts';
import { systems } from './ru/systems.ts';
import { target } from './ru/target.ts';
import { text } from './ru/text.ts';
import { workbook } from './ru/workbook.ts';
import type { Messages } from './messages.ts';

export const ru: Messages = {
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
