// SPDX-License-Identifier: Apache-2.0
//
// How the time of each pass grows, from cfg_bench's figures: 10^3 to 10^6 blocks of each family.
//
//     cfg_bench --benchmark_format=json >FIGURES.json; node growth.mjs FIGURES.json [--out=FILE]
//
// Which of N, N log N and N^2 fits best is judged by relative error, so that each size counts alike; the fit that
// google benchmark prints minimises absolute errors and so hears the largest size alone. A graph that is larger than
// the caches makes even a plain depth-first search (`search`) grow faster than N, so the time in units of that search
// is fitted as well.

import fs from 'node:fs';

const MODELS = {N: (n) => n, 'N log N': (n) => n * Math.log2(n), 'N^2': (n) => n * n};

// points: [n, time]. Returns the name of the model with the smallest spread of log(time / model).
function bestFit(points) {
  let best;
  for (const [name, model] of Object.entries(MODELS)) {
    const logs = points.map(([n, time]) => Math.log(time / model(n)));
    const mean = logs.reduce((a, b) => a + b) / logs.length;
    const spread = Math.sqrt(logs.reduce((sum, log) => sum + (log - mean) ** 2, 0) / logs.length);
    if (best === undefined || spread < best.spread) best = {name, spread};
  }
  return best.name;
}

const round = (value) => (value >= 100 ? Math.round(value).toLocaleString('en') : value.toPrecision(2));

const args = process.argv.slice(2);
const out = args.find((arg) => arg.startsWith('--out='))?.slice(6);
const figures = JSON.parse(fs.readFileSync(args.find((arg) => !arg.startsWith('--')), 'utf8'));
const times = new Map();  // family -> pass -> [[size, ms]]
for (const one of figures.benchmarks) {
  if (one.run_type !== 'iteration') continue;
  const [pass, family, size, manual] = one.name.split('/');
  if (!times.has(family)) times.set(family, new Map());
  const passes = times.get(family);
  if (!passes.has(pass)) passes.set(pass, []);
  passes.get(pass).push([Number(size), manual ? one.real_time : one.cpu_time]);
}

const lines = [
  '| graph | ms at 10^3 | 10^4 | 10^5 | 10^6 | fits | searches at 10^3 | 10^4 | 10^5 | 10^6 | fits |',
  `|---|${'--:|'.repeat(10)}`,
];
for (const [family, passes] of times) {
  const search = passes.get('search');
  const whole = passes.get('structure');
  const inSearches = whole.map(([n, ms], i) => [n, ms / search[i][1]]);
  const scaled = inSearches.map(([n, ratio]) => [n, ratio * n]);
  lines.push(`| ${family} | ${whole.map(([, ms]) => round(ms)).join(' | ')} | ${bestFit(whole)} | ` +
             `${inSearches.map(([, ratio]) => round(ratio)).join(' | ')} | ${bestFit(scaled)} |`);
}

const names = [...times.values().next().value.keys()].filter((pass) => pass !== 'search');
lines.push('', 'The passes, each in searches at 10^6 (and at 10^3):', '', `| graph | ${names.join(' | ')} |`,
           `|---|${'--:|'.repeat(names.length)}`);
for (const [family, passes] of times) {
  const search = passes.get('search');
  const cells = names.map((name) => {
    const ratios = passes.get(name).map(([, ms], i) => ms / search[i][1]);
    return `${round(ratios.at(-1))} (${round(ratios[0])})`;
  });
  lines.push(`| ${family} | ${cells.join(' | ')} |`);
}
const fits = {};
for (const passes of times.values()) {
  const search = passes.get('search');
  for (const [name, points] of passes) {
    if (name === 'search') continue;
    const fit = bestFit(points.map(([n, ms], i) => [n, (ms / search[i][1]) * n]));
    fits[name] = {...fits[name], [fit]: (fits[name]?.[fit] ?? 0) + 1};
  }
}
lines.push('', 'In how many families which order fits each pass best, in searches:', '',
           '| pass | N | N log N | N^2 |', '|---|--:|--:|--:|');
for (const name of names) {
  lines.push(`| ${name} | ${Object.keys(MODELS).map((model) => fits[name][model] ?? 0).join(' | ')} |`);
}
const text = lines.join('\n') + '\n';
console.log(text);
if (out) fs.writeFileSync(`${out}.md`, text);
