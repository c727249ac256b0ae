// SPDX-License-Identifier: Apache-2.0
//
// The sub-command `beamfold run`: calls an Erlang function and prints what it returns. Exit codes: 0 it returned, 1 it
// raised or something failed, 2 wrong usage; what it gave to erlang:halt.

import path from 'node:path';

import {Host, writeAll} from './host_node.mjs';
import {WasiExit} from './wasi_shim.mjs';

const HELP = `usage: beamfold run [OPTION]... MODULE|FILE.beam FUNCTION [ARG]...

Calls FUNCTION with the arguments, which are Erlang terms, and prints the term that it returns. FILE.beam may be -, the
standard input.

options:
  --mode=wasm     compile each module before it is loaded (default)
  --mode=interp   interpret all modules
  -pa DIR         look for modules in DIR first; may be given several times
  --otp=DIR       where Erlang/OTP is installed (default: $BEAMFOLD_OTP_ROOT, or /usr/lib/erlang); empty: nowhere
  --files         let the program read files
  --time=N        call once to load what is needed, then N times; print the times on standard error
  --stats         print what was loaded and compiled on standard error
  --naive         compile with every edge going through the dispatch (to compare with)
  --version       print the version
  --              end of the options
`;

const EXIT_DONE = 0;
const EXIT_ERROR = 1;
const EXIT_USAGE = 2;

class UsageError extends Error {}

function parseArguments(args) {
  const options = {mode: 'wasm', paths: [], otpRoot: undefined, time: 0, stats: false, files: false, compileOptions: [], help: false};
  const value = (arg, name) => (arg.startsWith(`${name}=`) ? arg.slice(name.length + 1) : null);
  let i = 0;
  for (; i < args.length && args[i].startsWith('-') && args[i] !== '-'; ++i) {
    const arg = args[i];
    let text;
    if (arg === '--') {
      ++i;
      break;
    } else if (arg === '-h' || arg === '--help') {
      options.help = true;
    } else if (arg === '--stats') {
      options.stats = true;
    } else if (arg === '--files') {
      options.files = true;
    } else if (arg === '--naive') {
      options.compileOptions.push(arg);
    } else if (arg === '-pa') {
      if (++i === args.length) throw new UsageError('option \'-pa\' needs a folder');
      options.paths.push(args[i]);
    } else if ((text = value(arg, '--mode')) !== null) {
      if (text !== 'interp' && text !== 'wasm') throw new UsageError(`no mode '${text}': interp or wasm`);
      options.mode = text;
    } else if ((text = value(arg, '--otp')) !== null) {
      options.otpRoot = text;
    } else if ((text = value(arg, '--time')) !== null) {
      if (!/^[1-9][0-9]{0,8}$/.test(text)) throw new UsageError(`option '--time' needs a count, not '${text}'`);
      options.time = Number(text);
    } else {
      throw new UsageError(`no option '${arg}'`);
    }
  }
  const positional = args.slice(i);
  if (!options.help && positional.length < 2) throw new UsageError('a module and a function are needed');
  [options.module, options.function, ...options.args] = positional;
  return options;
}

// One list of all arguments; each is tried on its own first, so that the message says which one is wrong.
function argumentList(runtime, args) {
  for (const arg of args) {
    try {
      runtime.parse(arg);
    } catch (error) {
      throw new UsageError(`argument '${arg}' is not an Erlang term: ${error.message}`);
    }
  }
  return `[${args.join(',')}]`;
}

function printException({class: kind, reason, stack}) {
  console.error(`exception ${kind}: ${reason}`);
  for (const line of stack) console.error(`  in ${line}`);
}

function milliseconds(value) {
  return `${value.toFixed(3)} ms`;
}

// Calls again and again; all modules are there by now. Gives the last outcome.
function measure(host, options, list) {
  const times = [];
  let outcome;
  for (let i = 0; i < options.time; ++i) {
    const start = performance.now();
    outcome = host.call(options.module, options.function, list);
    times.push(performance.now() - start);
    if (outcome.exception) return outcome;
  }
  times.sort((a, b) => a - b);
  const middle = times.length >> 1;
  const median = times.length % 2 === 1 ? times[middle] : (times[middle - 1] + times[middle]) / 2;
  console.error(`time: min ${milliseconds(times[0])}, median ${milliseconds(median)}, ${times.length} runs`);
  return outcome;
}

function printStats(host) {
  const modules = [...host.runtime.modules.values()];
  const compiled = modules.filter((module) => module.compiled).length;
  const {cache, stats} = host;
  console.error(
      `modules: ${modules.length} loaded (${stats.beamBytes} bytes), ${compiled} of them compiled (${stats.wasmBytes} bytes)`);
  console.error(`compiler: ${cache.compiled} modules in ${milliseconds(cache.milliseconds)}, ${cache.kept} from the cache`);
  console.error(`loading: ${milliseconds(stats.loadMilliseconds)}; memory: ${host.runtime.memory.buffer.byteLength >> 10} KiB`);
}

function run(options) {
  const host = new Host({
    mode: options.mode,
    paths: options.paths,
    otpRoot: options.otpRoot,
    files: options.files,
    compileOptions: options.compileOptions,
    warn: (text) => console.error(`beamfold run: warning: ${text}`),
  });
  const list = argumentList(host.runtime, options.args);
  if (options.module === '-') {
    options.module = host.loadFile(options.module);
  } else if (options.module.endsWith('.beam') || options.module.includes('/')) {
    // Its neighbours are probably needed, too.
    host.loader.folders.push(path.dirname(options.module));
    options.module = host.loadFile(options.module);
  }
  let outcome = host.call(options.module, options.function, list);
  if (options.time > 0 && !outcome.exception) outcome = measure(host, options, list);
  if (options.stats) printStats(host);
  if (outcome.exception) {
    printException(outcome.exception);
    return EXIT_ERROR;
  }
  writeAll(1, Buffer.from(`${outcome.value}\n`));
  return EXIT_DONE;
}

function main(args) {
  try {
    const options = parseArguments(args);
    if (options.help) {
      writeAll(1, Buffer.from(HELP));
      return EXIT_DONE;
    }
    return run(options);
  } catch (error) {
    if (error instanceof WasiExit) return error.code;  // erlang:halt
    const usage = error instanceof UsageError;
    console.error(`beamfold run: ${error.message}${usage ? '; see beamfold run --help' : ''}`);
    return usage ? EXIT_USAGE : EXIT_ERROR;
  }
}

process.exitCode = main(process.argv.slice(2));
