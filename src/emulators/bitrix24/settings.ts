import type { FaultRule } from '../faults.ts';
import { maxInputVariables } from '../php-parameters.ts';
import type { ServeSettings } from '../serve.ts';

export type Plan = 'standard' | 'enterprise' | 'box';

/** A webhook of the portal, and the user it acts for. */
export interface Webhook {
  readonly userId: number;
  readonly secret: string;
  /** Scopes ticked for it; everything by default. */
  readonly scope?: readonly string[];
  /** Time of the clock from which it is refused. */
  readonly expiresAt?: number;
}

/** How an emulated portal is set up. */
export interface Bitrix24Settings extends ServeSettings {
  /** Limits: two requests a second and a burst of 50; five and 250; none. */
  readonly plan?: Plan;
  /** A virtual clock goes on only by the cost of calls and by `/admin/clock`. Default `real`. */
  readonly clock?: 'real' | 'virtual';
  /** Where a virtual clock starts, milliseconds since 1970; now by default. */
  readonly startAt?: number;
  /** `empty`, `demo`, or what `/admin/state` gave. */
  readonly state?: unknown;
  readonly seed?: number;
  readonly faults?: readonly FaultRule[];
  /** The rehearsal's webhooks; by default the public one of `rehearsalWebhook`. */
  readonly webhooks?: readonly Webhook[];
  /** Whether the webhooks' users are administrators: only they may set history, fields and list values. Default true. */
  readonly isAdministrator?: boolean;
  /** Where the browser is sent from the page of consent of the rehearsal's local application, and what the person there answers. */
  readonly application?:
    | {
        readonly redirectUri: string;
        readonly consent?: 'given' | 'refused';
        /** Seconds a code lives; 30 when left out, as the vendor has it. */
        readonly codeLifeSeconds?: number;
      }
    | undefined;
  /** Offset of the portal, `+03:00`. */
  readonly zone?: string;
  /** Server seconds of one call by method; missing ones are those of the vendor's samples. */
  readonly costs?: Readonly<Record<string, number>>;
  /** Multiplies every cost; 0 makes calls free. */
  readonly costFactor?: number;
  /** Costs vary by this share, up and down: 0.2 is a fifth. */
  readonly costJitter?: number;
  /** Server seconds a method may use in ten minutes; 0 switches the limit off. Default 480, on a box 0. */
  readonly operatingLimit?: number;
  /** Refused requests fill the request bucket as well. */
  readonly countsRefused?: boolean;
  /** Records appear in lists so much later. */
  readonly lookupLagMs?: number;
  /** What happens to a value longer than its column. */
  readonly longValues?: 'cut' | 'refuse';
  /** What happens to a stage that is not one of the pipeline. */
  readonly foreignStages?: 'first' | 'refuse';
  /** Code of the error an import gives when creation times do not ascend. */
  readonly historyErrorCode?: string;
  /** Import methods understand `fm` as well. */
  readonly importTakesFm?: boolean;
  /** Most values of one command; PHP drops the rest in silence. */
  readonly maxInputVariables?: number;
  /** Ids of records start after this number. */
  readonly firstId?: number;
  /** Lower case, without a dot at the end: methods this portal does not have, as an old box. */
  readonly missingMethods?: readonly string[];
}

/** Address and secret of the webhook of every rehearsal: public on purpose, nothing real is behind it. */
export const rehearsalWebhook: Webhook = { userId: 1, secret: 'rehearsal0public' };

/** Tokens of the local application of every rehearsal. */
export const rehearsalApplication = {
  clientId: 'local.rehearsal',
  clientSecret: 'rehearsal0secret',
  refreshToken: 'rehearsal-refresh-1',
  accessToken: 'rehearsal-access-1',
} as const;

type Defaulted = Required<
  Pick<
    Bitrix24Settings,
    | 'plan'
    | 'isAdministrator'
    | 'zone'
    | 'costFactor'
    | 'costJitter'
    | 'lookupLagMs'
    | 'longValues'
    | 'foreignStages'
    | 'historyErrorCode'
    | 'importTakesFm'
    | 'maxInputVariables'
    | 'operatingLimit'
    | 'webhooks'
    | 'costs'
    | 'missingMethods'
    | 'seed'
    | 'firstId'
    | 'countsRefused'
  >
>;

/** Settings with their defaults filled in. */
export type PortalSettings = Defaulted & Pick<Bitrix24Settings, 'application'>;

export function portalSettings(given: Bitrix24Settings): PortalSettings {
  const plan = given.plan ?? 'standard';
  return {
    plan,
    isAdministrator: given.isAdministrator ?? true,
    zone: given.zone ?? '+03:00',
    costFactor: given.costFactor ?? 1,
    costJitter: given.costJitter ?? 0,
    lookupLagMs: given.lookupLagMs ?? 0,
    longValues: given.longValues ?? 'cut',
    foreignStages: given.foreignStages ?? 'first',
    historyErrorCode: given.historyErrorCode ?? 'CRM_FIELD_ERROR_VALUE_NOT_VALID',
    importTakesFm: given.importTakesFm ?? false,
    maxInputVariables: given.maxInputVariables ?? maxInputVariables,
    operatingLimit: given.operatingLimit ?? (plan === 'box' ? 0 : 480),
    webhooks: given.webhooks ?? [rehearsalWebhook],
    costs: given.costs ?? {},
    missingMethods: given.missingMethods ?? [],
    seed: given.seed ?? 1,
    firstId: given.firstId ?? 0,
    countsRefused: given.countsRefused ?? false,
    application: given.application,
  };
}
