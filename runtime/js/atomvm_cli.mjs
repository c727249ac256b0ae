// SPDX-License-Identifier: Apache-2.0
//
// Runs Erlang functions on the test double of AtomVM, as cli.mjs does on beamfold's own runtime.
//
//     node atomvm_cli.mjs [--strict] [--float32] [-pa DIR]... [--otp=DIR] [--compile=OPTION]... MODULE|FILE.beam FUNCTION [ARG]...
//
// Exit codes: 0 it returned, 1 it raised, broke a rule of the interface, or something failed, 2 wrong usage; what it gave
// to erlang:halt.

import path from 'node:path';

import {AtomvmHost} from './atomvm_host.mjs';
import {writeAll} from './host_node.mjs';
import {WasiExit} from './wasi_shim.mjs';

const USAGE =
    'usage: node atomvm_cli.mjs [--strict] [--float32] [-pa DIR]... [--otp=DIR] [--compile=OPTION]... MODULE|FILE.beam FUNCTION [ARG]...';

function parseArguments(args) {
  const options = {strict: false, float32: false, paths: [], otpRoot: undefined, compileOptions: []};
  let i = 0;
  for (; i < args.length && args[i].startsWith('-'); ++i) {
    const [name, value] = args[i].split(/=(.*)/s);
    if (name === '--strict') options.strict = true;
    else if (name === '--float32') options.float32 = true;
    else if (name === '-pa' && i + 1 < args.length) options.paths.push(args[++i]);
    else if (name === '--otp') options.otpRoot = value;
    else if (name === '--compile') options.compileOptions.push(value);
    else return null;
  }
  const [module, name, ...callArgs] = args.slice(i);
  return name === undefined ? null : {options, module, name, callArgs};
}

function run({options, module, name, callArgs}) {
  const host = new AtomvmHost(options);
  if (module.endsWith('.beam')) {
    host.loader.folders.push(path.dirname(module));
    module = host.loadFile(module);
  }
  const {value, exception} = host.call(module, name, `[${callArgs.join(',')}]`);
  if (exception) {
    console.error(`exception ${exception.class}: ${exception.reason}`);
    for (const line of exception.stack) console.error(`  in ${line}`);
    return 1;
  }
  writeAll(1, Buffer.from(`${value}\n`));
  return 0;
}

function main(args) {
  const call = parseArguments(args);
  if (call === null) {
    console.error(USAGE);
    return 2;
  }
  try {
    return run(call);
  } catch (error) {
    if (error instanceof WasiExit) return error.code;  // erlang:halt
    console.error(`${error.name}: ${error.message}`);
    return 1;
  }
}

process.exitCode = main(process.argv.slice(2));
