// SPDX-License-Identifier: Apache-2.0
//
// The Node.js versions that judge: the installed one, and others that npm brings into build/judges.
//
//     node nodes.mjs VERSION...      fetches them, and prints what they are

import {spawn, spawnSync} from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import {fileURLToPath, pathToFileURL} from 'node:url';

export const HERE = path.dirname(fileURLToPath(import.meta.url));
export const ROOT = path.dirname(path.dirname(HERE));
const JUDGES = path.join(ROOT, 'build', 'judges');

// Has npm install a package into a folder of its own, once, and returns the package's folder.
export function npmPackage(name, version) {
  const prefix = path.join(JUDGES, `${name}-${version}`);
  const folder = path.join(prefix, 'node_modules', name);
  if (fs.existsSync(folder)) return folder;
  fs.mkdirSync(prefix, {recursive: true});
  const args = ['install', '--silent', '--no-audit', '--no-fund', '--prefix', prefix, `${name}@${version}`];
  const result = spawnSync('npm', args, {stdio: ['ignore', 'ignore', 'inherit']});
  if (result.status !== 0 || !fs.existsSync(folder)) throw new Error(`npm could not install ${name}@${version}`);
  return folder;
}

// 'installed' or a major version -> {name, binary, version, v8}
export function findNode(which) {
  const binary = which === 'installed' ? process.execPath : path.join(npmPackage('node', which), 'bin', 'node');
  const result = spawnSync(binary, ['-p', 'process.version + " " + process.versions.v8'], {encoding: 'utf8'});
  if (result.status !== 0) throw new Error(`${binary} does not run`);
  const [version, v8] = result.stdout.trim().split(' ');
  return {name: `Node ${version.slice(1).split('.')[0]}`, binary, version, v8: v8.replace(/-node.*/, '')};
}

// What a process has used so far: megabytes now, and seconds on a processor, in all of its threads.
function usage(pid) {
  try {
    const found = /VmRSS:\s+(\d+) kB/.exec(fs.readFileSync(`/proc/${pid}/status`, 'utf8'));
    const fields = fs.readFileSync(`/proc/${pid}/stat`, 'utf8').replace(/.*\) /s, '').split(' ');
    return {megabytes: found ? found[1] / 1024 : 0, seconds: (Number(fields[11]) + Number(fields[12])) / 100};
  } catch {
    return {megabytes: 0, seconds: 0};  // It has just ended.
  }
}

// Runs a command, ends it when it takes too much processor time or memory, and resolves to {stdout, stderr, failure}:
// failure is undefined, 'time', 'memory', or how the process died. Dying is a result, not an error.
export function runGuarded(command, args, {input = '', seconds, megabytes}) {
  return new Promise((resolve) => {
    const child = spawn(command, args, {stdio: ['pipe', 'pipe', 'pipe']});
    let stdout = '';
    let stderr = '';
    let failure;
    const end = (why) => {
      failure ??= why;
      child.kill('SIGKILL');
    };
    const watch = setInterval(() => {
      const used = usage(child.pid);
      if (used.megabytes > megabytes) end('memory');
      if (used.seconds > seconds) end('time');
    }, 20);
    // For what waits without doing anything.
    const timer = setTimeout(() => end('time'), (seconds + 10) * 8000);
    child.stdout.on('data', (data) => (stdout += data));
    child.stderr.on('data', (data) => (stderr += data));
    child.stdin.on('error', () => {});  // It may die before it has read all.
    child.stdin.end(input);
    child.on('error', (error) => (failure ??= error.message));
    child.on('close', (code, signal) => {
      clearInterval(watch);
      clearTimeout(timer);
      if (failure === undefined && signal !== null) failure = signal;
      if (failure === undefined && code !== 0) failure = `exit code ${code}`;
      resolve({stdout, stderr, failure});
    });
  });
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  for (const node of process.argv.slice(2).map(findNode)) console.log(`${node.name}: ${node.version}, V8 ${node.v8}`);
}
