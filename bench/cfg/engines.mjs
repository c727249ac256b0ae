// SPDX-License-Identifier: Apache-2.0
//
// Engines as judges of structuring: every family of graphs, at several sizes, under every policy, in several versions
// of Node.js. Each module must walk through its graph as cfg::Interpret does; what is measured is the time and the
// memory that the engine's optimising compiler takes for it.
//
//     node engines.mjs [--build=DIR] [--nodes=installed,24,26] [--sizes=100,1000,10000] [--family=NAME,...]
//                      [--out=FILE]
//     node engines.mjs --flat [--build=DIR] [--nodes=...] [--out=FILE]
//     node engines.mjs --check [--build=DIR] [--sizes=100,1000]
//
// Tables go to standard output and, with --out=FILE, to FILE.md and FILE.json. npm brings the versions of Node.js that
// are not installed. Each module is compiled in a process of its own, so that an engine that dies is a result.
// --flat makes only the last table: whether engines survive one flat dispatch loop.
// --check compares walks only, in this process, in the baseline tier; it is the test suite `engines`.

import {execFileSync} from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import {findNode, HERE, ROOT, runGuarded} from './nodes.mjs';
import {takeWalks} from './walks.mjs';

// All code goes through the optimising compiler before `new WebAssembly.Module` returns.
const OPTIMISE = ['--no-liftoff', '--no-wasm-lazy-compilation'];
const GUARD = {seconds: 5, megabytes: 1500};
// For the cases that are to show how an engine dies.
const LOOSE_GUARD = {seconds: 90, megabytes: 10000};

function parseArguments(args) {
  const options = {
    build: path.join(ROOT, 'build', 'release'), nodes: ['installed', '24', '26'], sizes: [], family: [], out: '',
    check: false,
    flat: false,
  };
  for (const arg of args) {
    const [name, value = ''] = arg.split(/=(.*)/s);
    if (name === '--build' || name === '--out') options[name.slice(2)] = path.resolve(value);
    else if (['--nodes', '--sizes', '--family'].includes(name)) options[name.slice(2)] = value.split(',');
    else if (arg === '--check' || arg === '--flat') options[arg.slice(2)] = true;
    else throw new Error(`no option '${arg}'`);
  }
  if (options.sizes.length === 0) options.sizes = options.check ? ['100', '1000'] : ['100', '1000', '10000'];
  return options;
}

function makeCases({build, sizes, family}, folder) {
  const dir = path.join(build, 'bench', folder);
  fs.rmSync(dir, {recursive: true, force: true});
  fs.mkdirSync(dir, {recursive: true});
  execFileSync(path.join(build, 'bin', 'cfg_judge'), ['engines', dir, ...sizes],
               {stdio: ['ignore', 'ignore', 'inherit']});
  const cases = JSON.parse(fs.readFileSync(path.join(dir, 'cases.json'), 'utf8'));
  return cases.filter((one) => family.length === 0 || family.includes(one.family));
}

function check(cases) {
  let passed = 0;
  let failed = 0;
  for (const one of cases) {
    for (const policy of one.policies) {
      let wrong = policy.error ? [policy.error] : [];
      if (one.walks.length === 0) wrong.push('no walk was found');
      if (wrong.length === 0) {
        const module = new WebAssembly.Module(fs.readFileSync(policy.wasm));
        wrong = takeWalks(new WebAssembly.Instance(module).exports.run, one.walks);
      }
      if (wrong.length === 0) {
        ++passed;
        continue;
      }
      ++failed;
      console.log(`${one.family}, ${one.blocks} blocks, ${policy.policy}: ${wrong.length} wrong: ${wrong[0]}`);
    }
  }
  console.log(`${passed} passed, ${failed} failed`);
  if (failed > 0 || passed === 0) process.exitCode = 1;
}

async function judge(node, flags, wasm, walks, guard, hotMs = 0) {
  const input = JSON.stringify({wasm, walks, hotMs});
  const run = await runGuarded(node.binary, [...flags, path.join(HERE, 'engine_child.mjs')], {input, ...guard});
  if (run.failure === undefined) return JSON.parse(run.stdout);
  return {failure: run.failure, stderr: run.stderr.trim().slice(0, 300)};
}

// An empty module, for what a process takes anyway.
async function emptyMb(node, folder) {
  const wasm = path.join(folder, 'empty.wasm');
  const bytes = [0, 0x61, 0x73, 0x6d, 1, 0, 0, 0, 1, 4, 1, 0x60, 0, 0, 3, 2, 1, 0, 7, 7, 1, 3,
    0x72, 0x75, 0x6e, 0, 0, 10, 4, 1, 2, 0, 11];
  fs.writeFileSync(wasm, Buffer.from(bytes));
  const result = await judge(node, OPTIMISE, wasm, [], GUARD);
  if (result.failure) throw new Error(`${node.name}: an empty module: ${result.failure}`);
  return result.peakMb;
}

const round = (value) => (value < 9.95 ? value.toFixed(1) : Math.round(value).toLocaleString('en'));

