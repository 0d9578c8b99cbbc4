/** What went wrong on the way, under a code: those of the system (`ECONNRESET`) and of OpenSSL keep theirs. */
export class HttpFault extends Error {
  readonly code: FaultCode;

  constructor(code: FaultCode, message: string, cause?: unknown) {
    super(message, { cause });
    this.name = 'HttpFault';
    this.code = code;
  }
}

/**
 * Ours: the time was over, the run was interrupted, the answer was too long, cut off or packed in a way that cannot be read, the key
 * of the server is not the pinned one, the proxy did not let through (with its status).
 */
export type FaultCode =
  | 'TIMEOUT'
  | 'ABORTED'
  | 'TOO_LARGE'
  | 'TRUNCATED'
  | 'BAD_ENCODING'
  | 'TLS_PIN'
  | `PROXY_${number}`;

/** Code and words of anything thrown by a connection. Several addresses of one name may each fail for their own reason. */
export function faultOf(cause: unknown): { readonly code: string; readonly message: string } {
  if (!(cause instanceof Error)) return { code: 'UNKNOWN', message: String(cause) };
  const code = 'code' in cause && typeof cause.code === 'string' ? cause.code : cause.name;
  const several = cause instanceof AggregateError ? cause.errors.map((one) => faultOf(one).message) : [];
  return { code, message: several.length > 0 ? several.join('; ') : cause.message || code };
}

/** Is it that nobody vouches for the server: wrong, expired or unknown certificate, or another key than the pinned one? */
export function isDistrust(code: string): boolean {
  return /CERT|SELF_SIGNED|UNABLE_TO_(?:VERIFY|GET_ISSUER)|ALTNAME|^TLS_PIN$/.test(code);
}

/** Is it a connection as old servers make it, with a protocol or a cipher that is not safe any more? */
export function isOldProtocol(code: string): boolean {
  return /UNSUPPORTED_PROTOCOL|PROTOCOL_VERSION|NO_PROTOCOLS_AVAILABLE|HANDSHAKE_FAILURE|WRONG_VERSION/.test(code);
}
