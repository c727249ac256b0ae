// SPDX-License-Identifier: Apache-2.0
//
// The differential test on random modules: generate/generate.escript writes them with Erlang/OTP's answers, each mode of
// ours must give the same; of a module that differs, a small one that still does is found and kept.
//
//     node differential_generated.mjs --build=DIR [--first=SEED] [--count=N] [--mode=MODE[,MODE...]] [--limit=SECONDS]
//         [--bytes] [--no-shrink] [FILE.erl...]
//
// Modes are those of differential.mjs. --bytes: only what AtomVM's interface has, whole bytes above all. With FILEs, these generated modules are run instead of new ones. What is left of
// modules that differ stands in DIR/tests/generated/found. Exit codes: 0 all equal, 1 differences, 2 wrong usage.

import {spawnSync} from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import {fileURLToPath} from 'node:url';

import {judge, runInWorkers, STRESS_WORDS} from './differential.mjs';
import {Otp} from './otp.mjs';

const HERE = path.dirname(fileURLToPath(import.meta.url));
const MAX_SHRUNK = 5;        // Modules that are made smaller in one run.
const STEPS_AT_A_TIME = 60;  // One start of Erlang/OTP and of Node.js answers for so many.

function parseArguments(args) {
  const options = {build: '', first: 1, count: 500, modes: ['interp', 'wasm', 'mixed0', 'mixed1'], limit: 20, stressWords: STRESS_WORDS, compile: [], bytes: false, shrink: true,
                   files: []};
  for (const arg of args) {
    const [name, value] = arg.split(/=(.*)/s);
    if (name === '--build') options.build = path.resolve(value);
    else if (name === '--first') options.first = Number(value);
    else if (name === '--count') options.count = Number(value);
    else if (name === '--mode') options.modes = value.split(',');
    else if (name === '--limit') options.limit = Number(value);
    else if (name === '--bytes') options.bytes = true;
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
                '[--count=N] [--mode=MODE,...] [--limit=SECONDS] [--bytes] [--no-shrink] [FILE.erl...]');
  process.exit(2);
}

// Runs the generator; gives the lines that it prints, or null if Erlang/OTP itself crashed.
function generate(...args) {
  const script = path.join(HERE, 'generate/generate.escript');
  const result = spawnSync('escript', [script, ...args], {encoding: 'utf8', maxBuffer: 1 << 26, timeout: 900000});
  if (result.signal === 'SIGSEGV' || result.signal === 'SIGABRT' || result.status >= 128) return null;
  if (result.error || result.status !== 0) {
    console.error(result.error?.message ?? result.stdout.replace(/^(ok|left_out) .*\n/gm, '') + result.stderr);
    console.error('differential_generated.mjs: the generator failed');
    process.exit(1);
  }
  return result.stdout.split('\n').map((line) => line.split(' '));
}

// The names of the modules in the folder that have an answer.
const answered = (ebin) => fs.readdirSync(ebin).filter((file) => file.endsWith('.expected')).map((file) => path.basename(file, '.expected'));

// Modules of the seeds from first on. One that makes Erlang/OTP's machine crash is left out; the next ones are made by
// another.
function generateModules(ebin, first, count, kind) {
  for (let from = first; from < first + count;) {
    if (generate(kind, ebin, String(from), String(first + count - from)) !== null) break;
    console.log('Erlang/OTP crashed on a module');
    do ++from;
    while (fs.existsSync(path.join(ebin, `generated_${from}.erl`)));
  }
  return answered(ebin);
}

// Smaller modules, whether there are no more.
function generateSteps(folder, file, from) {
  fs.rmSync(folder, {recursive: true, force: true});
  const lines = generate('steps', folder, file, String(from), String(STEPS_AT_A_TIME)) ?? [];
  const number = (name) => Number(/_step(\d+)/.exec(name)[1]);
  return {
    names: answered(folder).sort((a, b) => number(a) - number(b)),
    isEnd: lines.some(([verdict]) => verdict === 'end'),
  };
}

const readExpected = (ebin, name) => fs.readFileSync(path.join(ebin, `${name}.expected`), 'utf8');

// Names of the modules that differ, each with what is wrong.
async function differing(options, mode, ebin, names) {
  const found = new Map();
  const otp = new Otp('');
  await runInWorkers(options, otp, mode, [ebin], names, (name, answer) => {
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
      const steps = generateSteps(folder, best.file, from);
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
  const ebin = path.join(options.build, `tests/generated/${options.bytes ? 'bytes_' : ''}${options.first}`);
  fs.rmSync(ebin, {recursive: true, force: true});
  const start = performance.now();
  const sources = (name) => options.files.find((file) => path.basename(file, '.erl') === name) ?? path.join(ebin, `${name}.erl`);
  if (options.files.length > 0) generate('files', ebin, ...options.files);
  const names = options.files.length > 0 ? answered(ebin) : generateModules(ebin, options.first, options.count, options.bytes ? 'modules_of_bytes' : 'modules');
  const leftOut = (options.files.length || options.count) - names.length;
  console.log(`${names.length} modules, ${leftOut} left out, ${seconds(start)} s`);
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