function cell(result, guard) {
  if (result === undefined) return '-';
  if (result.error) return 'cannot be encoded';
  if (result.failure === 'time') return `> ${guard.seconds} s`;
  if (result.failure === 'memory') return `> ${round(guard.megabytes / 1000)} GB`;
  if (result.failure) return `**dies** (${result.failure})`;
  if (result.wrong.length > 0) return '**WRONG**';
  return `${round(result.compileMs)} / ${Math.max(0, Math.round(result.extraMb))}`;
}

function table(node, cases, policies, results) {
  const lines = [
    `### ${node.name} (${node.version}, V8 ${node.v8}): ms / MB`, '',
    `| graph | blocks | edges | ${policies.join(' | ')} |`, `|---|--:|--:|${policies.map(() => '--:|').join('')}`,
  ];
  for (const one of cases) {
    const name = `${node.name} ${one.family} ${one.size}`;
    const cells = policies.map((policy) => cell(results.get(`${name} ${policy}`), GUARD));
    const figures = [one.blocks, one.edges].map((figure) => figure.toLocaleString('en'));
    lines.push(`| ${[one.family, ...figures, ...cells].join(' | ')} |`);
  }
  return lines.join('\n');
}

// What happens to a process that optimises one flat dispatch loop, with and without the limit.
async function flatDispatch(nodes, options, empty) {
  const rows = [['stackifier/unlimited', '5000'], ['stackifier', '5000'], ['stackifier', '10000']];
  const cases = makeCases({...options, sizes: ['5000', '10000'], family: ['dispatch loop']}, 'engines_flat');
  const lines = [
    '### One flat dispatch loop: does the engine survive it?', '',
    `Optimised at once, and with Node's default flags until it is hot: ms / MB, or MB.`, '',
    `| labels | policy | ${nodes.map((node) => `${node.name}, at once | ${node.name}, hot |`).join(' ')}`,
    `|--:|---|${nodes.map(() => '--:|--:|').join('')}`,
  ];
  for (const [policy, blocks] of rows) {
    const one = cases.find((candidate) => candidate.size === Number(blocks));
    const {wasm} = one.policies.find((candidate) => candidate.policy === policy);
    const cells = [];
    for (const node of nodes) {
      const atOnce = await judge(node, OPTIMISE, wasm, one.walks, LOOSE_GUARD);
      atOnce.extraMb = atOnce.peakMb - empty.get(node.name);
      cells.push(cell(atOnce, LOOSE_GUARD));
      const hot = await judge(node, [], wasm, one.walks, LOOSE_GUARD, 20000);
      cells.push(hot.failure ? cell(hot, LOOSE_GUARD) : Math.round(hot.finalMb - empty.get(node.name)));
    }
    lines.push(`| ${blocks} | ${policy} | ${cells.join(' | ')} |`);
    console.error(lines.at(-1));
  }
  return lines.join('\n');
}

async function main() {
  const options = parseArguments(process.argv.slice(2));
  if (options.check) return check(makeCases(options, 'engines_check'));

  const start = Date.now();
  const nodes = options.nodes.map(findNode);
  const cases = options.flat ? [] : makeCases(options, 'engines');
  const policies = cases[0]?.policies.map((policy) => policy.policy) ?? [];
  const results = new Map();
  const empty = new Map();
  const all = [];
  for (const node of nodes) {
    empty.set(node.name, await emptyMb(node, path.join(options.build, 'bench')));
    for (const one of cases) {
      const known = new Map();  // Without large merges the limit changes nothing.
      for (const policy of one.policies) {
        const bytes = policy.error ? '' : fs.readFileSync(policy.wasm, 'latin1');
        const result = policy.error ? {error: policy.error} :
                                      known.get(bytes) ?? await judge(node, OPTIMISE, policy.wasm, one.walks, GUARD);
        known.set(bytes, result);
        if (result.peakMb) result.extraMb = result.peakMb - empty.get(node.name);
        results.set(`${node.name} ${one.family} ${one.size} ${policy.policy}`, result);
        all.push({node: node.version, family: one.family, blocks: one.blocks, edges: one.edges, ...policy, ...result,
          wasm: undefined});
        if (result.wrong?.length) process.exitCode = 1;
        console.error(`${node.name} ${one.family} ${one.blocks} ${policy.policy}: ${cell(result, GUARD)}`);
      }
    }
  }
  const parts = cases.length === 0 ? [] : nodes.map((node) => table(node, cases, policies, results));
  if (options.family.length === 0) parts.push(await flatDispatch(nodes, options, empty));
  parts.push(`${os.cpus()[0].model}, ${os.cpus().length} cores; ${all.length} modules; ` +
             `${Math.round((Date.now() - start) / 1000)} s.`);
  const text = parts.join('\n\n') + '\n';
  console.log(text);
  if (options.out !== '') {
    fs.writeFileSync(`${options.out}.md`, text);
    fs.writeFileSync(`${options.out}.json`, `[\n${all.map((row) => JSON.stringify(row)).join(',\n')}\n]\n`);
  }
}

await main();
