import { expect, test } from 'vitest';
import { entityKinds } from '../../src/model/entity-kinds.ts';
import { entitySchemas } from '../../src/model/entity.ts';

test('every kind that has a schema is named, in their order', () => {
  expect(entityKinds).toEqual(Object.keys(entitySchemas));
});
