import type { Redaction } from './redaction.ts';

/** The two streams of a command and what they can show. Decided once, at start. */
export interface Terminal {
  /** Results; nothing else. */
  out(text: string): void;
  /** Progress, warnings, hints. */
  err(text: string): void;
  /** Of results: stdout may be a file while stderr is a terminal. */
  readonly color: boolean;
  /** Of messages on stderr. */
  readonly messageColor: boolean;
  /** stderr is a terminal that a line may be redrawn on. */
  readonly live: boolean;
  /** Columns of stderr. */
  readonly width: number;
}

export type ColorChoice = 'auto' | 'always' | 'never';

/** What of the environment decides about colour and redrawing. */
export interface TerminalEnvironment {
  readonly noColor: boolean;
  readonly forceColor: boolean;
  readonly ci: boolean;
  readonly dumb: boolean;
}

interface Stream {
  readonly isTTY?: boolean;
  readonly columns?: number;
  write(text: string): unknown;
}

/** NO_COLOR wins over the test for a terminal, FORCE_COLOR replaces only that test; the flag wins over both. */
export function openTerminal(
  streams: { readonly stdout: Stream; readonly stderr: Stream },
  choice: ColorChoice,
  environment: TerminalEnvironment,
  redaction?: Redaction,
): Terminal {
  // Results are data: only what is known to be a secret is taken out of them.
  const result = (text: string): string => redaction?.known(text) ?? text;
  const message = (text: string): string => redaction?.text(text) ?? text;
  const isTerminal = ({ isTTY }: Stream) => isTTY === true && !environment.dumb;
  const isColored = (stream: Stream): boolean => {
    if (choice !== 'auto') return choice === 'always';
    return !environment.noColor && (environment.forceColor || (isTerminal(stream) && !environment.ci));
  };
  return {
    out: (text) => void streams.stdout.write(`${result(text)}\n`),
    err: (text) => void streams.stderr.write(`${message(text)}\n`),
    color: isColored(streams.stdout),
    messageColor: isColored(streams.stderr),
    live: isTerminal(streams.stderr) && !environment.ci,
    get width() {
      return streams.stderr.columns ?? 100;
    },
  };
}

// C0 and C1 controls but tab and line feed, and the characters that turn the direction of text around.
// oxlint-disable-next-line no-control-regex
const unsafe = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u200e\u200f\u202a-\u202e\u2066-\u2069]/g;

/** Text from data, safe to print: a client's name must not move the cursor or turn the line around. */
export function printable(text: string): string {
  return text.replace(unsafe, '\ufffd');
}

/** Styles that mean something; plain text when colour is off. */
export function painter(color: boolean) {
  const paint = (code: number) => (text: string) => (color ? `\u001b[${code}m${text}\u001b[0m` : text);
  return { bold: paint(1), dim: paint(2), red: paint(31), green: paint(32), yellow: paint(33) };
}
