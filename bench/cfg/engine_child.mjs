// SPDX-License-Identifier: Apache-2.0
//
// One module, judged in a process of its own: reads {wasm, walks, hotMs} from standard input, compiles the module,
// takes the walks, and prints {compileMs, peakMb, finalMb, wrong} as JSON. Times are processor time. Which tier
// compiles is the command line's affair (engines.mjs).

import fs from 'node:fs';
import {takeWalks} from './walks.mjs';

const {wasm, walks, hotMs} = JSON.parse(fs.readFileSync(0, 'utf8'));
const bytes = fs.readFileSync(wasm);

// V8 gives back what it has compiled already when the bytes are the same: an empty custom section of another name each
// time makes them differ.
function compile(round) {
  const name = Buffer.from(`round ${round}`);
  const section = Buffer.from([0, name.length + 1, name.length, ...name]);
  const changed = Buffer.concat([bytes, section]);
  const start = process.cpuUsage();
  const module = new WebAssembly.Module(changed);
  const used = process.cpuUsage(start);
  return {module, ms: (used.user + used.system) / 1000};
}

const first = compile(0);
const peakMb = process.resourceUsage().maxRSS / 1024;
let compileMs = first.ms;
for (let round = 1, total = first.ms; round < 5 && total < 100; ++round) {
  const again = compile(round).ms;
  total += again;
  compileMs = Math.min(compileMs, again);
}
const {run} = new WebAssembly.Instance(first.module).exports;
const wrong = takeWalks(run, walks);
// Long enough for the engine to find the function hot and to optimise it behind our back.
for (const end = performance.now() + (hotMs ?? 0); performance.now() < end;) {
  takeWalks(run, walks);
  if (hotMs) await new Promise((resolve) => setTimeout(resolve, 1));
}
console.log(JSON.stringify({compileMs, peakMb, finalMb: process.resourceUsage().maxRSS / 1024, wrong}));
