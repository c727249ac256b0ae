// SPDX-License-Identifier: Apache-2.0
//
// The test double of AtomVM (runtime/atomvm) itself: hand-written modules that keep the rules give what they should, with
// and without strict checks; and each check finds the module that breaks its rule.
//
//     BEAMFOLD_ATOMVM_WASM=... node --test tests/atomvm_double_test.mjs

import assert from 'node:assert';
import {spawnSync} from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import {after, test} from 'node:test';
import {fileURLToPath} from 'node:url';

import {AtomvmFault, AtomvmHost} from '../runtime/js/atomvm_host.mjs';
import {RuntimeError} from '../runtime/js/runtime.mjs';
import {makeModule} from './atomvm_module.mjs';

const HERE = path.dirname(fileURLToPath(import.meta.url));
const definitions = fs.readFileSync(path.join(HERE, '../runtime/atomvm/primitives.def'), 'utf8');
const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'beamfold-atomvm-'));
after(() => fs.rmSync(folder, {recursive: true}));

// {value}, {exception} or {fault}, and what the host had to say.
function run(name, strict) {
  const warnings = [];
  const host = new AtomvmHost({paths: [folder], strict, warn: (text) => warnings.push(text)});
  try {
    return {...host.call(name, 'start', '[]'), warnings: warnings.join('\n')};
  } catch (error) {
    if (error instanceof RuntimeError) return {refused: error.message, warnings: warnings.join('\n')};
    if (!(error instanceof AtomvmFault)) throw error;
    return {fault: error.message, warnings: warnings.join('\n')};
  }
}

function judge(module, outcome, strict) {
  const {value, exception, fault, warnings} = outcome;
  if (module.fault !== undefined && (strict || module.plain)) {
    assert.match(fault ?? `no fault: ${JSON.stringify(outcome)}`, new RegExp(module.fault));
    assert.match(warnings, new RegExp(module.warning ?? '^$'));
  } else if (module.refused !== undefined) {
    assert.match(outcome.refused ?? `loaded: ${JSON.stringify(outcome)}`, new RegExp(module.refused));
  } else if (module.exception !== undefined) {
    assert.strictEqual(exception && `${exception.class}: ${exception.reason}`, module.exception, JSON.stringify(outcome));
    if (module.stack !== undefined) assert.deepStrictEqual(exception.stack, module.stack);
  } else {
    assert.strictEqual(value, (strict && module.strict_expect) || module.expect, JSON.stringify(outcome));
  }
}

const files = fs.readdirSync(path.join(HERE, 'atomvm')).filter((name) => name.endsWith('.wat')).sort();
for (const file of files) {
  const module = makeModule(path.join(HERE, 'atomvm', file), folder, definitions);
  test(`${module.name}, strict`, () => judge(module, run(module.name, true), true));
  // What breaks a rule that only strict checks see has no outcome without them.
  if (module.fault === undefined || module.plain) {
    test(module.name, () => judge(module, run(module.name, false), false));
  }
}

test('each BIF of AtomVM is a native function', () => {
  const text = fs.readFileSync(path.join(HERE, '../runtime/atomvm/bifs.def'), 'utf8');
  const names = [...text.matchAll(/^AVM_BIF\("(.*)", (\d), \w+\)/gm)].map(([, name, arity]) => `erlang:${name}/${arity}`);
  assert.ok(names.length > 60);
  const {runtime} = new AtomvmHost({});
  assert.deepStrictEqual(names.filter((name) => runtime.withText(name, runtime.exports.bf_native) === 0), []);
});

// How often a process that holds a list collects while it passes a hundred places that may.
const PLACES = `-module(places).
-export([count/1, at_once/1]).
count(Length) ->
    Held = lists:seq(1, Length),
    Before = collections(),
    Made = pass(100, []),
    {collections() - Before, length(Made), length(Held)}.
pass(0, Acc) -> Acc;
pass(N, Acc) -> pass(N - 1, [N | Acc]).
at_once(Length) ->
    Held = lists:seq(1, Length),
    Before = collections(),
    erlang:garbage_collect(),
    {collections() - Before > 0, length(Held)}.
collections() -> {Count, _, _} = statistics(garbage_collection), Count.
`;

test('a large process collects at some places only', () => {
  fs.writeFileSync(path.join(folder, 'places.erl'), PLACES);
  assert.strictEqual(spawnSync('erlc', ['-o', folder, path.join(folder, 'places.erl')]).status, 0);
  const call = (strictWords, name, length) => {
    const {value} = new AtomvmHost({paths: [folder], strict: true, strictWords}).call('places', name, `[${length}]`);
    return value.replace(/[{}]/g, '').split(',').map((text) => Number(text) || text);
  };
  const collections = (strictWords, length) => {
    const [count, made, held] = call(strictWords, 'count', length);
    assert.deepStrictEqual([made, held], [100, length]);
    return count;
  };
  assert.ok(collections(1000, 10) >= 100);
  assert.ok(collections(1000, 5000) <= 10);
  assert.ok(collections(-1, 5000) >= 100);
  assert.deepStrictEqual(call(1000, 'at_once', 5000), ['true', 5000]);
});

function command(...args) {
  const cli = path.join(HERE, '../runtime/js/atomvm_cli.mjs');
  return spawnSync(process.execPath, [cli, ...args], {encoding: 'utf8'});
}

test('the command prints a value', () => {
  const {status, stdout} = command('-pa', folder, 'fib', 'start');
  assert.deepStrictEqual({status, stdout}, {status: 0, stdout: '55\n'});
});

test('the command prints an exception', () => {
  const {status, stderr} = command('-pa', folder, 'traces', 'start');
  assert.strictEqual(status, 1);
  assert.match(stderr, /^exception error: badarg\n {2}in traces:inner\/1/);
});

test('a broken rule is an error of the command', () => {
  const {status, stdout, stderr} = command('--strict', '-pa', folder, 'bad_live_too_small', 'start');
  assert.deepStrictEqual({status, stdout}, {status: 1, stdout: ''});
  assert.match(stderr, /^AtomvmFault: AtomVM interface, root: .* label 2 \(bad_live_too_small:start\/0\)/);
});

test('the command is used in a wrong way', () => {
  const {status, stderr} = command('fib');
  assert.strictEqual(status, 2);
  assert.match(stderr, /^usage: /);
});

test('a module without native code, and no compiler', () => {
  const bare = makeModule(path.join(HERE, 'atomvm/fib.wat'), folder, definitions);
  const bytes = fs.readFileSync(path.join(folder, `${bare.name}.beam`));
  bytes.write('avmX', bytes.indexOf('avmN'));
  const other = path.join(folder, 'other');
  fs.mkdirSync(other);
  fs.writeFileSync(path.join(other, 'fib.beam'), bytes);
  const {status, stderr} = command('-pa', other, 'fib', 'start');
  assert.strictEqual(status, 1);
  assert.match(stderr, /compiler|Code|compile/);
});
