// SPDX-License-Identifier: Apache-2.0
//
// Tests of the host (runtime/js) that need a build tree: node --test host_test.mjs with BEAMFOLD_RUNTIME_WASM and
// BEAMFOLD_TOOL set. The differential test covers what programs compute; this one the rest: files, arguments, messages.

import assert from 'node:assert/strict';
import {spawnSync} from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import {after, test} from 'node:test';
import {fileURLToPath} from 'node:url';
import zlib from 'node:zlib';

import {BeamFileError, prepareBeam, prepareBeamAsync} from '../runtime/js/beam_bytes.mjs';
import {CompileCache, CompileError} from '../runtime/js/compile_cache.mjs';
import {Host} from '../runtime/js/host_node.mjs';
import {inflate, Loader, readBeam} from '../runtime/js/loader_node.mjs';
import {compareTerms} from './term_diff.mjs';

const HERE = path.dirname(fileURLToPath(import.meta.url));
const CLI = path.join(HERE, '../runtime/js/cli.mjs');
const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'beamfold-host-'));
after(() => fs.rmSync(folder, {recursive: true}));

function writeFile(name, data, mode = 0o644) {
  const file = path.join(folder, name);
  fs.mkdirSync(path.dirname(file), {recursive: true});
  fs.writeFileSync(file, data, {mode});
  return file;
}

function compileErlang(name, body) {
  const source = writeFile(`${name}.erl`, `-module(${name}).\n-compile(export_all).\n-compile(nowarn_export_all).\n${body}\n`);
  const result = spawnSync('erlc', ['-o', folder, source], {encoding: 'utf8'});
  assert.equal(result.status, 0, result.stdout + result.stderr);
  return path.join(folder, `${name}.beam`);
}

const greeter = compileErlang('greeter', `
hello(Name) -> {hello, Name}.
boom(X) -> {wrapped, deeper(X)}.
deeper(X) -> X + X.
show(X) -> erlang:display(X), done.
literals() -> [{table, "with a long literal text", #{k => [1, 2.5]}}, <<"binary">>].
exits() -> exit({shutdown, now}).
throws() -> throw(ball).
`);

function cli(...args) {
  const env = {...process.env, XDG_CACHE_HOME: path.join(folder, 'cache')};
  const {status, stdout, stderr} = spawnSync(process.execPath, [CLI, ...args], {encoding: 'utf8', env});
  return {status, stdout, stderr};
}

test('a gzipped file is the same as the plain one, in both ways of unpacking', async () => {
  const bytes = fs.readFileSync(greeter);
  const packed = new Uint8Array(zlib.gzipSync(bytes));
  const beam = prepareBeam(bytes, inflate);
  assert.ok(Buffer.from(beam).includes('LitU'));
  assert.deepEqual(Buffer.from(prepareBeam(packed, inflate)), Buffer.from(beam));
  assert.deepEqual(Buffer.from(await prepareBeamAsync(packed)), Buffer.from(beam));
});

test('damaged files give messages', () => {
  const claim = (size, rest) => {
    const chunk = Buffer.concat([Buffer.from([0, 0, 0, size]), rest]);
    const head = Buffer.alloc(20);
    head.write('FOR1', 0);
    head.writeUInt32BE(12 + chunk.length, 4);
    head.write('BEAMLitT', 8);
    head.writeUInt32BE(chunk.length, 16);
    return Buffer.concat([head, chunk]);
  };
  const prepare = (bytes) => () => prepareBeam(bytes, inflate);
  assert.throws(prepare(Buffer.from('')), /not a BEAM file/);
  assert.throws(prepare(Buffer.from('FOR1....RIFF')), /not a BEAM file/);
  assert.throws(prepare(claim(5, zlib.deflateSync('four'))), /claims 5 bytes, but holds 4/);
  assert.throws(prepare(claim(5, zlib.deflateSync('12345')).subarray(0, 26)), /runs over the end/);
  assert.doesNotThrow(prepare(claim(4, zlib.deflateSync('four'))));
  assert.throws(() => readBeam(writeFile('bad.beam', 'nothing')), (error) => error instanceof BeamFileError && /bad\.beam/.test(error.message));
});

test('folders of the search path come before the current folder and Erlang/OTP', () => {
  writeFile('pa/lists.beam', '');
  const loader = new Loader({paths: [path.join(folder, 'pa')]});
  assert.equal(loader.find('lists'), path.join(folder, 'pa/lists.beam'));
  assert.match(loader.find('maps'), /stdlib.*ebin\/maps\.beam$/);
  assert.equal(loader.find('no_such_module_at_all'), null);
  assert.equal(loader.find('../pa/lists'), null);
  assert.equal(new Loader({otpRoot: ''}).find('maps'), null);
});

