import { setFlagsFromString } from 'node:v8';
import { buildProgram } from './cli/program.ts';
import { runProgram } from './cli/run-program.ts';

// Node lets the heap grow to several times what is alive before it looks for garbage: a long run would take memory it does not need.
setFlagsFromString('--heap-growing-percent=50');
// Objects of a batch all live until the batch is done, so the engine takes their kind for lasting and makes it among old objects, where
// each keeps whatever it points to until the next thorough look: nearly all cells of a file were carried along that way.
setFlagsFromString('--no-allocation-site-pretenuring');

process.exitCode = await runProgram(buildProgram, process.argv, process.env);
