// SPDX-License-Identifier: Apache-2.0
//
// Runs all benchmarks and writes their figures to results.json and, as Markdown tables, to results.md.
//
//     node report.mjs --build=DIR [--out=DIR] [--quick]
//
// --quick: short runs, to see that everything works; the figures mean little.

import {spawnSync} from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import {fileURLToPath} from 'node:url';

const HERE = path.dirname(fileURLToPath(import.meta.url));

// V8's tiers differ much for an interpreter, so both ways are shown: by default code starts in the baseline compiler;
// --no-liftoff optimises everything before it first runs.
const ENGINES = [{name: 'default', flags: []}, {name: 'no-liftoff', flags: ['--no-liftoff']}];

// Small, usual, large; the last one is the largest of OTP 25.
const COMPILER_INPUT = ['queue', 'lists', 'erl_parse', 'unicode_util'];

function parseArguments(args) {
  const options = {build: '', out: HERE, quick: false};
  for (const arg of args) {
    const [name, value = ''] = arg.split(/=(.*)/s);
    if (name === '--build') options.build = path.resolve(value);
    else if (name === '--out') options.out = path.resolve(value);
    else if (arg === '--quick') options.quick = true;
    else throw new Error(`no option '${arg}'`);
  }
  if (options.build === '') throw new Error('--build=DIR is needed');
  return options;
}

function run(command, args) {
  const result = spawnSync(command, args, {encoding: 'utf8', maxBuffer: 1 << 26, stdio: ['ignore', 'pipe', 'inherit']});
  if (result.error) throw new Error(`${command}: ${result.error.message}`);
  if (result.status !== 0) throw new Error(`${command} ${args.join(' ')}: exit code ${result.status ?? result.signal}`);
  return result.stdout;
}

// Google benchmark's JSON; `names`: benchmark without the suffixes that it adds -> the median, or the only run.
function readBenchmarks(text) {
  const benchmarks = JSON.parse(text).benchmarks;
  const failed = benchmarks.find((benchmark) => benchmark.error_occurred);
  if (failed) throw new Error(`${failed.name}: ${failed.error_message}`);
  const chosen = benchmarks.filter((b) => b.run_type === 'iteration' ? (b.repetitions ?? 1) <= 1 : b.aggregate_name === 'median');
  return new Map(chosen.map((benchmark) => [benchmark.run_name.replace('/real_time', ''), benchmark]));
}

function measurePrograms(options, engine, programs) {
  console.error(`programs, Node.js ${process.version}, ${engine.name}`);
  const file = path.join(options.build, `bench/${engine.name}.json`);
  const amount = options.quick ? ['--benchmark_min_time=0.02'] : ['--benchmark_min_time=0.2', '--benchmark_repetitions=5'];
  run(process.execPath, [...engine.flags, path.join(HERE, 'bench.mjs'), `--build=${options.build}`,
                         `--benchmark_out=${file}`, '--benchmark_out_format=json', ...amount]);
  const medians = readBenchmarks(fs.readFileSync(file, 'utf8'));
  return Object.fromEntries(programs.map(({name}) => {
    const interp = medians.get(`interp/${name}`).real_time;
    const wasm = medians.get(`wasm/${name}`).real_time;
    return [name, {interp, wasm, ratio: interp / wasm}];
  }));
}

function measureErlang(options, programs) {
  console.error('programs, Erlang/OTP');
  const args = programs.flatMap(({name, argument, answer}) => [name, String(argument), answer]);
  const [version, ...lines] =
      run('escript', [path.join(HERE, 'erl_bench.escript'), path.join(options.build, 'bench/ebin'), ...args])
          .trimEnd().split('\n').map((line) => line.split(' '));
  return {
    version: `Erlang/OTP ${version[1]}, ${version[2]}`,
    times: Object.fromEntries(lines.map(([name, time]) => [name, Number(time)])),
  };
}

