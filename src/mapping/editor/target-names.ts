import type { EntityKind } from '../../model/entity.ts';
import type { TargetSchema } from '../../model/target-schema.ts';
import { conditional, type JsonSchema } from './json-schema.ts';

/** A value with what an editor says of it. */
interface Named {
  readonly value: string;
  readonly description: string;
}

/**
 * The schema of mapping files with what one target has: its fields under `custom_fields`, its pipelines, stages and people in
 * maps and fixed values. The same names that `check --level 4` accepts, written as the target writes them.
 */
export function withTarget(schema: JsonSchema, snapshot: TargetSchema): JsonSchema {
  const { target = {}, maps = {}, custom_fields: customFields = {}, load = {} } = schema.properties ?? {};
  const blocks = objectOf(load.additionalProperties);
  return {
    ...schema,
    title: `perenos mapping, version 1, for ${snapshot.type} ${snapshot.portal ?? ''}`.trim(),
    properties: {
      ...schema.properties,
      target: withProperties(target, {
        type: { enum: [snapshot.type] },
        ...(snapshot.portal === undefined ? {} : { portal: { enum: [snapshot.portal] } }),
      }),
      maps: { ...maps, additionalProperties: withRules(objectOf(maps.additionalProperties), mapRules(snapshot)) },
      custom_fields: customFieldsOf(customFields, snapshot),
      load: {
        ...load,
        additionalProperties: { ...blocks, oneOf: (blocks.oneOf ?? []).map((one) => dealBlock(one, snapshot)) },
      },
    },
  };
}

/** A field that is to be made may have any name; any other must be one of the target. */
function customFieldsOf(schema: JsonSchema, { kinds }: TargetSchema): JsonSchema {
  const field = objectOf(schema.additionalProperties);
  const patterns = Object.entries(kinds).map(([kind, { fields }]) => {
    const names = Object.entries(fields).flatMap(([id, { label, type, read_only: isReadOnly }]): readonly Named[] => {
      if (isReadOnly === true) return [];
      const byId = { value: id, description: [label, type].filter((part) => part !== undefined).join(', ') };
      return label === undefined || label === id ? [byId] : [byId, { value: label, description: `${id}, ${type}` }];
    });
    const optionsOf = Object.entries(fields).flatMap(([id, { label, options }]) =>
      options === undefined
        ? []
        : [
            conditional(
              { properties: { target: { enum: [id, ...(label === undefined ? [] : [label])] } }, required: ['target'] },
              {
                properties: {
                  options: { items: oneOf(options.map((value) => ({ value, description: label ?? id }))) },
                },
              },
            ),
          ],
    );
    const isMade = { properties: { create: { const: true } }, required: ['create'] };
    const known = { properties: { target: oneOf(names) }, allOf: optionsOf };
    return [`^${kind as EntityKind}\\.`, withRules(field, [conditional(isMade, {}, known)])] as const;
  });
  return { ...schema, patternProperties: Object.fromEntries(patterns) };
}

/** What maps give, by their kind. An empty text means: nothing. */
function mapRules({ pipelines, users }: TargetSchema): readonly JsonSchema[] {
  const empty: Named = { value: '', description: 'empty' };
  const rule = (properties: Readonly<Record<string, JsonSchema>>, consequence: JsonSchema) =>
    conditional({ properties, required: Object.keys(properties) }, consequence);
  const gives = (names: readonly Named[]): JsonSchema => ({
    properties: { values: { additionalProperties: oneOf([...names, empty]) }, default: oneOf([...names, empty]) },
  });
  const people = (['email', 'id', 'full_name'] as const).flatMap((to) => {
    const names = users.flatMap((user) => {
      const value = user[to];
      const description = [user.full_name, user.email, user.id, user.active ? undefined : 'dismissed'];
      return value === undefined
        ? []
        : [{ value, description: description.filter((part) => part !== undefined).join(', ') }];
    });
    const isSo = rule({ kind: { const: 'user' }, to: { const: to } }, gives(names));
    const isUser = { properties: { kind: { const: 'user' } }, required: ['kind'], not: { required: ['to'] } };
    return to === 'full_name' ? [isSo, conditional(isUser, gives(names))] : [isSo];
  });
  if (pipelines.length === 0) return people;
  const inPipelines = pipelines.map((pipeline) =>
    rule({ kind: { const: 'stage' }, pipeline: { enum: [pipeline.name, pipeline.id] } }, gives(stageNames([pipeline]))),
  );
  const isStage = { properties: { kind: { const: 'stage' } }, required: ['kind'] };
  const anywhere = conditional({ ...isStage, not: { required: ['pipeline'] } }, gives(stageNames(pipelines)));
  const pipeline = conditional(isStage, { properties: { pipeline: pipelineNames(pipelines) } });
  return [...people, ...inPipelines, anywhere, pipeline];
}

type Pipelines = TargetSchema['pipelines'];

function pipelineNames(pipelines: Pipelines): JsonSchema {
  return oneOf(
    pipelines.flatMap(({ id, name }) => [
      { value: name, description: id },
      { value: id, description: name },
    ]),
  );
}

/** By name, by id, and by the code within a pipeline: `WON` of `C3:WON`. */
function stageNames(pipelines: Pipelines): readonly Named[] {
  return pipelines.flatMap(({ name: pipeline, stages }) =>
    stages.flatMap(({ id, name }) => {
      const code = id.split(':').at(-1) ?? id;
      return [
        { value: name, description: `${pipeline}, ${id}` },
        { value: id, description: `${pipeline}, ${name}` },
        { value: code, description: `${pipeline}, ${name}` },
      ];
    }),
  );
}

/** Fixed pipelines of deals. */
function dealBlock(block: JsonSchema, { pipelines }: TargetSchema): JsonSchema {
  const { entity, fields } = block.properties ?? {};
  if (entity?.const !== 'deal' || fields === undefined || pipelines.length === 0) return block;
  const fixed = conditional(
    { type: 'object', required: ['const'] },
    { properties: { const: pipelineNames(pipelines) } },
  );
  return withProperties(block, { fields: withProperties(fields, { pipeline: fixed }) });
}

/** An enumeration with what each value is; the first of equal values counts. */
function oneOf(names: readonly Named[]): JsonSchema {
  const known = new Map(names.map(({ value, description }) => [value, description] as const).toReversed());
  const values = [...known.keys()].toReversed();
  // A number without quotes is a number to an editor, and text to us.
  const numbers = values
    .filter((value) => /^(?:0|[1-9]\d{0,14})$/.test(value))
    .map((value) => [Number(value), value] as const);
  return {
    enum: [...values, ...numbers.map(([number]) => number)],
    enumDescriptions: [...values, ...numbers.map(([, value]) => value)].map((value) => known.get(value) ?? ''),
  };
}

/** Properties with something added to their schemas. */
function withProperties(schema: JsonSchema, added: Readonly<Record<string, JsonSchema>>): JsonSchema {
  const before = schema.properties ?? {};
  const changed = Object.entries(added).map(([name, more]) => {
    const { $ref, ...old } = before[name] ?? {};
    // Beside a reference draft 7 sees nothing else.
    return [name, { ...old, ...($ref === undefined ? {} : { allOf: [{ $ref }] }), ...more }] as const;
  });
  return { ...schema, properties: { ...before, ...Object.fromEntries(changed) } };
}

function withRules(schema: JsonSchema, rules: readonly JsonSchema[]): JsonSchema {
  return { ...schema, allOf: [...(schema.allOf ?? []), ...rules] };
}

function objectOf(schema: JsonSchema | boolean | undefined): JsonSchema {
  return typeof schema === 'object' ? schema : {};
}
