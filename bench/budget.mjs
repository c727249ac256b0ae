// SPDX-License-Identifier: Apache-2.0
//
// How large may a WebAssembly function become? A module beyond the budget is cut into several; this measures what a
// budget costs and gains: how many modules of OTP stay whole, what engines take for the largest ones, and how fast
// programs run that cross the cuts.
//
//     node budget.mjs [--build=DIR] [--nodes=installed,24,26] [--kilobytes=40,64,128,256,512,1024] [--out=FILE]
//
// A budget of N KB allows N * 8 entries. 0 KB: no limit. One more row, `cut`, makes each Erlang function a function of
// its own that no loop holds to another: what crossing costs at worst.

import {execFileSync, spawnSync} from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import {findNode, ROOT, runGuarded} from './cfg/nodes.mjs';

const CHILD = path.join(ROOT, 'bench/budget_child.mjs');
const OPTIMISE = ['--no-liftoff', '--no-wasm-lazy-compilation'];
const GUARD = {seconds: 120, megabytes: 6000};
const LARGEST = 6;
const PROGRAMS = [['crossing', 1000000], ['otp_lists', 10000], ['otp_front_end', 100], ['otp_unicode', 300]];
const SECONDS = 8;

function parseArguments(args) {
  const options = {
    build: path.join(ROOT, 'build/release'), nodes: ['installed', '24', '26'],
    kilobytes: ['40', '64', '128', '256', '512', '1024', '0', 'cut'], out: '',
  };
  for (const arg of args) {
    const [name, value = ''] = arg.split(/=(.*)/s);
    if (name === '--build' || name === '--out') options[name.slice(2)] = path.resolve(value);
    else if (name === '--nodes' || name === '--kilobytes') options[name.slice(2)] = value.split(',');
    else throw new Error(`no option '${arg}'`);
  }
  return options;
}

function budgetOptions(budget) {
  const [bytes, entries] = budget === 'cut' ? [1, 1] : [budget * 1024, budget * 8];
  return [`--max-body=${bytes}`, `--max-entries=${entries}`];
}

const budgetName = (budget) => ({0: 'none', cut: 'each function'})[budget] ?? `${budget} KB`;

// Compiles modules with a budget; module -> {parts, bytes, wasm}.
function compileAll(tool, folder, beams, budget) {
  fs.mkdirSync(folder, {recursive: true});
  const args = ['compile', '-q', '--stats', ...budgetOptions(budget), '-o', folder, ...beams];
  const {status, stderr} = spawnSync(tool, args, {encoding: 'utf8', maxBuffer: 1 << 26});
  if (status !== 0) throw new Error(stderr);
  const modules = new Map();
  for (const [, name, parts, bytes] of stderr.matchAll(/^(\S+): .* (\d+) wasm functions, .* (\d+) bytes of wasm/gm)) {
    modules.set(name, {parts: Number(parts), bytes: Number(bytes), wasm: path.join(folder, `${name}.wasm`)});
  }
  return modules;
}

function otpModules() {
  const root = execFileSync('erl', ['-noinput', '-boot', 'no_dot_erlang', '-eval',
                                    'io:put_chars(code:lib_dir()), halt().'], {encoding: 'utf8'});
  return fs.readdirSync(root).sort().flatMap((application) => {
    const ebin = path.join(root, application, 'ebin');
    if (!fs.existsSync(ebin)) return [];
    return fs.readdirSync(ebin).filter((file) => file.endsWith('.beam')).map((file) => path.join(ebin, file));
  });
}

async function child(node, flags, task, guard = GUARD) {
  const {stdout, stderr, failure} = await runGuarded(node.binary, [...flags, CHILD], {input: JSON.stringify(task), ...guard});
  if (failure === undefined) return JSON.parse(stdout);
  if (['time', 'memory'].includes(failure)) return {failure};
  throw new Error(`${node.name}: ${failure}: ${stderr.slice(0, 500)}`);
}

const table = (head, rows) =>
    [`| ${head.join(' | ')} |`, `|---|${head.slice(1).map(() => '--:|').join('')}`, ...rows.map((row) => `| ${row.join(' | ')} |`)].join('\n');