test('the cache compiles once for each file, tool and set of options', () => {
  const tool = writeFile('tool', `#!/bin/sh\necho "$@" >> ${folder}/calls\ncat\n`, 0o755);
  const cache = (options) => new CompileCache({tool, options, folder: path.join(folder, 'cache1')});
  const get = (options, bytes) => cache(options).get('x.beam', Buffer.from(bytes)).toString();
  assert.deepEqual([get([], 'a'), get([], 'a'), get([], 'b'), get(['--naive'], 'a'), get(['--naive'], 'a')], ['a', 'a', 'b', 'a', 'a']);
  assert.equal(fs.readFileSync(path.join(folder, 'calls'), 'utf8').trim().split('\n').length, 3);
  fs.appendFileSync(tool, '# a new version\n');
  get([], 'a');
  assert.equal(fs.readFileSync(path.join(folder, 'calls'), 'utf8').trim().split('\n').length, 4);
});

test('a compiler that fails or is missing is told', () => {
  const tool = writeFile('failing', '#!/bin/sh\ncat >/dev/null\necho "chunk Code: bad" >&2\nexit 1\n', 0o755);
  const where = path.join(folder, 'cache2');
  assert.throws(() => new CompileCache({tool, folder: where}).get('x.beam', Buffer.from('a')), (error) => error instanceof CompileError && /x\.beam: chunk Code: bad/.test(error.message));
  assert.throws(() => new CompileCache({tool: `${folder}/none`, folder: where}).get('x.beam', Buffer.from('a')), /no compiler at .*none/);
});

test('a cache that cannot be written does not matter', () => {
  const tool = writeFile('cat', '#!/bin/sh\ncat\n', 0o755);
  const blocked = path.join(writeFile('file', ''), 'below');
  assert.equal(new CompileCache({tool, folder: blocked}).get('x.beam', Buffer.from('a')).toString(), 'a');
});

