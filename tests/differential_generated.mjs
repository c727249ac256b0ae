// SPDX-License-Identifier: Apache-2.0
//
// The differential test on random modules: generate/generate.escript writes them with Erlang/OTP's answers, each mode of
// ours must give the same; of a module that differs, a small one that still does is found and kept.
//
//     node differential_generated.mjs --build=DIR [--first=SEED] [--count=N] [--mode=MODE[,MODE...]] [--limit=SECONDS]
//         [--no-shrink] [FILE.erl...]
//
// Modes are those of differential.mjs. With FILEs, these generated modules are run instead of new ones. What is left of
// modules that differ stands in DIR/tests/generated/found. Exit codes: 0 all equal, 1 differences, 2 wrong usage.

import {spawnSync} from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import {fileURLToPath} from 'node:url';

import {judge, runInWorkers} from './differential.mjs';
import {Otp} from './otp.mjs';

const HERE = path.dirname(fileURLToPath(import.meta.url));
const MAX_SHRUNK = 5;        // Modules that are made smaller in one run.
const STEPS_AT_A_TIME = 60;  // One start of Erlang/OTP and of Node.js answers for so many.

function parseArguments(args) {
  const options = {build: '', first: 1, count: 500, modes: ['interp', 'wasm', 'mixed0', 'mixed1'], limit: 20, compile: [], shrink: true, files: []};
  for (const arg of args) {
    const [name, value] = arg.split(/=(.*)/s);
    if (name === '--build') options.build = path.resolve(value);
    else if (name === '--first') options.first = Number(value);
    else if (name === '--count') options.count = Number(value);
    else if (name === '--mode') options.modes = value.split(',');
    else if (name === '--limit') options.limit = Number(value);
    else if (name === '--no-shrink') options.shrink = false;
    else if (arg.startsWith('-')) usage(`no option '${arg}'`);
    else options.files.push(arg);
  }
  if (options.build === '') usage('--build=DIR is needed');
  if (!Number.isInteger(options.first) || !Number.isInteger(options.count)) usage('--first and --count are integers');
  return options;
}

function usage(problem) {
  console.error(`differential_generated.mjs: ${problem}\nusage: node differential_generated.mjs --build=DIR [--first=SEED] ` +
                '[--count=N] [--mode=MODE,...] [--limit=SECONDS] [--no-shrink] [FILE.erl...]');
  process.exit(2);
}

// Gives the names of the modules that have an answer, and whether these were the last.
function generate(...args) {
  const script = path.join(HERE, 'generate/generate.escript');
  const result = spawnSync('escript', [script, ...args], {encoding: 'utf8', maxBuffer: 1 << 26, timeout: 900000});
  if (result.error || result.status !== 0) {
    console.error(result.error?.message ?? result.stdout + result.stderr);
    console.error('differential_generated.mjs: the generator failed');
    process.exit(1);
  }
  const lines = result.stdout.split('\n').map((line) => line.split(' '));
  return {
    names: lines.filter(([verdict]) => verdict === 'ok').map(([, name]) => name),
    leftOut: lines.filter(([verdict]) => verdict === 'left_out').map(([, name]) => name),
    isEnd: lines.some(([verdict]) => verdict === 'end'),
  };
}

const readExpected = (ebin, name) => fs.readFileSync(path.join(ebin, `${name}.expected`), 'utf8');

// Names of the modules that differ, each with what is wrong.
async function differing(options, mode, ebin, names) {
  const found = new Map();
  const otp = new Otp('');
  await runInWorkers(options, otp, mode, ebin, names, (name, answer) => {
    const problem = judge({value: readExpected(ebin, name)}, answer, otp.release);
    if (problem !== '') found.set(name, problem);
  });
  return found;
}

// The file of a smaller module that differs in the mode, and what is wrong with it.
async function shrink(options, mode, file, problem) {
  const folder = path.join(options.build, 'tests/generated/steps');
  let best = {file, problem};
  let from = 0;
  for (let progress = true; progress;) {
    progress = false;
    for (let isEnd = false; !isEnd;) {
      fs.rmSync(folder, {recursive: true, force: true});
      const steps = generate('steps', folder, best.file, String(from), String(STEPS_AT_A_TIME));
      const found = await differing(options, mode, folder, steps.names);
      const first = steps.names.find((name) => found.has(name));
      if (first === undefined) {
        isEnd = steps.isEnd;
        from += STEPS_AT_A_TIME;
      } else {
        // Steps before this one were of no use; their like in the smaller module may be, and get their turn at the end.
        from = Math.max(0, Number(/_step(\d+)/.exec(first)[1]) - 2);
        best = {file: keep(options, path.join(folder, `${first}.erl`)), problem: found.get(first)};
        progress = true;
      }
    }
    from = 0;
  }
  return best;
}

function keep(options, file) {
  const folder = path.join(options.build, 'tests/generated/found');
  fs.mkdirSync(folder, {recursive: true});
  const name = path.basename(file).replace(/(_small)?_step\d+a?/, '_small');
  const kept = path.join(folder, name);
  fs.writeFileSync(kept, fs.readFileSync(file, 'utf8').replace(/-module\(.*\)/, `-module(${path.basename(name, '.erl')})`));
  return kept;
}

async function main() {
  const options = parseArguments(process.argv.slice(2));
  const ebin = path.join(options.build, `tests/generated/${options.first}`);
  fs.rmSync(ebin, {recursive: true, force: true});
  const start = performance.now();
  const sources = (name) => options.files.find((file) => path.basename(file, '.erl') === name) ?? path.join(ebin, `${name}.erl`);
  const {names, leftOut} = options.files.length > 0 ? generate('files', ebin, ...options.files) :
                                                      generate('modules', ebin, String(options.first), String(options.count));
  console.log(`${names.length} modules, ${leftOut.length} left out as too long, ${seconds(start)} s`);
  const shrunk = new Set();
  let bad = 0;
  for (const mode of options.modes) {
    const modeStart = performance.now();
    const found = await differing(options, mode, ebin, names);
    console.log(`${mode}: ${names.length - found.size} of ${names.length} modules as in Erlang/OTP, ${seconds(modeStart)} s`);
    bad += found.size;
    for (const [name, problem] of found) {
      console.log(`FAIL ${mode} ${name}\n${problem.replace(/^/gm, '    ')}`);
      if (!options.shrink || shrunk.has(name) || shrunk.size >= MAX_SHRUNK) continue;
      shrunk.add(name);
      const small = await shrink(options, mode, sources(name), problem);
      console.log(`${small.file}:\n${fs.readFileSync(small.file, 'utf8')}${small.problem}`);
    }
  }
  process.exitCode = bad > 0 || names.length === 0 ? 1 : 0;
}

const seconds = (since) => ((performance.now() - since) / 1000).toFixed(1);

await main();
