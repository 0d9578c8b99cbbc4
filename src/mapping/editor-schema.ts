import { z } from 'zod';
import type { TargetSchema } from '../model/target-schema.ts';
import { mergeUnions } from './editor/merge-unions.ts';
import type { JsonSchema } from './editor/json-schema.ts';
import { stepSchema } from './editor/step-schema.ts';
import { withTarget } from './editor/target-names.ts';
import { mappingSchema } from './schema.ts';

/**
 * JSON Schema (draft 7) of the mapping file, for editors: they complete keys, values and functions by it. With a snapshot of
 * the target they also know its fields, stages and people.
 */
export function mappingJsonSchema(snapshot?: TargetSchema): JsonSchema {
  const made = z.toJSONSchema(mappingSchema, {
    target: 'draft-7',
    io: 'input',
    unrepresentable: 'any',
    reused: 'ref',
    override: ({ jsonSchema }) => {
      if (jsonSchema['loose'] === true) {
        delete jsonSchema['loose'];
        jsonSchema.type = ['string', 'number', 'boolean'] as unknown as 'string';
      }
      if (jsonSchema['step'] !== true) return;
      for (const key of Object.keys(jsonSchema)) delete jsonSchema[key];
      Object.assign(jsonSchema, stepSchema());
    },
  }) as JsonSchema;
  const schema = mergeUnions({ ...made, title: 'perenos mapping, version 1' });
  return snapshot === undefined ? schema : withTarget(schema, snapshot);
}
