import { InterruptedError } from '../errors.ts';

/** Asks on the terminal without showing what is typed. @throws InterruptedError for Ctrl-C, or what `signal` was aborted with */
export function askHidden(question: string, signal: AbortSignal): Promise<string> {
  const { stdin, stderr } = process;
  return new Promise((resolve, reject) => {
    let typed = '';
    const end = (): void => {
      signal.removeEventListener('abort', stop);
      stdin.off('data', take).setRawMode(false).pause();
      stderr.write('\n');
    };
    const stop = (): void => {
      end();
      reject(signal.reason instanceof Error ? signal.reason : new InterruptedError('SIGINT'));
    };
    const take = (data: Buffer): void => {
      for (const sign of data.toString('utf8')) {
        if (sign === '\u0003') {
          end();
          reject(new InterruptedError('SIGINT'));
          return;
        }
        if (sign === '\r' || sign === '\n' || sign === '\u0004') {
          end();
          resolve(typed);
          return;
        }
        if (sign === '\u007f' || sign === '\b') typed = typed.replace(/.$/su, '');
        else if (sign >= ' ') typed += sign;
      }
    };
    signal.addEventListener('abort', stop, { once: true });
    // First silence, then the question: an answer may come at once.
    stdin.setRawMode(true).resume().on('data', take);
    stderr.write(question);
  });
}
