import { setFlagsFromString } from 'node:v8';
import { buildProgram } from './cli/program.ts';
import { runProgram } from './cli/run-program.ts';

// Node lets the heap grow to several times what is alive before it looks for garbage: a long run would take memory it does not need.
setFlagsFromString('--heap-growing-percent=50');

process.exitCode = await runProgram(buildProgram, process.argv, process.env);
