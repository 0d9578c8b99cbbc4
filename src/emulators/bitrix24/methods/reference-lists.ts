import { asMap } from '../../php-parameters.ts';
import { isYes, phpInteger } from '../field-value.ts';
import { compileFilter, type Column } from '../list-filter.ts';
import { mapParameter, pageSize, startOf } from '../list-page.ts';
import { parameter, type MethodCall, type MethodResult, type MethodTable } from '../method.ts';
import type { CurrencyRow, UserRow } from '../reference-data.ts';
import { mustBeArray } from '../rest-error.ts';
import type { Stored } from '../item-table.ts';
import { statusRecord } from './statuses.ts';

type Printed = Record<string, unknown>;

/** Filters records that are printed already: lists of reference data are short. */
export function filtered(
  call: MethodCall,
  records: readonly Printed[],
  numeric: ReadonlySet<string>,
): readonly Printed[] {
  const filter = mapParameter(parameter(call.params, 'filter'));
  if (filter === undefined) throw mustBeArray('filter');
  const test = compileFilter<Printed>(filter, {
    time: call.portal.time,
    column: (name): Column<Printed> => ({
      kind: numeric.has(name) ? 'number' : 'text',
      value: (record) => plain(record[name]),
    }),
    unknown: () => {},
  });
  return records.filter(test);
}

function plain(value: unknown): Stored {
  if (typeof value === 'boolean') return value ? '1' : '';
  return typeof value === 'string' || typeof value === 'number' ? value : null;
}

/** A page of printed records. */
export function paged(call: MethodCall, records: readonly unknown[]): MethodResult {
  const start = Math.max(0, startOf(parameter(call.params, 'start')));
  const next = start + pageSize;
  const rows = records.slice(start, next);
  return { result: rows, total: records.length, ...(next < records.length ? { next } : {}) };
}

function statusList(call: MethodCall): MethodResult {
  const order = mapParameter(parameter(call.params, 'order')) ?? {};
  const rows = [...call.portal.statuses].sort(
    (one, two) => (order['SORT'] === undefined ? 0 : one.sort - two.sort) || one.id - two.id,
  );
  const records = filtered(call, rows.map(statusRecord), new Set(['ID', 'SORT']));
  // All rows come at once: lists of values are not cut into pages.
  return { result: records, total: records.length };
}

/** Active and inactive users; `ACTIVE` is filtered as `true`, `Y` or `1`. */
function userList(call: MethodCall): MethodResult {
  const given = asMap(parameter(call.params, 'FILTER')) ?? {};
  const filter = Object.fromEntries(
    Object.entries(given).map(([name, value]) => [name, name === 'ACTIVE' ? (isYes(value) ? '1' : '') : value]),
  );
  const records = filtered(
    { ...call, params: { ...call.params, filter, FILTER: filter } },
    call.portal.users.map(userRecord),
    new Set(['ID']),
  );
  const single = parameter(call.params, 'ID');
  const wanted = single === undefined ? records : records.filter(({ ID }) => ID === String(phpInteger(single)));
  return paged(call, wanted);
}

/** A user as `user.get` prints one. */
export function userRecord(user: UserRow): Printed {
  return {
    ID: String(user.id),
    ACTIVE: user.isActive,
    NAME: user.name,
    LAST_NAME: user.lastName,
    SECOND_NAME: '',
    EMAIL: user.email,
    IS_ONLINE: 'N',
    TIME_ZONE: '',
    PERSONAL_GENDER: '',
    PERSONAL_BIRTHDAY: '',
    WORK_POSITION: user.position,
    UF_DEPARTMENT: [1],
    USER_TYPE: 'employee',
  };
}

function currencyRecord({ code, rate, isBase, name, format }: CurrencyRow, at: number): Printed {
  return {
    CURRENCY: code,
    AMOUNT_CNT: '1',
    AMOUNT: rate,
    SORT: String((at + 1) * 100),
    BASE: isBase ? 'Y' : 'N',
    FULL_NAME: name,
    LID: 'ru',
    FORMAT_STRING: format,
    DEC_POINT: '.',
    THOUSANDS_SEP: '&nbsp;',
    DECIMALS: '2',
    DATE_UPDATE: '2024-01-29T12:28:40+03:00',
  };
}

export const referenceLists: MethodTable = {
  'crm.status.list': statusList,
  // `total` is 0 in the vendor's sample.
  'crm.currency.list': ({ portal }) => ({ result: portal.currencies.map(currencyRecord), total: 0 }),
  'user.get': userList,
  'user.current': ({ portal, actor }) => ({ result: currentUser(portal.users, actor.userId) }),
};

function currentUser(users: readonly UserRow[], id: number): Printed {
  const user = users.find((one) => one.id === id) ?? users[0];
  return user === undefined ? {} : userRecord(user);
}
