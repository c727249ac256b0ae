// SPDX-License-Identifier: Apache-2.0
//
// Runs the assembled modules of tests/opcodes: interpreted and compiled, main/0 must give the same term and take the
// same number of reductions; where the installed Erlang/OTP loads the module, the term must be its own.
//
//     node opcodes.mjs --build=DIR [--verbose] [PATTERN...]
//
// Exit codes: 0 all equal, 1 differences or failures, 2 wrong usage.

import {spawnSync} from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import {fileURLToPath} from 'node:url';

import {compareTerms} from './term_diff.mjs';

const HERE = path.dirname(fileURLToPath(import.meta.url));
const MODES = {interp: () => false, wasm: () => true, stress: () => false, wstress: () => true};

function parseArguments(args) {
  const options = {build: '', verbose: false, patterns: []};
  for (const arg of args) {
    if (arg.startsWith('--build=')) options.build = path.resolve(arg.slice('--build='.length));
    else if (arg === '--verbose') options.verbose = true;
    else if (arg.startsWith('-')) usage(`no option '${arg}'`);
    else options.patterns.push(new RegExp(arg));
  }
  if (options.build === '') usage('--build=DIR is needed');
  return options;
}

function usage(problem) {
  console.error(`opcodes.mjs: ${problem}\nusage: node opcodes.mjs --build=DIR [--verbose] [PATTERN...]`);
  process.exit(2);
}

function command(program, ...args) {
  const result = spawnSync(program, args, {encoding: 'utf8'});
  if (result.error || result.status !== 0) {
    console.error(result.error?.message ?? result.stdout + result.stderr);
    process.exit(1);
  }
}

// What main/0 of the module does in that mode: {value, reductions}, or {failure}.
function run(Host, mode, folder, name) {
  const warnings = [];
  const host = new Host({
    mode: MODES[mode],
    paths: [folder],
    compileOptions: mode.endsWith('stress') ? ['--gc-stress'] : [],
    write: () => {},
    warn: (text) => warnings.push(text),
  });
  if (mode.endsWith('stress')) host.runtime.exports.bf_gc_stress(1024);
  const outcome = host.call(name, 'main', '[]');
  if (warnings.length > 0) return {failure: warnings.join('\n')};
  if (outcome.exception !== undefined) return {failure: `raised ${outcome.exception.class}: ${outcome.exception.reason}`};
  return outcome;
}

// '' or what is wrong with this module.
function check(Host, folder, name, counts) {
  const results = Object.keys(MODES).map((mode) => {
    try {
      return [mode, run(Host, mode, folder, name)];
    } catch (error) {
      return [mode, {failure: error.stack}];
    }
  });
  const expected = fs.readFileSync(path.join(folder, `${name}.expected`), 'utf8');
  if (expected !== '') counts.oracle += 1;
  const [, first] = results[0];
  const problems = [];
  for (const [mode, result] of results) {
    if (result.failure !== undefined) {
      problems.push(`${mode}: ${result.failure}`);
      continue;
    }
    const wanted = expected !== '' ? expected : first.value;
    if (result.value !== wanted) problems.push(`${mode}: ${compareTerms(wanted, result.value)}`);
    if (result.reductions !== first.reductions) {
      problems.push(`${mode}: ${result.reductions} reductions, interpreted ${first.reductions}`);
    }
  }
  return problems.join('\n');
}

async function main() {
  const options = parseArguments(process.argv.slice(2));
  process.env.BEAMFOLD_RUNTIME_WASM ??= path.join(options.build, 'runtime/beamfold_runtime.wasm');
  process.env.BEAMFOLD_TOOL ??= path.join(options.build, 'bin/beamfold');
  process.env.XDG_CACHE_HOME = path.join(options.build, 'tests/cache');
  const {Host} = await import('../runtime/js/host_node.mjs');
  const sources = path.join(HERE, 'opcodes');
  const files = fs.readdirSync(sources).filter((name) => name.endsWith('.S'));
  const chosen = files.filter((name) => options.patterns.length === 0 || options.patterns.some((p) => p.test(name)));
  const folder = path.join(options.build, 'tests/opcodes');
  fs.mkdirSync(folder, {recursive: true});
  command('erlc', '-o', folder, path.join(sources, 'opcode_cases.erl'));
  command('escript', path.join(HERE, 'beam_assembler.escript'), folder, ...chosen.map((name) => path.join(sources, name)));
  let bad = 0;
  const counts = {oracle: 0};
  for (const file of chosen) {
    const name = path.basename(file, '.S');
    const problem = check(Host, folder, name, counts);
    if (problem !== '') {
      bad += 1;
      console.log(`FAIL ${name}\n${problem.replace(/^/gm, '    ')}`);
    } else if (options.verbose) {
      console.log(`ok   ${name}`);
    }
  }
  console.log(`${chosen.length - bad} of ${chosen.length} modules: the same terms and reductions interpreted and compiled; ` +
              `${counts.oracle} of them loaded by Erlang/OTP, too`);
  process.exitCode = bad > 0 || chosen.length === 0 ? 1 : 0;
}

await main();
