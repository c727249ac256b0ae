// SPDX-License-Identifier: Apache-2.0
//
// The corpus, compiled for AtomVM: how many modules compile, and which do not and why; their size; the compiler's speed.
//
//     node atomvm.mjs [--build=DIR] [--nodes=installed,24,26] [--out=FOLDER]
//
// Runs DIR/tests/corpus_atomvm_test with the installed Erlang/OTP and with those in build/otp-N, as far as they are
// there, and writes atomvm.md from what it leaves. Exit code 1 if one of the tests fails.

import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import {spawnSync} from 'node:child_process';
import {fileURLToPath} from 'node:url';

import {ROOT} from '../cfg/nodes.mjs';

const HERE = path.dirname(fileURLToPath(import.meta.url));
const RELEASES = [27, 29];
// Groups of so many refused modules are named in full at once; larger ones behind a click.
const MANY = 20;

function parseArguments(args) {
  const options = {build: path.join(ROOT, 'build/release'), nodes: 'installed,24,26', out: HERE};
  for (const arg of args) {
    const [name, value = ''] = arg.split(/=(.*)/s);
    if (name === '--build' || name === '--out') options[name.slice(2)] = path.resolve(value);
    else if (name === '--nodes') options.nodes = value;
    else throw new Error(`no option '${arg}'`);
  }
  return options;
}

// '' is the installed one.
function roots() {
  return ['', ...RELEASES.map((release) => path.join(ROOT, `build/otp-${release}`)).filter((root) => fs.existsSync(root))];
}

const isElixir = (row) => row.beam.includes('/elixir/lib/');

// The name and version of the library that a module belongs to.
function libraryOf(row) {
  if (isElixir(row)) {
    const file = row.beam.replace(/\/lib\/elixir\/lib\/.*/s, '/lib/elixir/lib/elixir/ebin/elixir.app');
    const version = /{vsn,\s*"(\d+\.\d+)/.exec(fs.readFileSync(file, 'utf8'));
    return `Elixir ${version[1]}`;
  }
  const releases = row.beam.replace(/\/erlang\/lib\/.*/s, '/erlang/releases');
  return `OTP ${Math.max(...fs.readdirSync(releases).map(Number).filter((n) => n > 0))}`;
}

// Runs the test with one Erlang/OTP and reads what it leaves: rows, by library, and what the judges said.
function runTest(root, options) {
  const env = {...process.env, BEAMFOLD_OTP: root, BEAMFOLD_NODES: options.nodes};
  const test = spawnSync(path.join(options.build, 'tests/corpus_atomvm_test'), [], {env, encoding: 'utf8', cwd: ROOT, maxBuffer: 1 << 28});
  const failed = test.status !== 0;
  if (failed) console.error(test.stdout, test.stderr);
  const folder = root === '' ? 'atomvm_corpus' : `atomvm_corpus-${path.basename(root)}`;
  const rows = fs.readFileSync(path.join(options.build, 'tests', folder, 'modules.jsonl'), 'utf8')
                   .split('\n').filter(Boolean).map((line) => JSON.parse(line));
  const judges = [...test.stdout.matchAll(/^(wabt|Node \d+)(?: \((.*)\))? takes (\d+) of (\d+) modules$/gm)]
                     .map(([, name, version, taken, all]) => ({name, version, taken: Number(taken), all: Number(all)}));
  // Erlang/OTP before Elixir.
  rows.sort((a, b) => isElixir(a) - isElixir(b));
  return {failed, judges, libraries: Object.entries(groupBy(rows, libraryOf))};
}

function groupBy(rows, key) {
  const groups = {};
  for (const row of rows) (groups[key(row)] ??= []).push(row);
  return groups;
}

const number = (value) => Math.round(value).toLocaleString('en');

function table(runs) {
  const lines = [
    '| library | modules | compile | KB of code | KB of wasm | wasm / code | largest KB | in several functions | MB of code a second |',
    `|---|${'--:|'.repeat(8)}`,
  ];
  for (const [name, rows] of runs.flatMap((run) => run.libraries)) {
    const compiled = rows.filter((row) => row.refused === undefined);
    const sum = (field) => compiled.reduce((total, row) => total + row[field], 0);
    const [code, wasm] = [sum('codeBytes'), sum('wasmBytes')];
    const cells = [
      number(rows.length), number(compiled.length), number(code / 1024), number(wasm / 1024), (wasm / code).toFixed(2),
      number(Math.max(...compiled.map((row) => row.wasmBytes)) / 1024), compiled.filter((row) => row.parts > 1).length,
      (code / 1e6 / (sum('compileMs') / 1000)).toFixed(1),
    ];
    lines.push(`| ${name} | ${cells.join(' | ')} |`);
  }
  return lines;
}

// Why modules are refused: a line each reason, with the first function of each module that is in the way.
function refusals(runs) {
  const lines = [];
  for (const [name, rows] of runs.flatMap((run) => run.libraries)) {
    const refused = rows.filter((row) => row.refused !== undefined);
    // "function: opcode name: reason"
    const reasons = groupBy(refused, (row) => row.refused.replace(/^.*?: opcode \w+: /s, ''));
    for (const [reason, group] of Object.entries(reasons)) {
      const places = group.map((row) => /^(.*?): opcode (\w+)/s.exec(row.refused)).map(([, place, opcode]) => `\`${place}\` (${opcode})`);
      const title = `${name}, ${group.length} modules: ${reason}`;
      if (group.length <= MANY) lines.push(`- ${title}: ${places.join(', ')}`);
      else lines.push(`- <details><summary>${title}</summary>${places.join(', ')}</details>`);
    }
  }
  return lines;
}

function judgement(runs) {
  const names = [...new Set(runs.flatMap((run) => run.judges).map((judge) => judge.name))];
  return names.map((name) => {
    const rows = runs.flatMap((run) => run.judges).filter((judge) => judge.name === name);
    const sum = (field) => rows.reduce((total, row) => total + row[field], 0);
    return `- ${name}${rows[0].version ? ` (${rows[0].version})` : ''}: ${number(sum('taken'))} of ${number(sum('all'))}`;
  });
}

const options = parseArguments(process.argv.slice(2));
const runs = roots().map((root) => runTest(root, options));
const text = [
  '# The corpus, compiled for AtomVM', '',
  '`node bench/corpus/atomvm.mjs` writes this file. Speed: from decoded instructions to the code of the chunk avmN, in',
  'processor time of one core; only modules that compile count.', '',
  ...table(runs), '',
  `${os.cpus()[0].model}, ${os.cpus().length} cores.`, '',
  '## Judges', '', 'What compiles is valid for wabt, and engines link it to a memory and a table like AtomVM\'s:', '',
  ...judgement(runs), '',
  '## Refused', '', 'By reason, with the first function of each module that is in the way, and its opcode:', '',
  ...refusals(runs),
].join('\n');
console.log(text);
fs.mkdirSync(options.out, {recursive: true});
fs.writeFileSync(path.join(options.out, 'atomvm.md'), `${text}\n`);
if (runs.some((run) => run.failed)) process.exitCode = 1;
