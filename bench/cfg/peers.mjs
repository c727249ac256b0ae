// SPDX-License-Identifier: Apache-2.0
//
// The same graphs, structured by cfg/ under every policy, by Binaryen's Relooper, and by LLVM's WebAssembly backend:
// control instructions, bytes, nesting, time to structure, speed.
//
//     node peers.mjs [--build=DIR] [--graph=NAME,...] [--out=FILE]
//
// Each block calls one imported function and decides its way out by the number returned, in all modules alike; all walk
// through the graph on the same decisions, and a module that strays is reported as wrong. The graphs are families
// of tests/families.h, and modules of the installed Erlang/OTP. Needs llc-19 and wasm-ld-19; npm brings Binaryen.

import {execFileSync} from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import {HERE, npmPackage, ROOT, runGuarded} from './nodes.mjs';
import {countOps} from './wasm_ops.mjs';

const BINARYEN_VERSION = '132.0.0';
const GUARD = {seconds: 60, megabytes: 4000};
const OPTIMISE = ['--no-liftoff', '--no-wasm-lazy-compilation'];

const FAMILIES = [
  ['diamonds', 1000], ['side exits', 1000], ['ladder', 1000], ['nested loops', 400], ['loop chain', 1000],
  ['deep exits', 400], ['complete', 1000], ['Duff', 1000], ['state machine', 300], ['irreducible chain', 1000],
  ['irreducible nest', 200], ['side entries', 400], ['de Bruijn', 300], ['deep switch', 1000],
  ['comb', 1000], ['calls', 1000], ['dispatch loop', 1000],
];
const MODULES = ['lists', 'erl_parse', 'unicode_util', 'OTP-PUB-KEY'];

function parseArguments(args) {
  const options = {build: path.join(ROOT, 'build', 'release'), graph: [], out: ''};
  for (const arg of args) {
    const [name, value = ''] = arg.split(/=(.*)/s);
    if (name === '--build' || name === '--out') options[name.slice(2)] = path.resolve(value);
    else if (name === '--graph') options.graph = value.split(',');
    else throw new Error(`no option '${arg}'`);
  }
  return options;
}

function findBeams() {
  const code = `[io:format("~s~n", [code:where_is_file(M ++ ".beam")]) || M <- ${JSON.stringify(MODULES)}], halt().`;
  return execFileSync('erl', ['-noshell', '-eval', code], {encoding: 'utf8'}).trim().split('\n');
}

function makeCases({build, graph}) {
  const dir = path.join(build, 'bench', 'peers');
  fs.rmSync(dir, {recursive: true, force: true});
  fs.mkdirSync(dir, {recursive: true});
  const inputs = [];
  const add = (name, command, args) => {
    if (graph.length > 0 && !graph.includes(name)) return;
    const file = path.join(dir, `${name.replaceAll(' ', '-')}.cfg`);
    fs.writeFileSync(file, execFileSync(path.join(build, 'bin', command), args, {maxBuffer: 1 << 28}));
    inputs.push(`${name}=${file}`);
  };
  for (const [family, blocks] of FAMILIES) add(family, 'cfg_judge', ['graph', family, String(blocks)]);
  const beams = findBeams();
  MODULES.forEach((module, i) => add(module, 'beamfold', ['cfg', '--emit=cfg', beams[i]]));
  execFileSync(path.join(build, 'bin', 'cfg_judge'), ['peers', dir, ...inputs],
               {stdio: ['ignore', 'ignore', 'inherit']});
  return {dir, cases: JSON.parse(fs.readFileSync(path.join(dir, 'cases.json'), 'utf8'))};
}

// With as much stack as there is, for tools that recurse.
function runDeep(command, args) {
  return runGuarded('sh', ['-c', 'ulimit -s unlimited; exec "$@"', 'sh', command, ...args], GUARD);
}

async function relooper(one, dir, binaryen, optimize) {
  const wasm = path.join(dir, `${one.name.replaceAll(' ', '-')}-relooper${optimize ? '-O2' : ''}.wasm`);
  const args = ['--stack-size=60000', path.join(HERE, 'peer_relooper.mjs'), binaryen, one.basic, wasm];
  const run = await runDeep(process.execPath, [...args, ...(optimize ? ['--optimize'] : [])]);
  if (run.failure) return {failure: reason(run)};
  return {wasm, structureMs: JSON.parse(run.stdout).structureMs};
}

async function llvm(one, dir) {
  const stem = path.join(dir, `${one.name.replaceAll(' ', '-')}-llvm`);
  let structureMs = Infinity;
  for (let round = 0; round < 3 && !(structureMs > 2000 && structureMs < Infinity); ++round) {
    const run = await runDeep('llc-19', ['-mtriple=wasm32', '-O2', '-filetype=obj', '-time-passes', one.ir, '-o',
      `${stem}.o`]);
    if (run.failure) return {failure: reason(run)};
    structureMs = Math.min(structureMs, passesMs(run.stderr));
  }
  const wasm = `${stem}.wasm`;
  const link = await runGuarded('wasm-ld-19', ['--no-entry', '--allow-undefined', `${stem}.o`, '-o', wasm], GUARD);
  if (link.failure) return {failure: reason(link)};
  return {wasm, structureMs};
}

