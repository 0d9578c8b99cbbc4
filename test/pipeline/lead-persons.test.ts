import { describe, expect, test } from 'vitest';
import type { EntityData } from '../../src/model/entity.ts';
import type { Reference } from '../../src/model/reference.ts';
import { splitLead } from '../../src/pipeline/lead-persons.ts';

const phone = { value: '+79160000001', type: 'mobile', raw: '8 916 000-00-01', primary: true } as const;
const email = { value: 'anna@example.com', type: 'work', raw: 'anna@example.com', primary: true } as const;
const owner: Reference = {
  field: 'owner',
  kind: 'user',
  ref: { system: 'user:full_name', key: 'Олег' },
  onMissing: 'stub',
};

function split(data: Partial<EntityData['lead']>, references: readonly Reference[] = []) {
  return splitLead({ system: 'old', key: '7', data: { title: 'Заявка', ...data }, references });
}

describe('a lead for a target whose leads have no people', () => {
  test('gives its person as a contact with the owner and the day of the lead, and keeps the rest', () => {
    const made = { owner: owner.ref, created_at: '2024-01-10T09:00:00Z' };
    const result = split({ last_name: 'Примерова', first_name: 'Анна', phones: [phone], comment: 'срочно', ...made }, [
      owner,
    ]);
    expect(result?.person).toEqual({
      key: 'lead:7',
      isNamed: true,
      data: { last_name: 'Примерова', first_name: 'Анна', full_name: 'Примерова Анна', phones: [phone], ...made },
      references: [owner],
    });
    expect(result?.lead.data).toEqual({
      title: 'Заявка',
      comment: 'срочно',
      ...made,
      converted_to: [{ kind: 'contact', ref: { system: 'old', key: 'lead:7' } }],
    });
    expect(result?.lead.references).toEqual([
      owner,
      { field: 'converted_to', kind: 'contact', ref: { system: 'old', key: 'lead:7' }, onMissing: 'null' },
    ]);
  });

  test('is linked, as its person is, to the company it names: found by its name or made', () => {
    const ref = { system: 'old', key: 'ООО Ромашка' };
    const named = { kind: 'company', ref, onMissing: 'stub', stubName: 'ООО Ромашка' } as const;
    const result = split({ first_name: 'Анна', company_name: 'ООО Ромашка' });
    expect(result?.person?.data.companies).toEqual([{ ref, primary: true }]);
    expect(result?.person?.references).toEqual([{ field: 'companies', ...named }]);
    expect(result?.lead.references.at(-1)).toEqual({ field: 'converted_to', ...named });
    expect(result?.lead.data.converted_to?.at(-1)).toEqual({ kind: 'company', ref });
    expect(result?.lead.data.company_name).toBeUndefined();
  });

  test.each([
    [{ phones: [phone], emails: [email] }, '+79160000001'],
    [{ emails: [email] }, 'anna@example.com'],
    [{ messengers: [{ service: 'telegram', value: '@anna' }] }, '@anna'],
  ])('calls a person without a name by what it is reached by: %j', (data, name) => {
    expect(split(data)?.person).toMatchObject({ isNamed: false, data: { full_name: name } });
  });

  test('that became a contact in the source is linked to that one and keeps what it says itself', () => {
    const contact = { kind: 'contact', ref: { system: 'old', key: '15' } } as const;
    expect(split({ first_name: 'Анна', phones: [phone], converted_to: [contact] })).toBeUndefined();
    const named = split({ first_name: 'Анна', company_name: 'ООО Ромашка', converted_to: [contact] });
    expect(named?.person).toBeUndefined();
    expect(named?.lead.data).toMatchObject({
      first_name: 'Анна',
      converted_to: [{ kind: 'company', ref: { key: 'ООО Ромашка' } }, contact],
    });
  });

  test('that became a company is not linked to another of the name it holds', () => {
    const company = { kind: 'company', ref: { system: 'old', key: 'П-1' } } as const;
    const result = split({ first_name: 'Анна', company_name: 'Ромашка', converted_to: [company] });
    expect(result?.person?.data.companies).toEqual([{ ref: company.ref, primary: true }]);
    expect(result?.lead.data).toMatchObject({ company_name: 'Ромашка', converted_to: [{ kind: 'contact' }, company] });
  });

  test.each([[{}], [{ position: 'директор' }], [{ addresses: [{ text: 'Тула', type: 'actual' }] }]] as const)(
    'stays as it is where it names nobody: %j',
    (data) => {
      expect(split(data as Partial<EntityData['lead']>)).toBeUndefined();
    },
  );
});
