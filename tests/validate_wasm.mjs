// SPDX-License-Identifier: Apache-2.0
//
// validate_wasm.mjs FOLDER: prints each .wasm file of the folder that the engine refuses, and why.

import fs from 'node:fs';
import path from 'node:path';

const folder = process.argv[2];
const files = fs.readdirSync(folder).filter((name) => name.endsWith('.wasm'));
if (files.length === 0) console.log(`no .wasm files in ${folder}`);
for (const file of files) {
  const bytes = fs.readFileSync(path.join(folder, file));
  if (WebAssembly.validate(bytes)) continue;
  try {
    new WebAssembly.Module(bytes);
    console.log(`${file}: not valid, but compiles`);
  } catch (error) {
    console.log(`${file}: ${error.message}`);
  }
}
