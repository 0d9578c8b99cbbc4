import { InterruptedError } from '../errors.ts';

/** Asks on the terminal without showing what is typed. @throws InterruptedError for Ctrl-C */
export function askHidden(question: string): Promise<string> {
  const { stdin, stderr } = process;
  return new Promise((resolve, reject) => {
    let typed = '';
    const end = (): void => {
      stdin.off('data', take).setRawMode(false).pause();
      stderr.write('\n');
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
    stderr.write(question);
    stdin.setRawMode(true).resume().on('data', take);
  });
}
