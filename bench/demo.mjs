// SPDX-License-Identifier: Apache-2.0
//
// What `./dev demo` shows: a module of Erlang/OTP compiled, then programs run interpreted and compiled.
//
//     node demo.mjs --build=DIR

import {spawnSync} from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import {fileURLToPath} from 'node:url';

const HERE = path.dirname(fileURLToPath(import.meta.url));
// Enough for V8 to have optimised the code long before the last run.
const RUNS = 51;
// Processes for each program and mode, in turn, so that other load on the machine does not meet one mode alone.
const ROUNDS = 2;

function run(command, args) {
  const result = spawnSync(command, args, {encoding: 'utf8', maxBuffer: 1 << 26});
  if (result.error) throw new Error(`${command}: ${result.error.message}`);
  if (result.status !== 0) throw new Error(`${command} ${args.join(' ')}: exit code ${result.status}\n${result.stderr}`);
  return result;
}

function compileLists(tool, build) {
  const lists = run('erl', ['-noinput', '-boot', 'no_dot_erlang', '-eval', 'io:put_chars(code:which(lists)), halt().']).stdout;
  const wasm = path.join(build, 'bench/lists.wasm');
  const start = performance.now();
  run(tool, ['compile', lists, '-o', wasm]);
  const milliseconds = performance.now() - start;
  console.log(`$ beamfold compile ${lists} -o lists.wasm`);
  console.log(`${fs.statSync(lists).size} bytes of .beam -> ${fs.statSync(wasm).size} bytes of WebAssembly in ` +
              `${milliseconds.toFixed(0)} ms\n`);
}

// Value, and the least milliseconds of RUNS runs.
function measure(tool, ebin, mode, {name, argument}) {
  const {stdout, stderr} =
      run(tool, ['run', `--mode=${mode}`, '-pa', ebin, `--time=${RUNS}`, name, 'main', String(argument)]);
  const least = /min ([0-9.]+) ms/.exec(stderr);
  if (least === null) throw new Error(`beamfold run --time printed no times:\n${stderr}`);
  return {value: stdout.trimEnd(), milliseconds: Number(least[1])};
}

function measureBoth(tool, ebin, program) {
  let best = null;
  for (let round = 0; round < ROUNDS; ++round) {
    const now = ['interp', 'wasm'].map((mode) => measure(tool, ebin, mode, program));
    best = best?.map((b, i) => (now[i].milliseconds < b.milliseconds ? now[i] : b)) ?? now;
  }
  return best;
}

function main() {
  const build = path.resolve(process.argv[2]?.replace(/^--build=/, '') ?? '');
  const tool = path.join(build, 'bin/beamfold');
  const ebin = path.join(build, 'bench/ebin');
  compileLists(tool, build);
  const row = (cells) => [cells[0].padEnd(24), cells[1].padEnd(28), ...cells.slice(2).map((cell) => cell.padStart(14))].join('');
  console.log(row(['call', 'value', 'interpreted', 'compiled', 'ratio']));
  let wrong = 0;
  for (const program of JSON.parse(fs.readFileSync(path.join(HERE, 'programs.json'), 'utf8'))) {
    const [interp, wasm] = measureBoth(tool, ebin, program);
    const right = interp.value === program.answer && wasm.value === program.answer;
    if (!right) ++wrong;
    const value = right ? program.answer : `WRONG: ${interp.value} / ${wasm.value}`;
    console.log(row([`${program.name}:main(${program.argument})`, value.length > 26 ? `${value.slice(0, 23)}...` : value,
                     `${interp.milliseconds.toFixed(2)} ms`, `${wasm.milliseconds.toFixed(2)} ms`,
                     `${(interp.milliseconds / wasm.milliseconds).toFixed(1)}x`]));
  }
  console.log(`\nBest of ${ROUNDS} x ${RUNS} runs in Node.js ${process.version}, loading and compiling excluded. The values are Erlang/OTP's.`);
  if (wrong > 0) throw new Error(`${wrong} programs gave a wrong value`);
}

try {
  main();
} catch (error) {
  console.error(`demo.mjs: ${error.message}`);
  process.exitCode = 1;
}