function measureCompiler(options) {
  console.error("the compiler's stages");
  const expression = `[io:format("~s~n", [code:which(M)]) || M <- [${COMPILER_INPUT.join(',')}]], halt().`;
  const files = run('erl', ['-noinput', '-boot', 'no_dot_erlang', '-eval', expression]).trimEnd().split('\n');
  const amount = options.quick ? ['--benchmark_min_time=0.02'] : ['--benchmark_min_time=0.5'];
  const text = run(path.join(options.build, 'bin/compiler_bench'), ['--benchmark_format=json', ...amount, ...files]);
  return Object.fromEntries([...readBenchmarks(text)].map(([name, benchmark]) => [name, {
    milliseconds: benchmark.real_time,
    codeBytes: benchmark.code_bytes,
    megabytesPerSecond: benchmark.bytes_per_second / 1e6,
    ...(benchmark.wasm_bytes === undefined ? {} : {wasmBytes: benchmark.wasm_bytes}),
  }]));
}

const geometricMean = (values) => Math.exp(values.reduce((sum, value) => sum + Math.log(value), 0) / values.length);

function table(head, rows) {
  const line = (cells) => `| ${cells.join(' | ')} |`;
  return [line(head), line(head.map((_, i) => i === 0 ? '---' : '---:')), ...rows.map(line)].join('\n');
}

function markdown(results) {
  const names = Object.keys(results.erlang.times);
  const parts = [
    '# Results',
    `Written by \`./dev bench\`. ${results.machine}; ${results.node}; ${results.erlang.version}.`,
    '## Programs',
    'Milliseconds for one run, median of 5 repetitions; `ratio` is interpreted / compiled of the same process.',
  ];
  const programs = names.map((name) => {
    const engines = ENGINES.map((engine) => results.engines[engine.name][name]);
    return [name, ...engines.flatMap((e) => [e.interp.toFixed(2), e.wasm.toFixed(2), `**${e.ratio.toFixed(1)}**`]),
            results.erlang.times[name].toFixed(2)];
  });
  programs.push(['geometric mean', ...ENGINES.flatMap((engine) => [
    '', '', `**${geometricMean(names.map((name) => results.engines[engine.name][name].ratio)).toFixed(1)}**`]), '']);
  parts.push(table(['program', ...ENGINES.flatMap(({name}) => [`${name}: interp`, 'wasm', 'ratio']), 'Erlang/OTP'], programs));
  parts.push('## Compiler', 'Speed in MB of the Code chunk per second. decode: file to program; graph: program to ' +
             'control-flow graph; structure: the graph alone; compile: program to wasm, all of it.');
  const stages = ['decode', 'graph', 'structure', 'compile'];
  parts.push(table(['module', 'code bytes', 'wasm bytes', ...stages], COMPILER_INPUT.map((module) => {
    const of = (stage) => results.compiler[`${stage}/${module}`];
    return [module, of('compile').codeBytes, of('compile').wasmBytes,
            ...stages.map((stage) => of(stage).megabytesPerSecond.toFixed(1))];
  })));
  return `${parts.join('\n\n')}\n`;
}

function main() {
  const options = parseArguments(process.argv.slice(2));
  const programs = JSON.parse(fs.readFileSync(path.join(HERE, 'programs.json'), 'utf8'));
  const results = {
    machine: `${os.cpus().length} x ${os.cpus()[0].model.trim()}`,
    node: `Node.js ${process.version} (V8 ${process.versions.v8})`,
    engines: Object.fromEntries(ENGINES.map((engine) => [engine.name, measurePrograms(options, engine, programs)])),
    erlang: measureErlang(options, programs),
    compiler: measureCompiler(options),
  };
  fs.mkdirSync(options.out, {recursive: true});
  fs.writeFileSync(path.join(options.out, 'results.json'), `${JSON.stringify(results, null, 2)}\n`);
  const text = markdown(results);
  fs.writeFileSync(path.join(options.out, 'results.md'), text);
  console.log(text);
}

try {
  main();
} catch (error) {
  console.error(`report.mjs: ${error.message}`);
  process.exitCode = 1;
}
