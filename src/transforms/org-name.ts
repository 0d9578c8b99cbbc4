import { z } from 'zod';
import { option } from '../model/option.ts';
import { parseCompanyName, type CompanyName } from '../text/company-name.ts';
import { straightenQuotes } from '../text/companies/company-quotes.ts';
import { tidyText } from '../text/tokens.ts';
import { defineTransform, onText, type Note } from './transform.ts';

export const orgName = defineTransform({
  name: 'org_name',
  summary: {
    ru: 'Чистит название организации от лишних кавычек и пробелов и определяет её форму (ООО, АО, ИП…) и вид.',
    en: 'Cleans the name of an organisation of stray quotes and spaces and tells its legal form (ООО, АО, ИП...) and type.',
  },
  options: z.strictObject({
    form: option(z.enum(['keep', 'drop']).default('keep'), {
      ru: 'keep — форма остаётся и в названии; drop — в названии её нет, она только в legal_form.',
      en: 'keep: the form stays in the name as well; drop: it is in legal_form only.',
    }),
    quotes: option(z.enum(['tidy', 'keep']).default('tidy'), {
      ru: 'tidy — убрать удвоенные кавычки и кавычки вокруг всего названия; keep — не трогать кавычки.',
      en: 'tidy: remove doubled quotes and quotes around the whole name; keep: leave quotes alone.',
    }),
  }),
  shorthand: 'form',
  yields: 'fields',
  idempotent: false,
  compile: ({ form, quotes }) =>
    onText((raw, note) => {
      const text = quotes === 'tidy' ? straightenQuotes(tidyText(raw)) : tidyText(raw);
      if (text === '') return null;
      const name = parseCompanyName(text);
      addNotes(text, name, note);
      const isFormOnly = name.legalForm === undefined && name.onlyForm;
      if (isFormOnly) note('name.org-only-form', {});
      const fields: Record<string, string> = { name: form === 'drop' ? name.bareName : name.text };
      if (name.legalForm !== undefined) fields['legal_form'] = name.legalForm;
      const type = typeOf(name);
      if (type !== undefined) fields['type'] = type;
      return fields;
    }),
  examples: [
    { input: 'ООО «Ромашка»', output: { name: 'ООО «Ромашка»', legal_form: 'ООО', type: 'legal' } },
    {
      options: { form: 'drop' },
      input: 'ООО «Ромашка»',
      output: { name: 'Ромашка', legal_form: 'ООО', type: 'legal' },
    },
    { options: 'drop', input: 'Ромашка, ООО', output: { name: 'Ромашка', legal_form: 'ООО', type: 'legal' } },
    { input: '"ООО ""Ромашка"""', output: { name: 'ООО "Ромашка"', legal_form: 'ООО', type: 'legal' } },
    {
      options: { quotes: 'keep' },
      input: 'ООО ""Ромашка""',
      output: { name: 'ООО ""Ромашка""', legal_form: 'ООО', type: 'legal' },
    },
    {
      input: 'Общество с ограниченной ответственностью «Ромашка»',
      output: { name: 'Общество с ограниченной ответственностью «Ромашка»', legal_form: 'ООО', type: 'legal' },
    },
    { input: 'РОССЕТИ ЮГ ПАО', output: { name: 'РОССЕТИ ЮГ ПАО', legal_form: 'ПАО', type: 'legal' } },
    {
      input: 'OОО "Pомашка"',
      output: { name: 'ООО "Ромашка"', legal_form: 'ООО', type: 'legal' },
      notes: ['name.lookalike'],
    },
    {
      input: 'ИП Иванов Иван Иванович',
      output: { name: 'ИП Иванов Иван Иванович', legal_form: 'ИП', type: 'entrepreneur' },
    },
    { input: 'Romashka LLC', output: { name: 'Romashka LLC', legal_form: 'LLC', type: 'legal' } },
    { input: '«Алтын» ЖШС', output: { name: '«Алтын» ЖШС', legal_form: 'ЖШС', type: 'legal' } },
    { input: 'МБОУ СОШ № 5', output: { name: 'МБОУ СОШ № 5', legal_form: 'МБОУ', type: 'government' } },
    {
      input: 'Филиал ООО «Вега» в г. Казань',
      output: { name: 'Филиал ООО «Вега» в г. Казань', legal_form: 'ООО', type: 'branch' },
    },
    {
      input: 'ООО «Ромашка» (ликвидировано)',
      output: { name: 'ООО «Ромашка» (ликвидировано)', legal_form: 'ООО', type: 'legal' },
      notes: ['name.org-remark'],
    },
    {
      options: 'drop',
      input: 'ООО «Ромашка» ИНН 7707083893',
      output: { name: 'Ромашка', legal_form: 'ООО', type: 'legal' },
      notes: ['name.org-identifier'],
    },
    { input: 'ромашка', output: { name: 'ромашка' } },
    { input: 'ООО', output: { name: 'ООО' }, notes: ['name.org-only-form'] },
    { input: '', output: null },
  ],
});

function addNotes(text: string, name: CompanyName, note: Note): void {
  if (name.text !== text) note('name.lookalike', { repaired: name.text });
  for (const remark of name.remarks) note('name.org-remark', { text: remark });
  for (const { kind, value } of name.identifiers) note('name.org-identifier', { kind, value });
}

function typeOf(name: CompanyName): 'branch' | 'entrepreneur' | 'government' | 'legal' | undefined {
  if (name.branch !== undefined) return 'branch';
  if (name.formClass === 'SP') return 'entrepreneur';
  if (name.formClass === 'STATE') return 'government';
  if (name.formClass === 'FARM') return name.person === undefined ? 'legal' : 'entrepreneur';
  return name.formClass === undefined ? undefined : 'legal';
}
