// SPDX-License-Identifier: Apache-2.0
//
// Out of memory: programs run in the native runtime while its N-th allocation fails, alone or with all that follow. The
// program must give its value, or end with system_limit, or the runtime must end with its message; sanitizers see to
// it that nothing else goes wrong.
//
//     node fault_test.mjs --build=DIR [--points=N] [--seconds=N]
//
// Each program is run with about so many different N, from the first allocation to the last; exit code 1 if one of them
// ends in another way.

import {spawnSync} from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import {fileURLToPath} from 'node:url';

const HERE = path.dirname(fileURLToPath(import.meta.url));
const FATAL_EXIT = 3;  // runtime/memory.h
// [module, function, source]
const PROGRAMS = [
  ...['links', 'monitors', 'timers', 'aliases', 'binaries', 'dictionary', 'maps', 'exceptions'].map(
      (part) => ['soak', part, 'soak/soak.erl']),
  ['process_names', 'main', 'programs/process_names.erl'],
  ['process_receive', 'main', 'programs/process_receive.erl'],
  ['gc_binaries', 'main', 'programs/gc_binaries.erl'],
  ['int_bignum', 'main', 'programs/int_bignum.erl'],
  ['term_binary', 'main', 'programs/term_binary.erl'],
];

const options = {points: '12', seconds: '50'};
for (const arg of process.argv.slice(2)) {
  const match = /^--(build|points|seconds)=(.+)$/.exec(arg);
  if (!match) usage();
  options[match[1]] = match[2];
}
if (!options.build || !(Number(options.points) > 0) || !(Number(options.seconds) > 0)) usage();

function usage() {
  console.error('usage: node fault_test.mjs --build=DIR [--points=N] [--seconds=N]');
  process.exit(2);
}

const tool = path.resolve(options.build, 'runtime/beamfold_native32');
const ebin = path.resolve(options.build, 'tests/faults');
fs.mkdirSync(ebin, {recursive: true});
const sources = ['programs/probe_lib.erl', ...new Set(PROGRAMS.map(([, , source]) => source))].map((file) => path.join(HERE, file));
if (spawnSync('erlc', ['-o', ebin, ...sources], {stdio: 'inherit'}).status !== 0) process.exit(1);

function run(module, name, fail) {
  return spawnSync(tool, ['-pa', ebin, '--fail', fail, module, name], {encoding: 'utf8', timeout: 60_000, maxBuffer: 1 << 26});
}

// How it ended, or '' if it must not have ended so.
function kind(result, value) {
  if (result.status === 0 && result.stdout === value) return 'value';
  // A child process that was refused memory ends alone, so that the program comes to another value.
  if (result.status === 0 && result.stdout.includes('system_limit')) return 'system_limit';
  if (result.status === 1 && /system_limit|no process can be started|every process waits/.test(result.stderr)) return 'system_limit';
  if (result.status === FATAL_EXIT && /^beamfold: out of memory/m.test(result.stderr)) return 'message';
  return '';
}

const counts = {value: 0, system_limit: 0, message: 0};
const bad = [];
const start = performance.now();
let skipped = 0;
for (const [module, name] of PROGRAMS) {
  const clean = run(module, name, '0');
  const allocations = Number(/^(\d+) allocations$/m.exec(clean.stderr)?.[1]);
  if (clean.status !== 0 || !(allocations > 0)) {
    bad.push(`${module}:${name} without a fault: exit code ${clean.status}, ${clean.stderr.slice(0, 500)}`);
    continue;
  }
  const points = Math.min(Number(options.points), allocations);
  for (let i = 0; i < points; ++i) {
    // The first ones, then spread over all.
    const n = i < points / 3 ? i + 1 : Math.ceil(allocations * (i + 1) / points);
    const fail = `${n}${i % 2 === 1 ? '+' : ''}`;
    if ((performance.now() - start) / 1000 > Number(options.seconds)) {
      ++skipped;
      continue;
    }
    const result = run(module, name, fail);
    const how = kind(result, clean.stdout);
    if (how === '') {
      bad.push(`${module}:${name} --fail ${fail}: ${result.signal ?? `exit code ${result.status}`}\n` +
               `${result.stdout.slice(0, 300)}\n${result.stderr.slice(0, 1500)}`);
    } else {
      ++counts[how];
    }
  }
}
for (const text of bad) console.log(`FAIL ${text}`);
console.log(`faults: ${counts.value} times the value, ${counts.system_limit} times system_limit, ` +
            `${counts.message} times the message, ${bad.length} bad, ${skipped} left out for want of time`);
process.exitCode = bad.length > 0 || counts.message + counts.system_limit === 0 ? 1 : 0;
