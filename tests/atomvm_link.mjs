// SPDX-License-Identifier: Apache-2.0
//
// Compiles and links modules as AtomVM does.
//
//     node atomvm_link.mjs FOLDER      prints each .wasm file of the folder that does not link, and why

import fs from 'node:fs';
import path from 'node:path';
import {pathToFileURL} from 'node:url';

// Of AtomVM's build for the web: 64 MB that can grow to 4 GB.
const MEMORY_PAGES = {initial: 1024, maximum: 65536};

let imports;

// What it offers to every module; the same memory and table for all.
function atomvmImports() {
  imports ??= {
    env: {
      memory: new WebAssembly.Memory({...MEMORY_PAGES, shared: true}),
      __indirect_function_table: new WebAssembly.Table({initial: 1, element: 'anyfunc'}),
    },
  };
  return imports;
}

// Throws if AtomVM could not use the module.
export function linkForAtomvm(bytes) {
  const {exports} = new WebAssembly.Instance(new WebAssembly.Module(bytes), atomvmImports());
  const functions = new Set();
  for (const [name, value] of Object.entries(exports)) {
    if (!/^f[1-9][0-9]*$/.test(name) || typeof value !== 'function' || value.length !== 3) {
      throw new Error(`export ${name} is no entry`);
    }
    if (functions.has(value)) throw new Error(`export ${name} is another one's function`);
    functions.add(value);
  }
}

function main(folder) {
  const files = fs.readdirSync(folder).filter((name) => name.endsWith('.wasm'));
  if (files.length === 0) console.log(`no .wasm files in ${folder}`);
  for (const file of files) {
    try {
      linkForAtomvm(fs.readFileSync(path.join(folder, file)));
    } catch (error) {
      console.log(`${file}: ${error.message}`);
    }
  }
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) main(process.argv[2]);
