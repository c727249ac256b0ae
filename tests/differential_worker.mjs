// SPDX-License-Identifier: Apache-2.0
//
// A worker of differential.mjs: reads names of programs from standard input, calls main/0 of each in a runtime of its
// own, and writes one line of JSON for each.
//
//     node differential_worker.mjs MODE EBIN[:EBIN]... STRESS_WORDS [COMPILER OPTION]...

import {spawnSync} from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';

import {AtomvmHost} from '../runtime/js/atomvm_host.mjs';
import {Host, runtimePath, writeAll} from '../runtime/js/host_node.mjs';

const [mode, ebinPath, stressWords, ...givenOptions] = process.argv.slice(2);
const ebins = ebinPath.split(path.delimiter);
const compileOptions = mode === 'wstress' ? [...givenOptions, '--gc-stress'] : givenOptions;

// Half of all modules by their names, so that neighbours in a call differ often.
function isOdd(name) {
  let sum = 0;
  for (const char of name) sum += char.charCodeAt(0);
  return sum % 2 === 1;
}

const COMPILED = {
  interp: () => false,
  stress: () => false,
  wasm: () => true,
  wstress: () => true,
  mixed0: (name) => !isOdd(name),
  mixed1: isOdd,
};

function run(program) {
  return mode.startsWith('native') ? runNative(program) : runInHost(program);
}

function runInHost(program) {
  const warnings = [];
  let output = '';
  const decoder = new TextDecoder();
  const options = {
    paths: ebins,
    compileOptions,
    write: (descriptor, bytes) => {
      if (descriptor === 1) output += decoder.decode(bytes, {stream: true});
    },
    warn: (text) => warnings.push(text),
  };
  const atomvm = {
    ...options,
    strict: mode === 'atomvm-strict',
    strictWords: Number(stressWords),
    float32: mode === 'atomvm-float32',
  };
  const host = mode.startsWith('atomvm') ? new AtomvmHost(atomvm) : new Host({...options, mode: COMPILED[mode]});
  if (mode.endsWith('stress')) host.runtime.exports.bf_gc_stress(Number(stressWords));
  const outcome = host.call(program, 'main', '[]');
  // A module that silently falls back to the interpreter would test nothing.
  return warnings.length > 0 ? {failure: warnings.join('\n')} : {...outcome, output};
}

function runNative(program) {
  const tool = process.env.BEAMFOLD_NATIVE32 ?? path.join(path.dirname(runtimePath()), 'beamfold_native32');
  const stress = mode === 'native-stress' ? ['--gc-stress', stressWords] : [];
  const words = ['--otp', process.env.BEAMFOLD_OTP_ROOT, ...ebins.flatMap((ebin) => ['-pa', ebin]), ...stress, program, 'main'];
  // What AddressSanitizer keeps of freed memory would fill 32 bits: a collection frees a heap.
  const env = {...process.env, ASAN_OPTIONS: [process.env.ASAN_OPTIONS, 'quarantine_size_mb=32'].filter(Boolean).join(':')};
  const result = spawnSync(tool, words, {encoding: 'utf8', maxBuffer: 1 << 26, env});
  if (result.error) return {failure: result.error.message};
  if (result.status !== 0) return {failure: `exit code ${result.status ?? result.signal}\n${result.stderr.slice(0, 2000)}`};
  // The value is the last line.
  const [, output, value] = result.stdout.trimEnd().match(/^([^]*\n)?([^\n]*)$/);
  return {value, output: output ?? ''};
}

for (const program of fs.readFileSync(0, 'utf8').split('\n').filter(Boolean)) {
  const start = performance.now();
  let answer;
  try {
    answer = run(program);
  } catch (error) {
    answer = {failure: error.stack};
    // A runtime that trapped is left alone; the next program gets its own.
  }
  writeAll(1, Buffer.from(`${JSON.stringify({program, milliseconds: performance.now() - start, ...answer})}\n`));
}
