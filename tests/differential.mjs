// SPDX-License-Identifier: Apache-2.0
//
// The differential test: each program of tests/programs must give, in every mode of ours, the very term that Erlang/OTP
// gives (oracle.escript).
//
//     node differential.mjs --build=DIR [--otp=ROOT] [--mode=MODE[,MODE...]] [--erlc=OPTIONS]
//         [--compile=OPTION[,OPTION...]] [--limit=SECONDS] [--stress-words=N] [--oracle] [--verbose] [PATTERN...]
//
// DIR is a build tree. ROOT is a folder with a Debian whose Erlang/OTP compiles the programs, gives the answers, and
// whose library they use (./dev test-otp makes it); without, the installed one is taken. Programs in programs_N run with
// releases from N on. OPTIONS are options of Erlang's compiler for the programs: '[r22]' gives the instructions of an
// older release, '[no_ssa_opt]' others than usual. --compile gives options to
// `beamfold compile`. --oracle only has the programs compiled and the answers written. PATTERNs are regular expressions;
// a program whose name matches one of them runs. Modes:
//     interp           everything interpreted, in wasm
//     wasm             everything compiled
//     mixed0, mixed1   every other module compiled, by its name; what one of them compiles, the other interprets
//     stress, wstress  as interp and wasm, with a collection at each place that may have one, while the process holds
//                      no more than --stress-words (-1: whatever it holds); at every N-th if it holds N times as much
//     native, native-stress  the native 32-bit build of the runtime, interpreted
//     atomvm, atomvm-strict, atomvm-float32  compiled for AtomVM, on its test double (runtime/atomvm), the last one with
//                      floats of single precision; only if asked for. Programs that say ?NOT_ON_ATOMVM or the like
//                      (programs/atomvm.hrl) are compiled once more for these, with ATOMVM defined, and so are their
//                      answers. Strict checks collect as stress does, but at every N*N-th place.
// Exit codes: 0 all equal, 1 differences or failures, 2 wrong usage.

import {spawn} from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import readline from 'node:readline';
import {fileURLToPath} from 'node:url';

import {Otp, OtpError} from './otp.mjs';
import {compareOutput} from './output_diff.mjs';
import {compareTerms} from './term_diff.mjs';

const HERE = path.dirname(fileURLToPath(import.meta.url));
const MODES = ['interp', 'wasm', 'mixed0', 'mixed1', 'stress', 'wstress', 'native', 'native-stress'];
const ATOMVM_MODES = ['atomvm', 'atomvm-strict', 'atomvm-float32'];
// 4 KB: more than most programs ever hold.
export const STRESS_WORDS = 1024;

