// SPDX-License-Identifier: Apache-2.0
//
// Engines and the runtime as judges of a corpus: each module compiles in each engine, and together with its .beam file
// it is loaded and linked as a program would do it, so that every import is answered. Modules for AtomVM are linked as
// AtomVM does that.
//
//     node corpus_engines.mjs [--nodes=installed,24,26] MANIFEST
//
// MANIFEST is what corpus_test.cc writes: one JSON object a line with `beam` and `wasm`, and `target` if that is atomvm.
// Prints a line for each module
// that is refused, and at the end of each engine how many were not. npm brings the versions of Node.js that are not
// installed. An engine that dies is an error of the module that it was working on. Exit codes: 0, 1 with refusals.
//
// --child is for this script alone: the work in the engine that runs it, from line FIRST on.

import fs from 'node:fs';
import readline from 'node:readline';
import {spawn} from 'node:child_process';
import {fileURLToPath} from 'node:url';

import {linkForAtomvm} from './atomvm_link.mjs';
import {findNode} from '../bench/cfg/nodes.mjs';
import {readBeam} from '../runtime/js/loader_node.mjs';
import {runtimePath} from '../runtime/js/host_node.mjs';
import {Runtime} from '../runtime/js/runtime.mjs';

// How many modules share a runtime; it numbers no more than 256.
const MODULES_A_RUNTIME = 100;

function readManifest(file) {
  return fs.readFileSync(file, 'utf8').split('\n').filter(Boolean).map((line) => JSON.parse(line));
}

// Writes one line a module: '' or what is wrong.
function child(rows) {
  let runtimeModule;
  let runtime;
  rows.forEach(({beam, wasm, target}, i) => {
    let problem = '';
    try {
      if (target === 'atomvm') {
        linkForAtomvm(fs.readFileSync(wasm));
      } else {
        runtimeModule ??= new WebAssembly.Module(fs.readFileSync(runtimePath()));
        if (i % MODULES_A_RUNTIME === 0) runtime = Runtime.create(runtimeModule);
        const module = new WebAssembly.Module(fs.readFileSync(wasm));
        runtime.load({beam: readBeam(beam).beam, wasm: module, from: beam});
      }
    } catch (error) {
      problem = String(error.message ?? error).replaceAll('\n', ' ') || 'it throws';
    }
    fs.writeSync(1, `${problem}\n`);
  });
}

// Gives the problems found, as lines.
async function judge(node, manifest, rows) {
  const problems = [];
  let done = 0;
  while (done < rows.length) {
    const worker = spawn(node.binary, [fileURLToPath(import.meta.url), '--child', `${done}`, manifest],
                         {stdio: ['ignore', 'pipe', 'pipe']});
    let messages = '';
    worker.stderr.on('data', (data) => messages = (messages + data).slice(-1000));
    const ended = new Promise((resolve) => worker.on('close', (code, signal) => resolve(signal ?? `exit code ${code}`)));
    for await (const line of readline.createInterface({input: worker.stdout})) {
      if (line !== '') problems.push(`${rows[done].beam}: ${line}`);
      ++done;
    }
    const how = await ended;
    if (done < rows.length) problems.push(`${rows[done++].beam}: the engine ended: ${how} ${messages}`);
  }
  return problems;
}

async function main(args) {
  if (args[0] === '--child') return child(readManifest(args[2]).slice(Number(args[1])));
  const nodes = args.find((arg) => arg.startsWith('--nodes='))?.slice(8).split(',') ?? ['installed'];
  const manifest = args.find((arg) => !arg.startsWith('--'));
  const rows = readManifest(manifest);
  if (rows.length === 0) throw new Error(`no modules in ${manifest}`);
  for (const node of nodes.map(findNode)) {
    const problems = await judge(node, manifest, rows);
    console.log(`${node.name} (${node.version}, V8 ${node.v8}) takes ${rows.length - problems.length} of ${rows.length} modules`);
    for (const problem of problems.slice(0, 50)) console.log(`  ${problem}`);
    if (problems.length > 0) process.exitCode = 1;
  }
}

await main(process.argv.slice(2));
