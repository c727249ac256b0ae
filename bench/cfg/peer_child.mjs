// SPDX-License-Identifier: Apache-2.0
//
// One module of peers.mjs, run in a process of its own: reads {wasm, walker, walks} from standard input, takes the
// walks and times them. Prints {wrong, nsPerBlock, compileMs} as JSON.

import fs from 'node:fs';

Error.stackTraceLimit = 0;  // Walks end by traps, which shall be cheap.

const {wasm, walker, walks} = JSON.parse(fs.readFileSync(0, 'utf8'));
const memory = new WebAssembly.Memory({initial: 1});
const steps = new WebAssembly.Instance(new WebAssembly.Module(fs.readFileSync(walker)), {env: {memory}}).exports;
const bytes = fs.readFileSync(wasm);
const begin = process.cpuUsage();
const module = new WebAssembly.Module(bytes);
const used = process.cpuUsage(begin);
const compileMs = (used.user + used.system) / 1000;
const {run} = new WebAssembly.Instance(module, {env: {step: steps.step}}).exports;

function take({label, seed, maxBlocks}) {
  steps.start(seed, maxBlocks);
  try {
    run(label);
    return 'exit';
  } catch (error) {
    if (!(error instanceof WebAssembly.RuntimeError)) throw error;
    return steps.left() === 0 ? 'steps' : 'trap';
  }
}

const wrong = [];
let blocks = 0;
for (const walk of walks) {
  const end = take(walk);
  // `hash` of a walk that left is inverted (walk.h), the walker's is not.
  const hash = (end === 'exit' ? ~steps.hash() : steps.hash()) >>> 0;
  const count = walk.maxBlocks - steps.left();
  blocks += count;
  const ended = end === walk.end || (end === 'steps' && walk.end === 'trap' && count === walk.blocks);
  if (!ended || hash !== walk.hash || count !== walk.blocks) {
    wrong.push(`label ${walk.label}, seed ${walk.seed}: ${end} ${hash} after ${count} instead of ` +
               `${walk.end} ${walk.hash} after ${walk.blocks}`);
  }
}

// The best of many rounds; a round is at least 200,000 blocks.
let nsPerBlock = Infinity;
const repeat = Math.ceil(200000 / Math.max(blocks, 1));
for (const end = performance.now() + 600; wrong.length === 0 && performance.now() < end;) {
  const start = process.hrtime.bigint();
  for (let i = 0; i < repeat; ++i) walks.forEach(take);
  nsPerBlock = Math.min(nsPerBlock, Number(process.hrtime.bigint() - start) / (repeat * blocks));
}
console.log(JSON.stringify({wrong, nsPerBlock, compileMs}));