// The processor time of the passes that structure, in LLVM's report: the last column but one before the name.
function passesMs(report) {
  let seconds = 0;
  let found = 0;
  for (const line of report.split('\n')) {
    if (!/WebAssembly (Fix Irreducible Control Flow|CFG Sort|CFG Stackify)/i.test(line)) continue;
    const columns = [...line.matchAll(/([\d.]+) \(\s*[\d.]+%\)/g)].map((match) => Number(match[1]));
    seconds += columns.at(-2) ?? columns.at(-1);
    ++found;
  }
  if (found === 0) throw new Error(`llc's report names no structuring pass:\n${report.slice(0, 2000)}`);
  return seconds * 1000;
}

function reason(run) {
  if (run.failure === 'time') return `> ${GUARD.seconds} s`;
  if (run.failure === 'memory') return `> ${GUARD.megabytes / 1000} GB`;
  const said = run.stderr.split('\n').find((line) => /error|assert|fatal/i.test(line)) ?? '';
  return `${run.failure} ${said.trim().slice(0, 80)}`.trim();
}

async function measure(one, result, dir) {
  if (result.failure) return result;
  const input = JSON.stringify({wasm: result.wasm, walker: path.join(dir, 'walker.wasm'), walks: one.walks});
  const run = await runGuarded(process.execPath, [...OPTIMISE, path.join(HERE, 'peer_child.mjs')], {...GUARD, input});
  const counts = countOps(fs.readFileSync(result.wasm), 'run');
  if (run.failure) return {...result, ...counts, runFailure: reason(run)};
  return {...result, ...counts, ...JSON.parse(run.stdout)};
}

const number = (value) => Math.round(value).toLocaleString('en');
const short = (value) => (value < 9.95 ? value.toFixed(2) : number(value));

function row(name, result) {
  if (result.failure) return `| ${name} | ${result.failure} |${' |'.repeat(11)}`;
  const speed = result.runFailure ?? (result.wrong.length > 0 ? '**WRONG**' : result.nsPerBlock.toFixed(2));
  const keys = ['block', 'loop', 'if', 'br', 'br_if', 'br_table', 'depth', 'calls', 'bytes'];
  const counts = keys.map((key) => number(result[key]));
  const compile = result.runFailure ? '-' : number(result.compileMs);
  return `| ${name} | ${counts.join(' | ')} | ${short(result.structureMs)} | ${compile} | ${speed} |`;
}

function table(one, results) {
  const figures = `${number(one.blocks)} blocks, ${number(one.edges)} edges, ${number(one.entries)} entries`;
  const lines = [
    `### ${one.name}: ${figures}`, '',
    '| by | block | loop | if | br | br_if | br_table | depth | code | bytes | structuring ms | V8 ms | ns per block |',
    `|---|${'--:|'.repeat(12)}`,
  ];
  for (const [name, result] of results) lines.push(row(name, result));
  return lines.join('\n');
}

async function main() {
  const options = parseArguments(process.argv.slice(2));
  const binaryen = npmPackage('binaryen', BINARYEN_VERSION);
  const {dir, cases} = makeCases(options);
  const start = Date.now();
  const parts = [];
  const all = [];
  for (const one of cases) {
    const results = [];
    for (const policy of one.policies) {
      const made = policy.error ? {failure: policy.error} : policy;
      results.push([policy.policy, await measure(one, made, dir)]);
    }
    results.push(['Relooper', await measure(one, await relooper(one, dir, binaryen, false), dir)]);
    results.push(['Relooper, wasm-opt -O2', await measure(one, await relooper(one, dir, binaryen, true), dir)]);
    results.push(['LLVM 19 -O2', await measure(one, await llvm(one, dir), dir)]);
    parts.push(table(one, results));
    console.error(parts.at(-1));
    for (const [name, result] of results) {
      if (result.wrong?.length) process.exitCode = 1, console.error(result.wrong[0]);
      const {wasm, policy, ...figures} = result;
      all.push({graph: one.name, blocks: one.blocks, edges: one.edges, by: name, ...figures});
    }
  }
  parts.push(`Node ${process.version}, ${os.cpus()[0].model}; ${Math.round((Date.now() - start) / 1000)} s.`);
  const text = parts.join('\n\n') + '\n';
  console.log(text);
  if (options.out !== '') {
    fs.writeFileSync(`${options.out}.md`, text);
    fs.writeFileSync(`${options.out}.json`, `[\n${all.map((row) => JSON.stringify(row)).join(',\n')}\n]\n`);
  }
}

await main();
