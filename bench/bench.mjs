// SPDX-License-Identifier: Apache-2.0
//
// Measures the programs of programs.json, interpreted and compiled, with google benchmark in this Node.js.
//
//     node [V8 FLAG]... bench.mjs --build=DIR [--mode=MODE[,MODE]] [--program=NAME[,NAME]] [--benchmark_OPTION]...
//
// Modes: interp, wasm. Each answer is checked. Every benchmark has a runtime of its own and is warmed up until V8 has
// had the time to optimise; loading and compiling are not measured.

import fs from 'node:fs';
import {createRequire} from 'node:module';
import path from 'node:path';
import {fileURLToPath, pathToFileURL} from 'node:url';

const HERE = path.dirname(fileURLToPath(import.meta.url));
const WARM_UP_MILLISECONDS = 500;

function parseArguments(args) {
  const options = {build: '', modes: ['interp', 'wasm'], programs: null, rest: []};
  for (const arg of args) {
    const [name, value = ''] = arg.split(/=(.*)/s);
    if (name === '--build') options.build = path.resolve(value);
    else if (name === '--mode') options.modes = value.split(',');
    else if (name === '--program') options.programs = value.split(',');
    else if (name.startsWith('--benchmark_')) options.rest.push(arg);
    else throw new Error(`no option '${arg}'`);
  }
  if (options.build === '') throw new Error('--build=DIR is needed');
  for (const mode of options.modes) if (!['interp', 'wasm'].includes(mode)) throw new Error(`no mode '${mode}'`);
  return options;
}

// A function that runs the program once and throws if the answer is not the right one.
function prepare(Host, mode, ebin, {name, argument, answer}) {
  const host = new Host({
    mode,
    paths: [ebin],
    // What is measured as compiled shall be compiled.
    warn: (text) => { throw new Error(text); },
  });
  const args = `[${argument}]`;
  return () => {
    const {value, exception} = host.call(name, 'main', args);
    if (exception) throw new Error(`${name}: ${exception.class}: ${exception.reason}`);
    if (value !== answer) throw new Error(`${name} gives ${value}, not ${answer}`);
  };
}

function warmUp(work) {
  const end = performance.now() + WARM_UP_MILLISECONDS;
  do work(); while (performance.now() < end);
}

async function main() {
  const options = parseArguments(process.argv.slice(2));
  // The host of the build tree, which stands beside its runtime and tool.
  const {Host} = await import(pathToFileURL(path.join(options.build, 'runtime/js/host_node.mjs')));
  const addon = createRequire(import.meta.url)(path.join(options.build, 'bench/node_bench.node'));
  const ebin = path.join(options.build, 'bench/ebin');
  const programs = JSON.parse(fs.readFileSync(path.join(HERE, 'programs.json'), 'utf8'))
                       .filter(({name}) => options.programs?.includes(name) ?? true);
  if (programs.length === 0) throw new Error('no such program');
  const benchmarks = [];
  for (const program of programs) {
    for (const mode of options.modes) {
      const work = prepare(Host, mode, ebin, program);
      let warm = false;
      benchmarks.push({
        name: `${mode}/${program.name}`,
        prepare: () => {
          if (!warm) warmUp(work);
          warm = true;
        },
        work,
      });
    }
  }
  addon.run(benchmarks, options.rest);
}

try {
  await main();
} catch (error) {
  console.error(`bench.mjs: ${error.message}`);
  process.exitCode = 1;
}
