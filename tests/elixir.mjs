// SPDX-License-Identifier: Apache-2.0
//
// Elixir's library on our runtime: each program of tests/elixir must give, in every mode, the term that it gives under
// Erlang/OTP; once with protocols as the compiler leaves them, once consolidated.
//
//     node elixir.mjs --build=DIR [--otp=ROOT] [--mode=interp,wasm]
//
// ROOT is a folder with a Debian whose Elixir and Erlang/OTP are asked (otp.mjs); without, the installed ones are.
//
// Exit codes: 0 all equal, 1 differences or failures, 2 wrong usage, 77 Elixir is not installed.

import {spawnSync} from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import {fileURLToPath} from 'node:url';

import {Otp} from './otp.mjs';
import {compareTerms} from './term_diff.mjs';

const HERE = path.dirname(fileURLToPath(import.meta.url));
const PROGRAMS = ['Elixir.BeamfoldLibrary', 'Elixir.BeamfoldProcesses'];
const SKIPPED = 77;

const CONSOLIDATE = `
[ebin, out] = System.argv()
paths = [ebin, Application.app_dir(:elixir, "ebin")]
for protocol <- Protocol.extract_protocols(paths) do
  # Distributions may strip what consolidating Elixir's own needs.
  case Protocol.consolidate(protocol, Protocol.extract_impls(protocol, paths)) do
    {:ok, binary} -> File.write!(Path.join(out, "#{protocol}.beam"), binary)
    {:error, :no_beam_info} -> :ok
  end
end
IO.write(Application.app_dir(:elixir, "ebin"))
`;

const ASK = `
  logger:set_primary_config(level, none),
  [Module, File] = init:get_plain_arguments(),
  {P, R} = spawn_monitor(fun() -> exit({value, (list_to_atom(Module)):main()}) end),
  receive {'DOWN', R, process, P, {value, Value}} -> file:write_file(File, unicode:characters_to_binary(io_lib:format("~w", [Value])));
          {'DOWN', R, process, P, Reason} -> io:format("~p~n", [Reason]), halt(1) end,
  halt(0).`;

const options = Object.fromEntries(process.argv.slice(2).map((arg) => arg.replace(/^--/, '').split('=')));
if (!options.build) {
  console.error('usage: node elixir.mjs --build=DIR [--otp=ROOT] [--mode=interp,wasm]');
  process.exit(2);
}
if (!options.otp && spawnSync('elixirc', ['--version']).error) {
  console.log('elixir.mjs: skipped: Elixir is not installed (elixirc is not on the path)');
  process.exit(SKIPPED);
}

const build = path.resolve(options.build);
process.env.BEAMFOLD_RUNTIME_WASM ??= path.join(build, 'runtime/beamfold_runtime.wasm');
process.env.BEAMFOLD_TOOL ??= path.join(build, 'bin/beamfold');
process.env.XDG_CACHE_HOME = path.join(build, 'tests/cache');
const {Host} = await import('../runtime/js/host_node.mjs');

const otp = new Otp(options.otp ?? '');
Object.assign(process.env, otp.environment);
const {folder, files} = otp.place(path.join(build, 'tests/elixir_programs'),
                                  fs.readdirSync(path.join(HERE, 'elixir')).map((name) => path.join(HERE, 'elixir', name)));
const ebin = path.join(folder, 'ebin');
const consolidated = path.join(ebin, 'consolidated');
fs.rmSync(ebin, {recursive: true, force: true});
fs.mkdirSync(consolidated, {recursive: true});
otp.run('elixirc', ['-o', ebin, ...files]);
const library = otp.outsidePath(otp.run('elixir', ['-pa', ebin, '-e', CONSOLIDATE, ebin, consolidated]));

let bad = 0;
for (const program of PROGRAMS) {
  const file = path.join(ebin, `${program}.expected`);
  otp.run('erl', ['-noshell', '-pa', ebin, '-pa', library, '-eval', ASK, '-extra', program, file]);
  const expected = fs.readFileSync(file, 'utf8');
  for (const mode of (options.mode ?? 'interp,wasm').split(',')) {
    for (const [kind, paths] of [['protocols found at run time', [ebin, library]], ['protocols consolidated', [consolidated, ebin, library]]]) {
      const start = performance.now();
      const problems = [];
      let problem;
      try {
        const outcome = new Host({mode, paths, write: () => {}, warn: (text) => problems.push(text)}).call(program, 'main', '[]');
        const {exception} = outcome;
        problem = exception ? `raised ${exception.class}: ${exception.reason}\n${exception.stack.join('\n')}` :
            outcome.value === expected ? '' : compareTerms(expected, outcome.value, {ordered: otp.release < 26});
      } catch (error) {
        problem = error.stack;
      }
      problem = [...problems, problem].filter(Boolean).join('\n');
      console.log(`${problem ? 'FAIL' : 'ok  '} ${mode} ${program}, ${kind}, ${Math.round(performance.now() - start)} ms`);
      if (problem) {
        console.log(problem.replace(/^/gm, '    '));
        ++bad;
      }
    }
  }
}
process.exitCode = bad > 0 ? 1 : 0;
