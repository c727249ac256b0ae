// SPDX-License-Identifier: Apache-2.0
//
// Compiles the modules whose paths standard input has, a line each, one after the other, and prints a line of JSON for
// each: {ms, peakMb}; processor time of all threads, and the most memory that the process has had so far. Which tier
// compiles is the command line's affair (measure.mjs).

import fs from 'node:fs';

for (const file of fs.readFileSync(0, 'utf8').split('\n').filter(Boolean)) {
  const bytes = fs.readFileSync(file);
  const start = process.cpuUsage();
  new WebAssembly.Module(bytes);
  const used = process.cpuUsage(start);
  const ms = (used.user + used.system) / 1000;
  fs.writeSync(1, `${JSON.stringify({ms, peakMb: process.resourceUsage().maxRSS / 1024})}\n`);
}
