// SPDX-License-Identifier: Apache-2.0
//
// Makes .beam files with native code for AtomVM out of hand-written WebAssembly text (tests/atomvm/*.wat). The first line
// of such a file is
//
//     ;;! {"expect": TERM, ...}          JSON, see below; what follows are functions of a module
//
// Around the functions comes a module with AtomVM's two imports and one function for each primitive. Abbreviations:
//
//     (func (export "f2") (entry) ...)    an entry, with parameters $ctx, $js, $p
//     (@PutList HEAD TAIL)                a primitive, named as in runtime/atomvm/primitives.def; ctx and js are added
//     (x1) (x1= VALUE) (y0) (y0= VALUE)   registers
//     (word 2 TERM) (word= 2 TERM VALUE)  a word of the object that a term refers to
//     (go 7)                              js.continuation := label 7
//     %12 %0x8B, #12                      i32 constants; #: as a small integer
//     (fail)                              returns handle_error of label 2
//
// Members of the JSON object, all optional but for one of expect and fault:
//     expect        what start/0 gives, as Erlang text
//     strict_expect another value under strict checks
//     exception     "class: reason" that it raises instead; stack: its stack trace, as lines
//     fault         a regular expression for the message of the broken rule; plain: true if it is one without strict checks
//     exports       [[name, arity, label]...]   default: [["start", 0, 2]]
//     locals        the same for functions that are not exported
//     labels        the label at which processes end (default 3); entries: the largest label, plus 1 (default labels + 1)
//     imports       [[module, name, arity]...]
//     funs          [[name, arity, label, free variables]...]
//     strings       chunk StrT; literals: hex digits of external terms; atoms: more atoms behind those that the above name
//     lines         line numbers of chunk Line, from 1 on; table: [[line, label]...]
//     continuations [[continuation, label]...]
//     version, variant  of the chunk avmN (1, 1); chop: so many bytes of its end are missing
//     refused       a regular expression for why the module is not loaded
//     raw           true: the file is a whole module

import {execFileSync} from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';

const ENTRY = '(param $ctx i32) (param $js i32) (param $p i32) (result i32)';
const CTX = '(local.get $ctx)';
const X0 = 24;  // offsets in Context
const E = 20;
const TYPES = {C: 'i32', J: 'i32', i: 'i32', L: 'i64'};

