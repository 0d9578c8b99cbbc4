import { describe, expect, test } from 'vitest';
import type { Traffic } from '../../src/emulators/request-log.ts';
import { trafficProblems } from './schema.ts';

function traffic(operation: string, parameters: unknown, method = 'POST'): Traffic {
  const path = `/rest/1/***/${operation}`;
  return {
    number: 1,
    time: '',
    system: 'bitrix24',
    method,
    operation,
    path,
    size: 0,
    status: 200,
    costMs: 0,
    parameters,
    answer: null,
  };
}

const contact = {
  name: 'Анна',
  originatorId: 'perenos:demo',
  originId: 'contact:1045',
  createdTime: '2024-01-10T09:00:00+03:00',
  PHONE: [{ VALUE: '+79160000001', VALUE_TYPE: 'MOBILE' }],
  UF_CRM_OLD_CODE: 'K-17',
};

describe('the check of recorded requests to Bitrix24', () => {
  test.each([
    ['crm.item.batchimport', { entityTypeId: 3, useOriginalUfNames: 'Y', data: [contact] }],
    [
      'crm.item.list',
      { entityTypeId: 3, order: { id: 'ASC' }, filter: { '>id': 150, '=originatorId': 'p' }, select: ['*'], start: -1 },
    ],
    [
      'crm.item.update',
      {
        entityTypeId: 3,
        id: 5,
        fields: { fm: { n0: { typeId: 'EMAIL', valueType: 'WORK', value: 'b@example.com' } } },
      },
    ],
    [
      'crm.contact.add',
      { fields: { NAME: 'A', EMAIL: [{ VALUE: 'a@example.com', VALUE_TYPE: 'WORK' }] }, params: { IMPORT: 'Y' } },
    ],
    ['crm.contact.company.items.set', { id: 1, items: [{ COMPANY_ID: 7, IS_PRIMARY: 'Y', SORT: 10 }] }],
    [
      'batch',
      {
        halt: 0,
        cmd: {
          r1: 'crm.requisite.add?fields%5BENTITY_TYPE_ID%5D=4&fields%5BENTITY_ID%5D=501&fields%5BPRESET_ID%5D=1&fields%5BNAME%5D=%D0%9E%D0%9E%D0%9E&fields%5BRQ_INN%5D=7700000016',
        },
      },
    ],
    ['profile', {}],
  ])('finds nothing wrong in %s', (operation, parameters) => {
    expect(trafficProblems([traffic(operation, parameters)])).toEqual([]);
  });

  test.each([
    ['an unknown field', 'crm.item.import', { entityTypeId: 3, fields: { NAME: 'A' } }, 'fields.NAME: no such field'],
    [
      'fm in an import',
      'crm.item.import',
      { entityTypeId: 3, fields: { name: 'A', fm: [] } },
      'fields.fm: no such field',
    ],
    [
      'classic phones in a universal add',
      'crm.item.add',
      { entityTypeId: 3, fields: { PHONE: [] } },
      'fields.PHONE: no such field',
    ],
    [
      'a time without its offset',
      'crm.item.import',
      { entityTypeId: 3, fields: { createdTime: '2024-01-10T09:00:00' } },
      'fields.createdTime',
    ],
    [
      'history in an add',
      'crm.item.add',
      { entityTypeId: 3, fields: { createdTime: '2024-01-10T09:00:00Z' } },
      'no such field',
    ],
    [
      'twenty-one records',
      'crm.item.batchimport',
      { entityTypeId: 3, data: Array.from({ length: 21 }, () => ({})) },
      'data',
    ],
    ['an unknown method', 'crm.contact.upsert', {}, 'not a documented method'],
    ['an unknown parameter', 'crm.item.get', { entityTypeId: 3, id: 1, Select: [] }, 'Select'],
    [
      'a wrong type of phone',
      'crm.contact.add',
      { fields: { PHONE: [{ VALUE: '+7', VALUE_TYPE: 'CELL' }] } },
      'fields.PHONE.0.VALUE_TYPE',
    ],
    ['an operator that is none', 'crm.contact.list', { filter: { '~NAME': 'x' } }, 'no such operator'],
    ['commands in a list', 'batch', { halt: 0, cmd: ['profile'] }, 'cmd'],
    ['numeric keys', 'batch', { halt: 0, cmd: { 1: 'profile' } }, 'numeric key 1'],
    ['halt as a text', 'batch', { halt: 'false', cmd: { a: 'profile' } }, 'halt'],
    ['a batch in a batch', 'batch', { halt: 0, cmd: { a: 'batch?cmd%5Ba%5D=profile' } }, 'a batch inside a batch'],
    ['brackets as they are', 'batch', { halt: 0, cmd: { a: 'crm.contact.get?x[0]=1' } }, 'not fully percent-encoded'],
    [
      'a chained write',
      'batch',
      { halt: 0, cmd: { a: 'crm.deal.add?fields%5BCOMPANY_ID%5D=%24result%5Bc%5D' } },
      '$result in a write',
    ],
    [
      'twenty-one phones',
      'crm.duplicate.findbycomm',
      { type: 'PHONE', values: Array.from({ length: 21 }, String) },
      'values',
    ],
  ])('finds %s', (_, operation, parameters, problem) => {
    expect(trafficProblems([traffic(operation, parameters)]).join('\n')).toContain(problem);
  });

  test('refuses GET, and shows no value of a record', () => {
    expect(trafficProblems([traffic('profile', {}, 'GET')])).toHaveLength(1);
    const [problem = ''] = trafficProblems([
      traffic('crm.item.import', { entityTypeId: 3, fields: { createdBy: 'Иванов' } }),
    ]);
    expect(problem).toContain('fields.createdBy');
    expect(problem).not.toContain('Иванов');
  });
});
