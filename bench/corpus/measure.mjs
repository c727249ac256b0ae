// SPDX-License-Identifier: Apache-2.0
//
// What every module of the corpus costs an engine's optimising compiler: time and memory, in several versions of Node.js.
//
//     node measure.mjs [--build=DIR] [--nodes=installed,24,26] [--single=50] [--again=5] [--out=FOLDER]
//
// DIR/tests/corpus*/modules.jsonl say which modules there are: the corpus tests write them. The largest ones of each set
// (--single) are compiled in a process each, the others in a process for many; the slowest ones are measured again
// (--again times), and the least counts, for other work on the machine only adds. Writes results.csv, a line a module,
// and results.md. Exit code 1 if a module is beyond the limits, or an engine dies.

import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import {fileURLToPath} from 'node:url';

import {findNode, ROOT, runGuarded} from '../cfg/nodes.mjs';

const HERE = path.dirname(fileURLToPath(import.meta.url));
// All code goes through the optimising compiler before `new WebAssembly.Module` returns.
const OPTIMISE = ['--no-liftoff', '--no-wasm-lazy-compilation'];
// What one function may take.
const LIMIT = {ms: 1000, mb: 256};
const GUARD = {seconds: 300, megabytes: 4000};
const BATCH = 100;
// Everything slower than this is measured again.
const SLOW_MS = 400;

function parseArguments(args) {
  const options = {build: path.join(ROOT, 'build/release'), nodes: ['installed', '24', '26'], single: 50, again: 5, out: HERE};
  for (const arg of args) {
    const [name, value = ''] = arg.split(/=(.*)/s);
    if (name === '--build' || name === '--out') options[name.slice(2)] = path.resolve(value);
    else if (name === '--nodes') options.nodes = value.split(',');
    else if (name === '--single' || name === '--again') options[name.slice(2)] = Number(value);
    else throw new Error(`no option '${arg}'`);
  }
  return options;
}

// The sets, largest modules first.
function readSets(build) {
  const sets = [];
  for (const folder of fs.readdirSync(path.join(build, 'tests')).sort()) {
    const manifest = path.join(build, 'tests', folder, 'modules.jsonl');
    if (!folder.startsWith('corpus') || !fs.existsSync(manifest)) continue;
    const rows = fs.readFileSync(manifest, 'utf8').split('\n').filter(Boolean).map((line) => JSON.parse(line));
    rows.sort((a, b) => b.wasmBytes - a.wasmBytes);
    const library = rows.find((row) => row.module === 'lists').beam;
    const otp = fs.readdirSync(path.resolve(library, '../../../../releases')).map(Number).filter((n) => n > 0);
    sets.push({name: `OTP ${Math.max(...otp)}`, rows});
  }
  if (sets.length === 0) throw new Error(`no corpus in ${build}: run the corpus tests first`);
  return sets;
}

// Compiles the modules in one process and notes time and memory of each; memory only counts where a process has one.
async function compile(node, rows, emptyMb) {
  const child = [...OPTIMISE, path.join(HERE, 'engine_child.mjs')];
  const run = await runGuarded(node.binary, child, {input: rows.map((row) => row.wasm).join('\n'), ...GUARD});
  const answers = run.stdout.split('\n').filter(Boolean).map((line) => JSON.parse(line));
  answers.forEach(({ms, peakMb}, i) => {
    const cost = (rows[i].costs ??= {})[node.name] ??= {ms: Infinity};
    cost.ms = Math.min(cost.ms, ms);
    if (rows.length === 1) cost.mb = Math.min(cost.mb ?? Infinity, Math.max(0, peakMb - emptyMb));
  });
  if (answers.length === rows.length) return;
  const dead = rows[answers.length];
  (dead.costs ??= {})[node.name] = {failure: run.failure ?? 'no answer'};
  await compile(node, rows.slice(answers.length + 1), emptyMb);
}

async function measureAll(node, sets, options) {
  const file = path.join(options.build, 'tests/empty.wasm');
  fs.writeFileSync(file, Buffer.from([0, 0x61, 0x73, 0x6d, 1, 0, 0, 0]));
  const empty = await runGuarded(node.binary, [...OPTIMISE, path.join(HERE, 'engine_child.mjs')], {input: file, ...GUARD});
  const {peakMb} = JSON.parse(empty.stdout);
  for (const {name, rows} of sets) {
    console.error(`${node.name}, ${name}`);
    for (const row of rows.slice(0, options.single)) await compile(node, [row], peakMb);
    for (let i = options.single; i < rows.length; i += BATCH) await compile(node, rows.slice(i, i + BATCH), peakMb);
    for (const row of rows.filter((one) => one.costs[node.name].ms > SLOW_MS)) {
      for (let i = 1; i < options.again; ++i) await compile(node, [row], peakMb);
    }
  }
}

