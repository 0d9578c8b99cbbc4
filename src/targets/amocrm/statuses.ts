import { filled } from '../../http/answer-values.ts';
import { findNamed, nearestOf } from '../../text/list-value.ts';
import { lostStatus, wonStatus, type Pipeline, type Status } from './account.ts';
import type { Encoding, Fields } from './encoding.ts';
import { asText, secondsOf } from './values.ts';

interface DealStage {
  readonly pipeline?: string | undefined;
  readonly stage?: string | undefined;
  readonly outcome?: 'open' | 'won' | 'lost' | undefined;
  readonly closed_at?: string | undefined;
  readonly lost_reason?: string | undefined;
}

interface Staged {
  readonly members: Fields;
  readonly left: readonly string[];
}

/**
 * Pipeline, status, closing time and reason of loss of a deal. What the account lacks becomes a finding; what the deal does not say is
 * left open, so that an update never moves it.
 */
export function dealMembers(data: DealStage, encoding: Encoding): Staged {
  const pipeline = pipelineOf(data, encoding);
  const status = statusOf(data, pipeline, encoding);
  const isClosed = status !== undefined && status.semantics !== 'open';
  const reason = status?.semantics === 'lost' ? reasonOf(data.lost_reason, encoding) : undefined;
  const members = filled({
    pipeline_id: status === undefined && data.pipeline === undefined ? undefined : Number(pipeline.id),
    status_id: status === undefined ? undefined : Number(status.id),
    closed_at: isClosed ? secondsOf(data.closed_at) : undefined,
    loss_reason_id: reason,
  });
  const { lost_reason: text } = data;
  return { members, left: text === undefined || reason !== undefined ? [] : [text] };
}

/** Where a new lead begins that does not say where: the first open status of the usual pipeline. */
export function startMembers({ pipeline }: Encoding): Fields {
  const first = pipeline.statuses.find(({ semantics }) => semantics === 'open');
  return filled({ pipeline_id: Number(pipeline.id), status_id: first === undefined ? undefined : Number(first.id) });
}

/** The named one, else the one whose status is named, else the usual one. */
function pipelineOf({ pipeline: asked, stage }: DealStage, { account, pipeline, note }: Encoding): Pipeline {
  const { pipelines } = account;
  if (asked !== undefined) {
    const found = findNamed(pipelines, asked);
    if (found !== undefined) return found;
    note({ code: 'target.pipeline-unknown', args: { pipeline: asked, nearest: nearestOf(pipelines, asked) } });
    return pipeline;
  }
  if (stage === undefined || findNamed(pipeline.statuses, stage) !== undefined) return pipeline;
  const having = pipelines.filter(({ statuses }) => findNamed(statuses, stage) !== undefined);
  return having.length === 1 ? (having[0] ?? pipeline) : pipeline;
}

function statusOf({ stage, outcome }: DealStage, { statuses, name }: Pipeline, { note }: Encoding): Status | undefined {
  const found = stage === undefined ? undefined : findNamed(statuses, stage);
  if (found !== undefined) return found;
  if (stage !== undefined)
    note({ code: 'target.stage-unknown', args: { stage, pipeline: name, nearest: nearestOf(statuses, stage) } });
  const ended = { won: wonStatus, lost: lostStatus, open: undefined }[outcome ?? 'open'];
  return ended === undefined ? undefined : statuses.find(({ id }) => id === ended);
}

function reasonOf(text: string | undefined, { account, note }: Encoding): number | undefined {
  if (text === undefined) return undefined;
  const found = findNamed(account.lossReasons, text);
  if (found !== undefined) return Number(found.id);
  const nearest = nearestOf(account.lossReasons, text);
  note({ code: 'target.option-unknown', args: { field: 'lost_reason', value: text, nearest } });
  return undefined;
}

/** A canonical lead is put on the status of the usual pipeline that is called like its own. */
export function leadMembers(status: string | undefined, { pipeline, note }: Encoding): Fields {
  if (status === undefined) return {};
  const { statuses, name, id } = pipeline;
  const found = findNamed(statuses, status);
  if (found !== undefined) return { pipeline_id: Number(id), status_id: Number(found.id) };
  note({ code: 'target.stage-unknown', args: { stage: status, pipeline: name, nearest: nearestOf(statuses, status) } });
  return {};
}

interface ReadStatus {
  readonly pipeline: string | undefined;
  readonly stage: string | undefined;
  readonly outcome: string | undefined;
  readonly lost_reason: string | undefined;
}

export function readStatus(members: Fields, { account }: Encoding): ReadStatus {
  const pipeline = account.pipelines.find(({ id }) => id === asText(members['pipeline_id']));
  const status = pipeline?.statuses.find(({ id }) => id === asText(members['status_id']));
  const reason = account.lossReasons.find(({ id }) => id === asText(members['loss_reason_id']));
  return { pipeline: pipeline?.name, stage: status?.name, outcome: status?.semantics, lost_reason: reason?.name };
}