const figure = (value) => (value < 9.95 ? value.toFixed(1) : Math.round(value).toLocaleString('en'));

async function main() {
  const options = parseArguments(process.argv.slice(2));
  const tool = path.join(options.build, 'bin/beamfold');
  const scratch = path.join(options.build, 'bench/budget');
  fs.rmSync(scratch, {recursive: true, force: true});
  const nodes = options.nodes.map(findNode);
  const beams = otpModules();
  const compiled = new Map(options.kilobytes.map(
      (budget) => [budget, compileAll(tool, path.join(scratch, budget), beams, budget)]));

  const whole = options.kilobytes.map((budget) => {
    const all = [...compiled.get(budget).values()];
    const cut = all.filter(({parts}) => parts > 1);
    const bytes = all.reduce((sum, one) => sum + one.bytes, 0);
    return [budgetName(budget), cut.length, `${(100 - 100 * cut.length / all.length).toFixed(1)} %`,
            Math.max(...all.map(({parts}) => parts)), (bytes / 1e6).toFixed(1)];
  });
  const parts = [`## What is cut\n\n${beams.length} modules of OTP.\n\n` +
    table(['budget', 'modules cut', 'whole', 'most functions', 'MB of wasm'], whole)];

  const uncut = compiled.get('0') ?? compiled.get(options.kilobytes.at(-1));
  const largest = [...uncut].sort(([, a], [, b]) => b.bytes - a.bytes).slice(0, LARGEST).map(([name]) => name);
  for (const node of nodes) {
    const empty = path.join(scratch, 'empty.wasm');
    fs.writeFileSync(empty, Buffer.from([0, 0x61, 0x73, 0x6d, 1, 0, 0, 0]));
    const {peakMb: nothing} = await child(node, OPTIMISE, {wasm: empty});
    const rows = [];
    for (const budget of options.kilobytes) {
      const cells = [];
      for (const name of largest) {
        const {wasm} = compiled.get(budget).get(name);
        const {failure, compileMs, peakMb} = await child(node, OPTIMISE, {wasm});
        cells.push(failure ? `> ${failure === 'time' ? `${GUARD.seconds} s` : `${GUARD.megabytes} MB`}` :
                             `${figure(compileMs / 1000)} / ${Math.round(peakMb - nothing)}`);
      }
      rows.push([budgetName(budget), ...cells]);
      console.error(node.name, ...rows.at(-1));
    }
    parts.push(`## The largest modules in ${node.name}: s / MB\n\nAll optimised at once, ` +
               `V8 ${node.v8}; processor time of all threads.\n\n${table(['budget', ...largest], rows)}`);
  }
  for (const node of nodes) {
    const rows = [];
    const values = new Map();
    for (const budget of options.kilobytes) {
      const cells = [];
      for (const [program, argument] of PROGRAMS) {
        const {bestMs, value, failure} = await child(node, [], {
          host: path.join(options.build, 'runtime/js/host_node.mjs'), ebin: path.join(options.build, 'bench/ebin'),
          options: budgetOptions(budget), program, argument, seconds: SECONDS,
        });
        if (values.has(program) && values.get(program) !== value) throw new Error(`${program} gives ${value}`);
        values.set(program, value);
        cells.push(failure ?? figure(bestMs));
      }
      rows.push([budgetName(budget), ...cells]);
      console.error(node.name, ...rows.at(-1));
    }
    parts.push(`## Programs in ${node.name}: ms\n\nThe best run of ${SECONDS} seconds.\n\n` +
               table(['budget', ...PROGRAMS.map(([name, argument]) => `${name}:main(${argument})`)], rows));
  }
  parts.push(`${os.cpus()[0].model}, ${os.cpus().length} cores.`);
  const text = `# The budget of a function\n\n\`node bench/budget.mjs\` makes this page.\n\n${parts.join('\n\n')}\n`;
  console.log(text);
  if (options.out !== '') fs.writeFileSync(`${options.out}.md`, text);
}

await main();