// A module may be several functions, which an engine takes on one by one; of those it is not known which took what.
const perFunction = (row, cost) => ({ms: cost.ms / row.parts, mb: cost.mb ?? 0});

function isBeyond(row) {
  return Object.values(row.costs).some((cost) => {
    if (cost.failure) return true;
    const {ms, mb} = perFunction(row, cost);
    return ms > LIMIT.ms || mb > LIMIT.mb;
  });
}

const number = (value) => Math.round(value).toLocaleString('en');

function cells(row, nodes) {
  return nodes.map((node) => {
    const cost = row.costs[node.name];
    return cost.failure ? `**dies** (${cost.failure})` : `${number(cost.ms)} / ${cost.mb === undefined ? '-' : number(cost.mb)}`;
  });
}

function summary(sets, nodes) {
  const titles = nodes.map((node) => `${node.name} (V8 ${node.v8})`);
  const lines = [
    '| library | modules | KB of code | KB of wasm | wasm / code | largest KB | in several functions | beamfold s | ' +
        `${nodes.map((node) => `${node.name} s`).join(' | ')} | beyond the limits |`,
    `|---|${'--:|'.repeat(8 + nodes.length)}`,
  ];
  for (const {name, rows} of sets) {
    const sum = (value) => rows.reduce((total, row) => total + value(row), 0);
    const code = sum((row) => row.codeBytes);
    const wasm = sum((row) => row.wasmBytes);
    const figures = [
      number(rows.length), number(code / 1024), number(wasm / 1024), (wasm / code).toFixed(2),
      number(rows[0].wasmBytes / 1024), rows.filter((row) => row.parts > 1).length, (sum((row) => row.compileMs) / 1000).toFixed(1),
      ...nodes.map((node) => number(sum((row) => row.costs[node.name].ms ?? 0) / 1000)), rows.filter(isBeyond).length,
    ];
    lines.push(`| ${name} | ${figures.join(' | ')} |`);
  }
  lines.push('', 'The most expensive modules: ms / MB', '',
             `| library | module | KB of wasm | functions of wasm | ${titles.join(' | ')} |`, `|---|---|${'--:|'.repeat(2 + nodes.length)}`);
  for (const {name, rows} of sets) {
    const most = (row) => Math.max(...Object.values(row.costs).map((cost) => cost.ms ?? Infinity));
    for (const row of [...rows].sort((a, b) => most(b) - most(a)).slice(0, 8)) {
      lines.push(`| ${name} | ${row.module} | ${number(row.wasmBytes / 1024)} | ${row.parts} | ${cells(row, nodes).join(' | ')} |`);
    }
  }
  lines.push('', `${os.cpus()[0].model}, ${os.cpus().length} cores.`);
  return `${lines.join('\n')}\n`;
}

function csv(sets, nodes) {
  const titles = nodes.flatMap((node) => [`${node.name} ms`, `${node.name} MB`]);
  const lines = [['library', 'module', 'code bytes', 'wasm bytes', 'functions', 'beamfold ms', ...titles].join(',')];
  for (const {name, rows} of sets) {
    for (const row of rows) {
      const costs = nodes.map((node) => row.costs[node.name]).flatMap(
          (cost) => cost.failure ? [cost.failure, ''] : [cost.ms.toFixed(1), cost.mb === undefined ? '' : Math.round(cost.mb)]);
      lines.push([name, row.module, row.codeBytes, row.wasmBytes, row.parts, row.compileMs.toFixed(2), ...costs].join(','));
    }
  }
  return `${lines.join('\n')}\n`;
}

const options = parseArguments(process.argv.slice(2));
const sets = readSets(options.build);
const nodes = options.nodes.map(findNode);
for (const node of nodes) await measureAll(node, sets, options);
const text = summary(sets, nodes);
console.log(text);
fs.mkdirSync(options.out, {recursive: true});
fs.writeFileSync(path.join(options.out, 'results.md'), text);
fs.writeFileSync(path.join(options.out, 'results.csv'), csv(sets, nodes));
if (sets.some(({rows}) => rows.some(isBeyond))) process.exitCode = 1;
