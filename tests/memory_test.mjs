// SPDX-License-Identifier: Apache-2.0
//
// A process that dies releases all it held: after each part of soak/soak.erl the runtime holds what it held before, byte
// for byte and piece for piece. BEAMFOLD_SOAK_EBIN is where soak.beam stands.

import assert from 'node:assert';
import {test} from 'node:test';

import {Host} from '../runtime/js/host_node.mjs';

// Not released by design: atoms and literals live for ever.
const FOR_EVER = ['atom', 'literal'];

function value(host, module, name) {
  const outcome = host.call(module, name, '[]');
  assert.strictEqual(outcome.exception, undefined, JSON.stringify(outcome.exception));
  return outcome.value;
}

function held(host) {
  // The text of the last result is held, too: of the same length before and after.
  value(host, 'beamfold', 'memory');
  const rows = [...value(host, 'beamfold', 'memory').matchAll(/\{(\w+),(\d+),(\d+)\}/g)];
  assert.ok(rows.length > 10);
  return Object.fromEntries(rows.filter(([, name]) => !FOR_EVER.includes(name))
                                .map(([, name, bytes, pieces]) => [name, {
                                       // Tables keep the room that they had at most.
                                       bytes: name === 'tables' ? 0 : Number(bytes),
                                       pieces: Number(pieces),
                                     }]));
}

for (const mode of ['interp', 'wasm']) {
  const host = new Host({mode, paths: [process.env.BEAMFOLD_SOAK_EBIN]});
  const parts = value(host, 'soak', 'parts').slice(1, -1).split(',');
  for (const part of parts) {
    test(`${mode}: ${part}`, () => {
      // Loads modules, makes atoms, and lets tables reach their size.
      const first = value(host, 'soak', part);
      value(host, 'soak', part);
      const before = held(host);
      for (let i = 0; i < 3; ++i) assert.strictEqual(value(host, 'soak', part), first);
      assert.deepStrictEqual(held(host), before);
    });
  }
}
