// SPDX-License-Identifier: Apache-2.0
//
// Binaryen's Relooper on one graph, in a process of its own:
//
//     node peer_relooper.mjs BINARYEN_FOLDER GRAPH.json OUT.wasm [--optimize]
//
// GRAPH.json holds basic blocks (peers.h). Prints {structureMs} as JSON. --optimize: Binaryen's -O2 afterwards.

import fs from 'node:fs';
import path from 'node:path';
import {pathToFileURL} from 'node:url';

const [folder, input, output, optimize] = process.argv.slice(2);
const {default: binaryen} = await import(pathToFileURL(path.join(folder, 'index.js')));
const blocks = JSON.parse(fs.readFileSync(input, 'utf8'));

const LABEL = 0;      // the parameter
const DRAWN = 1;
const HELPER = 2;     // the Relooper's own label
const module = new binaryen.Module();
module.addFunctionImport('step', 'env', 'step', binaryen.i32, binaryen.i32);
const {i32, local} = module;
const constant = (value) => i32.const(value | 0);
const drawn = () => local.get(DRAWN, binaryen.i32);

const pick = (options) => i32.shr_u(i32.mul(i32.and(drawn(), constant(0xffff)), constant(options)), constant(16));

function code(block) {
  const list = [];
  if (block.step !== undefined) list.push(local.set(DRAWN, module.call('step', [constant(block.step)], binaryen.i32)));
  if (block.kind === 'return') list.push(module.return());
  if (block.kind === 'trap') list.push(module.unreachable());
  if (block.kind === 'indirect') {
    const inRange = i32.lt_u(local.tee(DRAWN, pick(block.bound), binaryen.i32), constant(block.bound - 1));
    list.push(local.set(LABEL, module.if(inRange, drawn(), constant(-1))));
  }
  return module.block(null, list, list.length > 0 && (block.kind === 'return' || block.kind === 'trap') ?
                                      binaryen.unreachable : binaryen.none);
}

// What decides between the rows of a switch; undefined for other blocks.
function index(block) {
  if (block.kind === 'switch') return pick(block.targets.length + 1);
  if (block.kind === 'dispatch') return local.get(LABEL, binaryen.i32);
  return undefined;
}

function condition(block) {
  if (block.kind === 'side') return i32.lt_u(drawn(), constant(block.bound));
  if (block.cold === 'even') return i32.and(drawn(), constant(1));
  const rare = i32.and(drawn(), constant(63));
  return block.cold === 'first' ? i32.eqz(rare) : rare;
}

const relooper = new binaryen.Relooper(module);
const refs = blocks.map((block) => {
  const rows = index(block);
  return rows === undefined ? relooper.addBlock(code(block)) : relooper.addBlockWithSwitch(code(block), rows);
});
blocks.forEach((block, at) => {
  const {targets} = block;
  if (index(block) !== undefined) {
    // One branch for each target: the rows that lead there, and none for where all others do.
    const rows = new Map();
    targets.forEach((target, row) => rows.set(target, [...(rows.get(target) ?? []), row]));
    rows.delete(targets.at(-1));
    for (const [target, indexes] of rows) relooper.addBranchForSwitch(refs[at], refs[target], indexes, 0);
    relooper.addBranchForSwitch(refs[at], refs[targets.at(-1)], [], 0);
  } else if (targets.length === 2 && targets[0] !== targets[1]) {
    relooper.addBranch(refs[at], refs[targets[0]], condition(block), 0);
    relooper.addBranch(refs[at], refs[targets[1]], 0, 0);
  } else if (targets.length > 0) {
    relooper.addBranch(refs[at], refs[targets[0]], 0, 0);
  }
});

// Processor time, in milliseconds.
const now = () => (({user, system}) => (user + system) / 1000)(process.cpuUsage());

let start = now();
const body = relooper.renderAndDispose(refs[0], HELPER);
let structureMs = now() - start;
module.addFunction('run', binaryen.i32, binaryen.none, [binaryen.i32, binaryen.i32], body);
module.addFunctionExport('run', 'run');
if (optimize === '--optimize') {
  start = now();
  binaryen.setOptimizeLevel(2);
  binaryen.setShrinkLevel(0);
  module.optimize();
  structureMs += now() - start;
}
const bytes = module.emitBinary();
fs.writeFileSync(output, bytes);
console.log(JSON.stringify({structureMs}));
