// SPDX-License-Identifier: Apache-2.0
//
// One measurement of budget.mjs in a process of its own; reads what to do from standard input, prints JSON.
//
//     {wasm}                                   compile the file: {compileMs, peakMb}, processor time of all threads
//     {host, ebin, options, program, argument, seconds}
//                                              run a program for so long: {bestMs, value}

import fs from 'node:fs';
import {pathToFileURL} from 'node:url';

const task = JSON.parse(fs.readFileSync(0, 'utf8'));

function compile({wasm}) {
  const bytes = fs.readFileSync(wasm);
  const start = process.cpuUsage();
  new WebAssembly.Module(bytes);
  const {user, system} = process.cpuUsage(start);
  return {compileMs: (user + system) / 1000, peakMb: process.resourceUsage().maxRSS / 1024};
}

async function run({host, ebin, options, program, argument, seconds}) {
  const {Host} = await import(pathToFileURL(host));
  const runtime = new Host({mode: 'wasm', paths: [ebin], compileOptions: options});
  let bestMs = Infinity;
  let value;
  for (const end = performance.now() + 1000 * seconds; performance.now() < end;) {
    const start = performance.now();
    const result = runtime.call(program, 'main', `[${argument}]`);
    bestMs = Math.min(bestMs, performance.now() - start);
    if (result.exception) throw new Error(`${program}: ${result.exception.reason}`);
    value ??= result.value;
    if (result.value !== value) throw new Error(`${program}: ${result.value} after ${value}`);
    // The engine hands over what it has optimised when we are idle.
    await new Promise((resolve) => setTimeout(resolve, 1));
  }
  return {bestMs, value};
}

console.log(JSON.stringify(task.wasm ? compile(task) : await run(task)));