function primitiveFunctions(definitions) {
  const rows = definitions.matchAll(/^AVM_PRIMITIVE\((\d+),\s*(\w+),\s*"(\w*):(\w)"/gm);
  return [...rows].map(([, number, name, parameters, result]) => {
    const types = [...parameters].map((letter) => TYPES[letter]).join(' ');
    const results = result === 'v' ? '' : '(result i32)';
    const values = [...parameters].map((_, i) => `(local.get ${i + 1})`).join('');
    return `(func $${name} (param i32 ${types}) ${results}
              (call_indirect (param ${types}) ${results} ${values} (i32.load offset=${4 * number} (local.get 0))))`;
  }).join('\n');
}

// The abbreviations above.
function expand(body, definitions) {
  const signatures = new Map([...definitions.matchAll(/^AVM_PRIMITIVE\(\d+,\s*(\w+),\s*"(\w*):/gm)].map((row) => row.slice(1)));
  const stack = `(i32.load offset=${E} ${CTX})`;
  return body.replaceAll('(entry)', ENTRY)
      .replaceAll('(fail)', '(return (@HandleError %8))')
      .replace(/\(go (\d+)\)/g, (_, label) => `(i32.store offset=4 (local.get $js) %${Number(label) + 1})`)
      .replace(/\(x(\d+)\)/g, (_, n) => `(i32.load offset=${X0 + 4 * n} ${CTX})`)
      .replace(/\(x(\d+)= /g, (_, n) => `(i32.store offset=${X0 + 4 * n} ${CTX} `)
      .replace(/\(y(\d+)\)/g, (_, n) => `(i32.load offset=${4 * n} ${stack})`)
      .replace(/\(y(\d+)= /g, (_, n) => `(i32.store offset=${4 * n} ${stack} `)
      .replace(/\(word (\d+) /g, (_, n) => `(call $word %${4 * n} `)
      .replace(/\(word= (\d+) /g, (_, n) => `(call $set_word %${4 * n} `)
      .replace(/#(-?\d+)/g, (_, n) => `(i32.const ${n << 4 | 15})`)
      .replace(/%(-?\w+)/g, '(i32.const $1)')
      .replace(/\(@(\w+)/g, (_, name) => {
        const [lead] = signatures.get(name).match(/^C?J?/);
        return `(call $${name} (local.get $p) ${lead.replace('C', CTX).replace('J', '(local.get $js)')}`;
      });
}

function moduleText(body, definitions) {
  return `(module
    (import "env" "memory" (memory 256 65536 shared))
    (import "env" "__indirect_function_table" (table 0 funcref))
    (func $word (param i32 i32) (result i32)
      (i32.load (i32.add (local.get 0) (i32.and (local.get 1) (i32.const -4)))))
    (func $set_word (param i32 i32 i32)
      (i32.store (i32.add (local.get 0) (i32.and (local.get 1) (i32.const -4))) (local.get 2)))
    ${primitiveFunctions(definitions)}
    ${expand(body, definitions)})`;
}

function assemble(text, folder, name) {
  const source = path.join(folder, `${name}.wat`);
  const target = path.join(folder, `${name}.wasm`);
  fs.writeFileSync(source, text);
  execFileSync('wat2wasm', ['--enable-threads', source, '-o', target], {stdio: ['ignore', 'ignore', 'pipe']});
  return fs.readFileSync(target);
}

const big = (number) => [number >>> 24, number >>> 16 & 255, number >>> 8 & 255, number & 255];
const little16 = (number) => [number & 255, number >>> 8];
const little = (number) => big(number).reverse();
const bytesOf = (text) => [...Buffer.from(text)];

function chunk(name, bytes) {
  return [...bytesOf(name), ...big(bytes.length), ...bytes, ...Array((4 - bytes.length % 4) % 4).fill(0)];
}

// A small unsigned number as the Line chunk has it.
const compact = (number) => (number < 16 ? [number << 4 | 1] : [number >> 8 << 5 | 9, number & 255]);

function nativeChunk(wasm, {labels, entries, table, continuations, version, variant, chop}) {
  const tables = [
    ...little16(table.length), ...table.flatMap(([line, label]) => [...little16(line), ...little(4 * label)]),
    ...little16(continuations.length), ...continuations.flatMap((pair) => pair.flatMap(little16)),
  ];
  const code = [...little(entries), ...little(12), ...little(12 + wasm.length), ...wasm, ...tables];
  const bytes = [...big(16), ...big(labels), 0, version, 0, 1, 0, 7, 0, variant, ...big(0), ...code];
  return bytes.slice(0, bytes.length - chop);
}

// The bytes of the .beam file.
export function makeBeam(name, wasm, spec) {
  const {exports = [['start', 0, 2]], locals = [], labels = 3, entries = labels + 1, imports = [], funs = [],
         strings = '', literals = [], atoms: more = [], lines = [], table = [], continuations = [], version = 1,
         variant = 1, chop = 0} = spec;
  const atoms = [name];
  const atom = (text) => {
    if (!atoms.includes(text)) atoms.push(text);
    return big(atoms.indexOf(text) + 1);
  };
  const rows = (list, row) => [...big(list.length), ...list.flatMap(row)];
  const places = (list) => rows(list, ([text, arity, label]) => [...atom(text), ...big(arity), ...big(label)]);
  const chunks = [
    chunk('ExpT', places(exports)), chunk('LocT', places(locals)),
    chunk('ImpT', rows(imports, ([module, text, arity]) => [...atom(module), ...atom(text), ...big(arity)])),
    chunk('FunT', rows(funs, ([text, arity, label, free], i) =>
      [...atom(text), ...big(arity), ...big(label), ...big(i), ...big(free), ...big(0)])),
    chunk('StrT', bytesOf(strings)),
    chunk('LitU', rows(literals, (hex) => [...big(hex.length / 2), ...Buffer.from(hex, 'hex')])),
    chunk('Line', [...big(0), ...big(0), ...big(0), ...big(lines.length), ...big(0), ...lines.flatMap(compact)]),
    chunk('avmN', nativeChunk(wasm, {labels, entries, table, continuations, version, variant, chop})),
  ];
  more.forEach(atom);
  const names = [...big(atoms.length), ...atoms.flatMap((text) => [text.length, ...bytesOf(text)])];
  const all = [...bytesOf('BEAM'), ...chunk('AtU8', names), ...chunks.flat()];
  return Buffer.from([...bytesOf('FOR1'), ...big(all.length), ...all]);
}

// Reads tests/atomvm/NAME.wat, writes NAME.beam to `folder` and gives what is said of it.
export function makeModule(file, folder, definitions) {
  const name = path.basename(file, '.wat');
  const text = fs.readFileSync(file, 'utf8');
  const header = text.match(/^(?:;;(?!!).*\n)*;;!(.*)\n/);
  if (header === null) throw new Error(`${file}: no line that begins with ;;!`);
  const spec = JSON.parse(header[1]);
  const wasm = assemble(spec.raw ? text : moduleText(text, definitions), folder, name);
  fs.writeFileSync(path.join(folder, `${name}.beam`), makeBeam(name, wasm, spec));
  return {name, ...spec};
}