for (const mode of ['interp', 'wasm']) {
  test(`${mode}: results, arguments, literals`, () => {
    const run = (...args) => cli(`--mode=${mode}`, '-pa', folder, ...args);
    assert.deepEqual(run('greeter', 'hello', '{you, "and", [1.5|x]}'), {status: 0, stdout: '{hello,{you,[97,110,100],[1.5|x]}}\n', stderr: ''});
    assert.deepEqual(cli(`--mode=${mode}`, greeter, 'hello', 'me'), {status: 0, stdout: '{hello,me}\n', stderr: ''});
    assert.deepEqual(run('--', 'greeter', 'hello', '-5'), {status: 0, stdout: '{hello,-5}\n', stderr: ''});
    assert.match(run('greeter', 'literals').stdout, /^\[\{table,\[119,.*#\{k => \[1,2\.5\]\}\},<<98,105,110,97,114,121>>\]\n$/);
    assert.equal(run('greeter', 'show', '[a]').stdout, '[a]\ndone\n');
  });

  test(`${mode}: exceptions`, () => {
    const run = (...args) => cli(`--mode=${mode}`, '-pa', folder, ...args);
    const boom = run('greeter', 'boom', 'a');
    assert.equal(boom.status, 1);
    assert.equal(boom.stdout, '');
    assert.match(boom.stderr, /^exception error: badarith\n  in erlang:'\+'\/2\n  in greeter:deeper\/1 \(.*greeter\.erl, line 7\)\n  in greeter:boom\/1 \(.*greeter\.erl, line 6\)\n$/);
    assert.match(run('greeter', 'exits').stderr, /^exception exit: \{shutdown,now\}\n/);
    assert.match(run('greeter', 'throws').stderr, /^exception throw: ball\n/);
    assert.match(run('greeter', 'missing', '1').stderr, /^exception error: undef\n  in greeter:missing\/1\n/);
    assert.match(run('no_such_module_at_all', 'f').stderr, /^exception error: undef\n  in no_such_module_at_all:f\/0\n/);
  });

  test(`${mode}: times and statistics`, () => {
    const {status, stdout, stderr} = cli(`--mode=${mode}`, '-pa', folder, '--time=4', '--stats', 'greeter', 'hello', 'x');
    assert.equal(status, 0);
    assert.equal(stdout, '{hello,x}\n');
    assert.match(stderr, /^time: min \d+\.\d{3} ms, median \d+\.\d{3} ms, 4 runs\n/);
    assert.match(stderr, new RegExp(`modules: 1 loaded \\(\\d+ bytes\\), ${mode === 'wasm' ? 1 : 0} of them compiled`));
  });
}

test('a module may come from standard input', () => {
  const run = (input) => spawnSync(process.execPath, [CLI, '-', 'hello', 'you'], {input, encoding: 'utf8'});
  assert.equal(run(fs.readFileSync(greeter)).stdout, '{hello,you}\n');
  assert.match(run('nothing').stderr, /^beamfold run: standard input: not a BEAM file/);
});

test('every command of the tool explains itself and has a version', () => {
  const tool = (...args) => spawnSync(process.env.BEAMFOLD_TOOL, args, {encoding: 'utf8'});
  for (const command of [[], ['compile'], ['dump'], ['run'], ['cfg']]) {
    assert.match(tool(...command, '--version').stdout, /^beamfold \d+\.\d+\.\d+\n$/);
    const help = tool(...command, '--help');
    assert.equal(help.status, 0);
    assert.match(help.stdout, /usage: beamfold/);
    assert.equal(tool(...command, '--no-such-option').status, 2);
  }
  assert.equal(tool('no_such_command').status, 2);
});

test('wrong usage has exit code 2', () => {
  for (const args of [[], ['greeter'], ['--mode=jit', 'm', 'f'], ['--time=0', 'm', 'f'], ['--time=x', 'm', 'f'], ['-pa'], ['--no-such-option', 'm', 'f']]) {
    const {status, stdout, stderr} = cli(...args);
    assert.deepEqual([status, stdout], [2, ''], args.join(' '));
    assert.match(stderr, /^beamfold run: .*--help\n$/);
  }
  const bad = cli('--mode=interp', 'lists', 'seq', '1', '{2');
  assert.equal(bad.status, 2);
  assert.match(bad.stderr, /argument '\{2' is not an Erlang term/);
  assert.equal(cli('--help').status, 0);
});

test('a broken module is reported by its path', () => {
  writeFile('broken/broken.beam', fs.readFileSync(greeter).subarray(0, 200));
  const {status, stderr} = cli('--mode=interp', '-pa', path.join(folder, 'broken'), 'broken', 'f');
  assert.equal(status, 1);
  assert.match(stderr, /^beamfold run: .*broken\.beam: /);
  fs.copyFileSync(greeter, path.join(folder, 'broken/other.beam'));
  assert.match(cli('--mode=interp', '-pa', path.join(folder, 'broken'), 'other', 'f').stderr, /other\.beam for module other holds greeter/);
});

test('promises: modules that come later, and turns for the event loop', async () => {
  const host = new Host({mode: 'interp', paths: [folder]});
  const asked = [];
  const find = async (name) => {
    asked.push(name);
    await new Promise((resolve) => setTimeout(resolve, 1));
    return host.find(name);
  };
  let turns = 0;
  const timer = setInterval(() => ++turns, 1);
  const outcome = await host.runtime.callAsync('lists', 'foldl', '[fun erlang:\'+\'/2, 0, [1, 2, 3]]', {find});
  const sum = await host.runtime.callAsync('lists', 'sum', `[[${'7, '.repeat(200000)}1]]`, {find, milliseconds: 0});
  clearInterval(timer);
  assert.equal(outcome.value, '6');
  assert.equal(sum.value, '1400001');
  assert.deepEqual(asked, ['lists']);
  assert.ok(turns > 0);
});

test('differences of terms are shown by path', () => {
  assert.equal(compareTerms('[{a,1},{b,[x,{c,2}]}]', '[{a,1},{b,[x,{c,3}]}]'), 'at b [1] [1] [1]:\n  expected 2\n  got      3');
  assert.equal(compareTerms('[1,2]', '[1]'), 'at the top:\n  expected [1,2]\n  got      [1]');
  assert.equal(compareTerms('{\'a,b\',#{k => <<1>>}}', '{\'a,b\',#{k => <<2>>}}'), 'at [1] [0]:\n  expected k => <<1>>\n  got      k => <<2>>');
  assert.equal(compareTerms('[a,b]', '[a,c]'), 'at [1]:\n  expected b\n  got      c');
});

test('programs read files if the host lets them, and end the runtime', () => {
  const file = writeFile('read me.txt', 'abc');
  const read = (options, name) => new Host({mode: 'interp', ...options}).call('file', 'read_file', `["${name}"]`).value;
  assert.equal(read({files: true}, file), '{ok,<<97,98,99>>}');
  assert.equal(read({files: true}, `${file}x`), '{error,enoent}');
  assert.equal(read({files: true}, folder), '{error,eisdir}');
  assert.equal(read({}, file), '{error,enoent}');
  assert.throws(() => new Host({mode: 'interp'}).call('erlang', 'halt', '[7]'), (error) => error.code === 7);
});
