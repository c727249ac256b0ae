// SPDX-License-Identifier: Apache-2.0
//
// The few functions of WASI preview 1 that the runtime's C++ library asks for. There are no files: descriptors 1 and 2
// go to a callback, standard input is at its end, everything else is a bad descriptor. Works in browsers and in Node.js.

const ERRNO_SUCCESS = 0;
const ERRNO_BADF = 8;
const ERRNO_INVAL = 28;
const ERRNO_NOSYS = 52;

const FILETYPE_CHARACTER_DEVICE = 2;
const CLOCK_REALTIME = 0;

// What proc_exit throws: the instance must not be used any more.
export class WasiExit extends Error {
  constructor(code) {
    super(`the runtime ended itself with exit code ${code}`);
    this.name = 'WasiExit';
    this.code = code;
  }
}

export class WasiShim {
  // write(descriptor, bytes): what to do with output.
  constructor({write = () => {}} = {}) {
    this.write = write;
    this.memory = null;
  }

  // Must be called before the first function of the instance.
  setMemory(memory) {
    this.memory = memory;
  }

  // A fresh view each time: growing the memory detaches the old buffer.
  view() {
    return new DataView(this.memory.buffer);
  }

  // The import object's member `wasi_snapshot_preview1`. A function that is not known answers ENOSYS, so a C++ library
  // that asks for more still links.
  imports(names = []) {
    const known = {
      args_get: () => ERRNO_SUCCESS,
      args_sizes_get: (count, size) => this.twoZeros(count, size),
      environ_get: () => ERRNO_SUCCESS,
      environ_sizes_get: (count, size) => this.twoZeros(count, size),
      clock_res_get: (id, result) => this.clock(() => 1000n, id, result),
      clock_time_get: (id, precision, result) => this.clock(now, id, result),
      random_get: (address, size) => this.random(address, size),
      proc_exit: (code) => {
        throw new WasiExit(code);
      },
      sched_yield: () => ERRNO_SUCCESS,
      fd_write: (fd, vectors, count, written) => this.fdWrite(fd, vectors, count, written),
      fd_read: (fd, vectors, count, read) => this.fdRead(fd, read),
      fd_fdstat_get: (fd, result) => this.fdStat(fd, result),
      fd_close: (fd) => (fd <= 2 ? ERRNO_SUCCESS : ERRNO_BADF),
      fd_seek: () => ERRNO_BADF,
      fd_prestat_get: () => ERRNO_BADF,
      fd_prestat_dir_name: () => ERRNO_BADF,
    };
    for (const name of names) known[name] ??= () => ERRNO_NOSYS;
    return known;
  }

  twoZeros(first, second) {
    const view = this.view();
    view.setUint32(first, 0, true);
    view.setUint32(second, 0, true);
    return ERRNO_SUCCESS;
  }

  clock(read, id, result) {
    if (id > 3) return ERRNO_INVAL;
    this.view().setBigUint64(result, read(id), true);
    return ERRNO_SUCCESS;
  }

  random(address, size) {
    // getRandomValues gives at most 65,536 bytes at a time.
    for (let done = 0; done < size; done += 65536) {
      const bytes = crypto.getRandomValues(new Uint8Array(Math.min(65536, size - done)));
      new Uint8Array(this.memory.buffer).set(bytes, address + done);
    }
    return ERRNO_SUCCESS;
  }

  fdWrite(fd, vectors, count, written) {
    if (fd !== 1 && fd !== 2) return ERRNO_BADF;
    const view = this.view();
    let total = 0;
    for (let i = 0; i < count; ++i) {
      const address = view.getUint32(vectors + 8 * i, true);
      const size = view.getUint32(vectors + 8 * i + 4, true);
      if (size !== 0) this.write(fd, new Uint8Array(this.memory.buffer, address, size).slice());
      total += size;
    }
    view.setUint32(written, total, true);
    return ERRNO_SUCCESS;
  }

  fdRead(fd, read) {
    if (fd !== 0) return ERRNO_BADF;
    this.view().setUint32(read, 0, true);
    return ERRNO_SUCCESS;
  }

  fdStat(fd, result) {
    if (fd > 2) return ERRNO_BADF;
    new Uint8Array(this.memory.buffer, result, 24).fill(0);
    this.view().setUint8(result, FILETYPE_CHARACTER_DEVICE);
    return ERRNO_SUCCESS;
  }
}

// Nanoseconds: wall clock for id 0, else since some start that does not change.
function now(id) {
  const milliseconds = id === CLOCK_REALTIME ? performance.timeOrigin + performance.now() : performance.now();
  return BigInt(Math.round(milliseconds * 1e6));
}
