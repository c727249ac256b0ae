// SPDX-License-Identifier: Apache-2.0
//
// Takes the walks that `cfg_judge engines` lists (walk.h) through a compiled graph and compares what comes of them.

// Returns a description of each walk that did not go as cfg::Interpret says.
export function takeWalks(run, walks) {
  const wrong = [];
  for (const walk of walks) {
    let hash;
    try {
      hash = run(walk.label, walk.seed, walk.maxBlocks) >>> 0;
    } catch (error) {
      if (!(error instanceof WebAssembly.RuntimeError)) throw error;
      hash = 'trap';
    }
    const expected = walk.end === 'trap' ? 'trap' : walk.hash;
    if (hash !== expected) wrong.push(`label ${walk.label}, seed ${walk.seed}: ${hash} instead of ${expected}`);
  }
  return wrong;
}