// Programs that a mode leaves out; each list says why. A line is a name, or "NAME <27" or "NAME >=27": only with releases
// before 27, or from 27 on.
function readList(name) {
  const lines = fs.readFileSync(path.join(HERE, name), 'utf8').split('\n').map((line) => line.replace(/#.*/, '').trim()).filter(Boolean);
  return lines.map((line) => {
    const entry = /^(?<program>\w+)(?: (?<relation><|>=)(?<release>\d+))?$/.exec(line)?.groups;
    if (entry === undefined) throw new Error(`${name}: not a name, NAME <N or NAME >=N: ${line}`);
    const {program, relation, release} = entry;
    return {program, from: relation === '>=' ? Number(release) : 0, before: relation === '<' ? Number(release) : Infinity};
  });
}
const NOT_UNDER_STRESS = readList('not_under_stress.txt');
const NOT_NATIVE = readList('not_native.txt');
const NOT_ON_ATOMVM = readList('not_on_atomvm.txt');
const LEFT_OUT = {
  'stress': NOT_UNDER_STRESS,
  'wstress': NOT_UNDER_STRESS,
  'native': NOT_NATIVE,
  'native-stress': [...NOT_NATIVE, ...NOT_UNDER_STRESS],
  'atomvm': NOT_ON_ATOMVM,
  'atomvm-float32': [...NOT_ON_ATOMVM, ...readList('not_in_float32.txt')],
  'atomvm-strict': [...NOT_ON_ATOMVM, ...readList('not_under_strict.txt')],
};

function isLeftOut(program, mode, release) {
  return (LEFT_OUT[mode] ?? []).some((entry) => entry.program === program && entry.from <= release && release < entry.before);
}

function parseArguments(args) {
  const options = {build: '', otp: '', modes: MODES, erlc: '[]', compile: [], limit: 60, stressWords: STRESS_WORDS, verbose: false, patterns: []};
  for (const arg of args) {
    const [name, value] = arg.split(/=(.*)/s);
    if (name === '--build') options.build = path.resolve(value);
    else if (name === '--otp') options.otp = value;
    else if (name === '--mode') options.modes = value.split(',');
    else if (name === '--erlc') options.erlc = value;
    else if (name === '--compile') options.compile = value.split(',');
    else if (name === '--limit') options.limit = Number(value);
    else if (name === '--stress-words') options.stressWords = Number(value);
    else if (name === '--oracle') options.modes = [];
    else if (name === '--verbose') options.verbose = true;
    else if (arg.startsWith('-')) usage(`no option '${arg}'`);
    else options.patterns.push(new RegExp(arg));
  }
  if (options.build === '') usage('--build=DIR is needed');
  if (!(options.limit > 0)) usage('--limit is a number of seconds');
  if (!(options.stressWords >= -1 && options.stressWords !== 0)) usage('--stress-words is a number of words, or -1');
  const known = [...MODES, ...ATOMVM_MODES];
  for (const mode of options.modes) if (!known.includes(mode)) usage(`no mode '${mode}': ${known.join(', ')}`);
  return options;
}

function usage(problem) {
  console.error(`differential.mjs: ${problem}\n` +
                'usage: node differential.mjs --build=DIR [--otp=ROOT] [--mode=MODE,...] [--erlc=OPTIONS] ' +
                '[--compile=OPTION,...] [--limit=SECONDS] [--stress-words=N] [--oracle] [--verbose] [PATTERN...]');
  process.exit(2);
}

function openOtp(root) {
  try {
    return new Otp(root);
  } catch (error) {
    if (!(error instanceof OtpError)) throw error;
    usage(error.message);
  }
}

// The programs of programs/ and of each programs_N that the release can compile.
function programFiles(release) {
  const folders = fs.readdirSync(HERE).filter((name) => {
    const since = /^programs(?:_(\d+))?$/.exec(name);
    return since !== null && Number(since[1] ?? 0) <= release;
  });
  return folders.flatMap((folder) => fs.readdirSync(path.join(HERE, folder))
                                         .filter((name) => name.endsWith('.erl'))
                                         .map((name) => path.join(HERE, folder, name)));
}

const isLibrary = (file) => file.endsWith('_lib.erl');

// Compiles the programs and gives the folder of the .beam files, and name -> {value, output?}: the
// expected texts.
function askOracle(otp, folder, erlcOptions, sources) {
  const includes = [path.join(HERE, 'programs/atomvm.hrl')];
  const [script, ...programs] = [path.join(HERE, 'oracle.escript'), ...sources];
  try {
    const {folder: ebin, files} = otp.place(folder, [script, ...programs, ...includes]);
    otp.run('escript', [files[0], ebin, erlcOptions, ...files.slice(1, 1 + programs.length)]);
    const names = sources.filter((file) => !isLibrary(file)).map((file) => path.basename(file, '.erl'));
    const read = (file) => fs.readFileSync(path.join(ebin, file), 'utf8');
    return {
      ebins: [ebin],
      expected: new Map(names.map((name) => [name, {
        value: read(`${name}.expected`),
        output: name.endsWith('_output') ? read(`${name}.output`) : undefined,
      }])),
    };
  } catch (error) {
    if (!(error instanceof OtpError)) throw error;
    console.error(`${error.message}\ndifferential.mjs: the oracle failed`);
    process.exit(1);
  }
}

// The same for the modes of AtomVM's double: programs that ask for ATOMVM come from a folder of their own, the others
// from that of `usual`.
function askOracleForAtomvm(otp, folder, erlcOptions, sources, usual) {
  const asks = (file) => isLibrary(file) || fs.readFileSync(file, 'utf8').includes('ATOMVM');
  const asking = sources.filter(asks);
  const own = askOracle(otp, folder, `[{d,'ATOMVM'}|${erlcOptions}]`, asking);
  // What a program was that asks no longer must not stand before what it is now.
  const current = new Set(asking.map((file) => path.basename(file, '.erl')));
  for (const file of fs.readdirSync(own.ebins[0])) {
    if (file.endsWith('.beam') && !current.has(path.basename(file, '.beam'))) fs.rmSync(path.join(own.ebins[0], file), {force: true});
  }
  return {ebins: [...own.ebins, ...usual.ebins], expected: new Map([...usual.expected, ...own.expected])};
}

// Runs the programs one after the other in a worker process; one that crashes or takes too long costs its worker, and
// the next one goes on. report(program, answer) is called for each.
export async function runInWorkers(options, otp, mode, ebins, programs, report) {
  let left = [...programs];
  while (left.length > 0) {
    const command = [path.join(HERE, 'differential_worker.mjs'), mode, ebins.join(path.delimiter), String(options.stressWords),
                     ...options.compile];
    const worker = spawn(process.execPath, command, {
      stdio: ['pipe', 'pipe', 'pipe'],
      env: {...process.env, ...environment(options.build), ...otp.environment},
    });
    let messages = '';
    worker.stderr.on('data', (data) => messages = (messages + data).slice(-4000));
    const ended = new Promise((resolve) => worker.on('close', (code, signal) => resolve(signal ?? `exit code ${code}`)));
    let tooLong = false;
    let timer;
    const restart = () => {
      clearTimeout(timer);
      timer = setTimeout(() => {
        tooLong = true;
        worker.kill('SIGKILL');
      }, options.limit * 1000);
    };
    restart();
    worker.stdin.on('error', () => {});
    worker.stdin.end(left.join('\n'));
    for await (const line of readline.createInterface({input: worker.stdout})) {
      const answer = JSON.parse(line);
      report(answer.program, answer);
      left = left.filter((name) => name !== answer.program);
      restart();
    }
    clearTimeout(timer);
    const how = await ended;
    if (left.length === 0) break;
    const failed = left.shift();
    report(failed, {failure: tooLong ? `takes more than ${options.limit} seconds` : `the worker ended: ${how}\n${messages}`});
  }
}

function environment(build) {
  return {
    BEAMFOLD_RUNTIME_WASM: process.env.BEAMFOLD_RUNTIME_WASM ?? path.join(build, 'runtime/beamfold_runtime.wasm'),
    BEAMFOLD_TOOL: process.env.BEAMFOLD_TOOL ?? path.join(build, 'bin/beamfold'),
    XDG_CACHE_HOME: path.join(build, 'tests/cache'),
  };
}

async function main() {
  const options = parseArguments(process.argv.slice(2));
  const variant = options.erlc.replace(/\W+/g, '-').replace(/-$/, '');
  const otp = openOtp(options.otp);
  const sources = programFiles(otp.release);
  const folder = path.join(options.build, `tests/ebin${variant}`);
  const usual = askOracle(otp, folder, options.erlc, sources);
  const forAtomvm = options.modes.length === 0 || options.modes.some((mode) => ATOMVM_MODES.includes(mode)) ?
      askOracleForAtomvm(otp, `${folder}-atomvm`, options.erlc, sources, usual) : usual;
  const chosen = [...usual.expected.keys()].filter(
      (name) => options.patterns.length === 0 || options.patterns.some((pattern) => pattern.test(name)));
  if (chosen.length === 0) usage('no program matches');
  let bad = 0;
  for (const mode of options.modes) {
    const programs = chosen.filter((name) => !isLeftOut(name, mode, otp.release));
    const {ebins, expected} = ATOMVM_MODES.includes(mode) ? forAtomvm : usual;
    const start = performance.now();
    const failures = [];
    await runInWorkers(options, otp, mode, ebins, programs, (program, answer) => {
      const problem = judge(expected.get(program), answer, otp.release);
      if (problem !== '') {
        failures.push(program);
        console.log(`FAIL ${mode} ${program}\n${problem.replace(/^/gm, '    ')}`);
      } else if (options.verbose) {
        console.log(`ok   ${mode} ${program} ${Math.round(answer.milliseconds)} ms`);
      }
    });
    bad += failures.length;
    const seconds = ((performance.now() - start) / 1000).toFixed(1);
    console.log(`${mode}: ${programs.length - failures.length} of ${programs.length} programs as in Erlang/OTP, ${seconds} s` +
                (failures.length > 0 ? `; not: ${failures.join(' ')}` : ''));
  }
  process.exitCode = bad > 0 ? 1 : 0;
}

// '' or what is wrong.
export function judge(expected, answer, release) {
  if (answer.failure !== undefined) return answer.failure;
  if (answer.exception !== undefined) {
    const {class: kind, reason, stack} = answer.exception;
    return [`raised ${kind}: ${reason.slice(0, 500)}`, ...stack.map((line) => `  in ${line}`)].join('\n');
  }
  // Since OTP 26 small maps are in the order of the numbers that a virtual machine happens to give to its atoms.
  const same = answer.value === expected.value;
  const difference = same ? '' : compareTerms(expected.value, answer.value, {ordered: release < 26});
  return difference !== '' || expected.output === undefined ? difference : compareOutput(expected.output, answer.output);
}

// differential_generated.mjs uses parts of this file.
if (fs.realpathSync(process.argv[1]) === fileURLToPath(import.meta.url)) await main();
