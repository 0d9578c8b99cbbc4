import { gzipSync } from 'node:zlib';
import type { Answer, Call, Performed, System, SystemRequest } from './emulator.ts';
import { afterKinds, beforeKinds, isOneOf, refusalKinds, type AfterKind, type BeforeKind } from './fault-kinds.ts';
import type { Fault } from './faults.ts';
import { errorPage, loginPage, redirection } from './pages.ts';
import type { Reply } from './reply.ts';
import type { Clock } from './virtual-clock.ts';

/** What an exchange needs of its server. */
export interface Site {
  readonly system: System;
  readonly clock: Clock;
  /** Real seconds a call takes for each second of its cost. */
  readonly speed: number;
  /** Stops listening for so many milliseconds. */
  pause(ms: number): void;
}

/** What came of a request. */
export interface Exchanged {
  /** 0 when no answer was sent. */
  readonly status: number;
  readonly costMs: number;
  /** As the system made it, whatever the client saw of it. */
  readonly answer?: Answer;
}

interface Exchange {
  readonly site: Site;
  readonly call: Call;
  readonly request: SystemRequest;
  readonly reply: Reply;
  /** When it came, by the clock. */
  readonly arrived: number;
}

const nothing: Exchanged = { status: 0, costMs: 0 };

/** Performs a call and answers it, or lets the fault have its way. */
export async function exchange(given: Exchange, fault: Fault | undefined): Promise<Exchanged> {
  const { site, call, reply } = given;
  if (fault === undefined) return answered(given, site.system.perform(call, undefined));
  if (isOneOf(refusalKinds, fault.kind)) return sent(reply, site.system.refuse(fault.kind, call));
  if (isOneOf(beforeKinds, fault.kind)) return before(given, fault, fault.kind);
  if (isOneOf(afterKinds, fault.kind)) return after(given, fault, fault.kind);
  return answered(given, site.system.perform(call, fault));
}

async function answered(given: Exchange, performed: Performed): Promise<Exchanged> {
  await spend(given, performed.costMs);
  if (!performed.isBroken) return { ...sent(given.reply, performed.answer), costMs: performed.costMs };
  given.reply.reset();
  return { status: 0, costMs: performed.costMs, answer: performed.answer };
}

/** Lets the time of a call pass. Calls that came while another was being worked on overlap with it. */
async function spend({ site, arrived }: Exchange, costMs: number): Promise<void> {
  const scale = site.clock.mode === 'real' ? site.speed : 1;
  if (costMs > 0) await site.clock.until(arrived + costMs * scale);
}

function sent(reply: Reply, answer: Answer): Exchanged {
  reply.send(answer);
  return { status: answer.status, costMs: 0, answer };
}

function before(given: Exchange, fault: Fault, kind: BeforeKind): Exchanged {
  const { site, call, reply, request } = given;
  switch (kind) {
    case '503-html':
      return sent(reply, errorPage(503));
    case '502-html-before':
      return sent(reply, errorPage(502));
    case '504-html-before':
      return sent(reply, errorPage(504));
    case 'login-page':
      return sent(reply, loginPage);
    case 'redirect':
      return sent(reply, redirection(fault.status ?? 302, elsewhere(request, fault.argument)));
    case 'reset-before':
      reply.reset();
      return nothing;
    case 'refused':
      site.pause(Number(fault.argument));
      return nothing;
    case 'late':
      executeLater(site, call, Number(fault.argument));
      reply.reset();
      return nothing;
    case 'late-timeout':
      reply.hold(() => executeLater(site, call, Number(fault.argument)));
      return nothing;
  }
}

/** The server goes on with a request that its client has given up. */
function executeLater(site: Site, call: Call, ms: number): void {
  site.clock.at(site.clock.now() + ms, () => void site.system.perform(call, undefined));
}

function elsewhere(request: SystemRequest, host: string): string {
  const origin = host.includes('://') ? host : `https://${host}`;
  return `${origin}${request.path}${request.query === '' ? '' : `?${request.query}`}`;
}

async function after(given: Exchange, fault: Fault, kind: AfterKind): Promise<Exchanged> {
  const { site, call, reply } = given;
  if (kind === 'clock-jump') site.clock.advanceTo(site.clock.now() + Number(fault.argument));
  const { answer, costMs } = site.system.perform(call, undefined);
  if (kind === 'duplicate') site.system.perform(call, undefined);
  await spend(given, kind === 'slow' ? costMs + Number(fault.argument) : costMs);
  const status = await deliver(reply, answer, kind, () => site.clock.until(site.clock.now() + Number(fault.argument)));
  return { status, costMs, answer };
}

/** Returns the status the client saw, 0 for none. */
async function deliver(reply: Reply, answer: Answer, kind: AfterKind, pause: () => Promise<void>): Promise<number> {
  switch (kind) {
    case 'reset-after':
      reply.reset();
      return 0;
    case 'timeout-after':
      return 0;
    case '500-after':
      return sent(reply, errorPage(500)).status;
    case '502-html':
      return sent(reply, errorPage(502)).status;
    case '504-html-after':
      return sent(reply, errorPage(504)).status;
    case 'login-page-after':
      return sent(reply, loginPage).status;
    case 'truncated-json':
      reply.truncate(answer);
      return 0;
    case 'cut-json':
      return sent(reply, { ...answer, body: answer.body.slice(0, answer.body.length >> 1) }).status;
    case 'trickle':
      await reply.trickle(answer, pause);
      return answer.status;
    case 'bom':
      return sent(reply, { ...answer, body: `\ufeff${answer.body}` }).status;
    case 'wrong-type':
      return sent(reply, { ...answer, headers: { ...answer.headers, 'content-type': 'text/html' } }).status;
    case 'bad-gzip':
      reply.sendBytes(gzipped(answer), damaged(gzipSync(answer.body)));
      return answer.status;
    case 'slow':
    case 'duplicate':
    case 'clock-jump':
      return sent(reply, answer).status;
  }
}

function gzipped(answer: Answer): Answer {
  return { ...answer, headers: { ...answer.headers, 'content-encoding': 'gzip' } };
}

const gzipHeaderLength = 10;

function damaged(bytes: Buffer): Buffer {
  const copy = Buffer.from(bytes);
  for (let at = gzipHeaderLength; at < copy.length; at += 1) copy[at] = 0xff;
  return copy;
}
