// SPDX-License-Identifier: Apache-2.0
//
// The soak: rounds of soak/soak.erl in one runtime, and a curve of its memory, which must be flat after a warm-up.
//
//     node soak.mjs --build=DIR [--seconds=600] [--mode=interp|wasm] [--svg=FILE]
//
// Prints a table: time, rounds, bytes in use after a round, allocations, size of the WebAssembly memory. Exit code 1 if
// a round's result changes or memory grows.

import {spawnSync} from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import {fileURLToPath} from 'node:url';

const HERE = path.dirname(fileURLToPath(import.meta.url));
const ROWS = 20;
const GROWTH = 1.02;  // of what is in use: sizes of hash tables and of kept memory vary

const options = {seconds: '600', mode: 'wasm'};
for (const arg of process.argv.slice(2)) {
  const match = /^--(build|seconds|mode|svg)=(.+)$/.exec(arg);
  if (!match) usage(`no option '${arg}'`);
  options[match[1]] = match[2];
}
if (!options.build || !(Number(options.seconds) > 0) || !['interp', 'wasm'].includes(options.mode)) usage('wrong options');

function usage(problem) {
  console.error(`soak.mjs: ${problem}\nusage: node soak.mjs --build=DIR [--seconds=N] [--mode=interp|wasm] [--svg=FILE]`);
  process.exit(2);
}

const build = path.resolve(options.build);
process.env.BEAMFOLD_RUNTIME_WASM ??= path.join(build, 'runtime/beamfold_runtime.wasm');
process.env.BEAMFOLD_TOOL ??= path.join(build, 'bin/beamfold');
process.env.XDG_CACHE_HOME = path.join(build, 'tests/cache');
const {Host} = await import('../runtime/js/host_node.mjs');

const ebin = path.join(build, 'tests/soak');
fs.mkdirSync(ebin, {recursive: true});
const compiled = spawnSync('erlc', ['-o', ebin, path.join(HERE, 'soak/soak.erl')], {stdio: 'inherit'});
if (compiled.status !== 0) process.exit(1);

const host = new Host({mode: options.mode, paths: [ebin], warn: (text) => console.error(text)});

function call(module, name) {
  const outcome = host.call(module, name, '[]');
  if (outcome.exception) throw new Error(`${module}:${name}: ${JSON.stringify(outcome.exception)}`);
  return outcome.value;
}

function inUse() {
  const sums = {bytes: 0, pieces: 0};
  for (const [, name, bytes, pieces] of call('beamfold', 'memory').matchAll(/\{(\w+),(\d+),(\d+)\}/g)) {
    if (['processes', 'names', 'monitors', 'aliases', 'timers'].includes(name)) continue;
    sums.bytes += Number(bytes);
    sums.pieces += Number(pieces);
  }
  return sums;
}

const expected = call('soak', 'round');
const samples = [];
const limit = Number(options.seconds);
const start = performance.now();
let wrong = 0;
for (let rounds = 1;; ++rounds) {
  if (call('soak', 'round') !== expected) ++wrong;
  const seconds = (performance.now() - start) / 1000;
  samples.push({seconds, rounds, ...inUse(), memory: host.runtime.memory.buffer.byteLength});
  if (seconds > limit) break;
}

console.log('seconds   rounds   bytes in use  allocations  memory KiB');
for (let i = 1; i <= ROWS; ++i) {
  const s = samples[Math.max(Math.ceil(samples.length * i / ROWS) - 1, 0)];
  console.log([s.seconds.toFixed(0).padStart(7), String(s.rounds).padStart(8), String(s.bytes).padStart(14),
               String(s.pieces).padStart(12), String(s.memory >> 10).padStart(11)].join(' '));
}

const fifth = (i) => samples.slice(Math.floor(samples.length * i / 5), Math.ceil(samples.length * (i + 1) / 5));
const most = (part, key) => Math.max(...part.map((s) => s[key]));
if (options.svg) fs.writeFileSync(options.svg, svg());

// The second fifth against the last one.
const problems = ['bytes', 'pieces', 'memory'].filter((key) => most(fifth(4), key) > most(fifth(1), key) * GROWTH);
if (wrong > 0) problems.unshift(`${wrong} wrong results`);
console.log(problems.length === 0 ? `flat over ${samples.length} rounds` : `not flat: ${problems.join(', ')}`);
process.exitCode = problems.length === 0 ? 0 : 1;

// Bytes in use and size of the memory over time.
function svg() {
  const [width, height] = [640, 200];
  const top = most(samples, 'memory') * 1.1;
  const line = (key, colour) => {
    const step = Math.ceil(samples.length / 300);
    const points = samples.filter((_, i) => i % step === 0)
                       .map((s) => `${(s.seconds / limit * width).toFixed(1)},${(height - s[key] / top * height).toFixed(1)}`);
    return `<polyline fill="none" stroke="${colour}" stroke-width="2" points="${points.join(' ')}"/>`;
  };
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="-10 -20 ${width + 20} ${height + 50}" font-family="sans-serif" font-size="12">
<rect width="${width}" height="${height}" fill="#f6f6f6"/>
${line('memory', '#888')}
${line('bytes', '#06c')}
<text x="0" y="-6">WebAssembly memory (grey) and bytes in use after each round (blue); full height ${(top / 2 ** 20).toFixed(1)} MiB</text>
<text x="0" y="${height + 18}">0</text><text x="${width}" y="${height + 18}" text-anchor="end">${limit} s</text>
</svg>
`;
}
