import { filled, type Encoding, type Fields } from './encoding.ts';
import { findNamed, findStage, nearestOf, type Pipeline, type Stage } from './portal.ts';
import { asText } from './values.ts';

interface DealStage {
  readonly pipeline?: string | undefined;
  readonly stage?: string | undefined;
  readonly outcome?: 'open' | 'won' | 'lost' | undefined;
}

/** Pipeline and stage of a deal. What the portal lacks becomes a finding and is left to the portal's own default. */
export function dealStageFields(data: DealStage, encoding: Encoding): Fields {
  const pipeline = pipelineOf(data, encoding);
  if (pipeline === undefined) return {};
  const stage = stageOf(data, pipeline, encoding);
  if (stage === undefined && data.pipeline === undefined) return {};
  return filled({ categoryId: Number(pipeline.id), stageId: stage?.id });
}

/** The named one, else the one whose stage is named, else the default one. */
function pipelineOf({ pipeline: asked, stage }: DealStage, { portal, note }: Encoding): Pipeline | undefined {
  const { pipelines } = portal;
  const usual = pipelines.find(({ isDefault }) => isDefault) ?? pipelines[0];
  if (asked !== undefined) {
    const found = findNamed(pipelines, asked);
    if (found !== undefined) return found;
    note({ code: 'target.pipeline-unknown', args: { pipeline: asked, nearest: nearestOf(pipelines, asked) } });
    return usual;
  }
  if (stage === undefined || (usual !== undefined && findStage(usual.stages, stage) !== undefined)) return usual;
  const having = pipelines.filter(({ stages }) => findStage(stages, stage) !== undefined);
  return having.length === 1 ? having[0] : usual;
}

function stageOf({ stage: asked, outcome }: DealStage, pipeline: Pipeline, { note }: Encoding): Stage | undefined {
  const { stages, name } = pipeline;
  const found = asked === undefined ? undefined : findStage(stages, asked);
  if (found !== undefined) return found;
  if (asked !== undefined)
    note({ code: 'target.stage-unknown', args: { stage: asked, pipeline: name, nearest: nearestOf(stages, asked) } });
  return outcome === undefined || outcome === 'open'
    ? undefined
    : stages.find(({ semantics }) => semantics === outcome);
}

export function readDealStage(fields: Fields, { portal }: Encoding): Fields {
  const categoryId = asText(fields['categoryId']);
  const stageId = asText(fields['stageId']);
  const pipeline = portal.pipelines.find(({ id }) => id === categoryId);
  const stage = pipeline?.stages.find(({ id }) => id === stageId);
  return filled({
    pipeline: pipeline?.name,
    stage: stage?.name ?? (stageId === '' ? undefined : stageId),
    outcome: stage?.semantics,
  });
}

export function leadStageFields(status: string | undefined, { portal, note }: Encoding): Fields {
  if (status === undefined) return {};
  const found = findStage(portal.leadStages, status);
  if (found !== undefined) return { stageId: found.id };
  const nearest = nearestOf(portal.leadStages, status);
  note({ code: 'target.option-unknown', args: { field: 'status', value: status, nearest } });
  return {};
}

export function readLeadStage(fields: Fields, { portal }: Encoding): string | undefined {
  const id = asText(fields['stageId']);
  return portal.leadStages.find((stage) => stage.id === id)?.name ?? (id === '' ? undefined : id);
}
