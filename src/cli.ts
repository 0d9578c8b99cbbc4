import { buildProgram } from './cli/program.ts';
import { runProgram } from './cli/run-program.ts';

process.exitCode = await runProgram(buildProgram, process.argv, process.env);
