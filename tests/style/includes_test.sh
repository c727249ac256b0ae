#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
#
# includes.sh finds what it shall find: each line below, put into a tree that is in order, must make it fail.
set -eu
check=$(cd "$(dirname "$0")" && pwd)/includes.sh
tree=$(mktemp -d)
trap 'rm -rf "$tree"' EXIT

fresh() {
  rm -rf "${tree:?}"/*
  mkdir "$tree/cfg" "$tree/emit" "$tree/compiler" "$tree/runtime"
  printf '#include <vector>\n#include "cfg/graph.h"\n#include "absl/status/status.h"\n' >"$tree/cfg/a.cc"
  printf '#include "llvm/MC/MCInst.h"\n#include "emit/assembler.h"\n' >"$tree/emit/a.cc"
  printf '#include "runtime/abi.h"\n#include "cfg/graph.h"\n#include "emit/assembler.h"\n' >"$tree/compiler/a.h"
  printf '#include "compiler/opcodes.def"\n#include <boost/multiprecision/cpp_int.hpp>\n' >"$tree/runtime/a.h"
}

fresh
"$check" "$tree" || { echo "a tree that is in order does not pass" >&2; exit 1; }
while read -r file include; do
  fresh
  echo "#include $include" >>"$tree/$file"
  if "$check" "$tree" 2>/dev/null; then
    echo "$file may include $include?" >&2
    exit 1
  fi
done <<'END'
cfg/a.cc "compiler/program.h"
cfg/a.cc "emit/assembler.h"
cfg/a.cc <llvm/MC/MCInst.h>
cfg/a.cc "runtime/abi.h"
emit/a.cc "cfg/graph.h"
emit/a.cc "compiler/program.h"
emit/a.cc "runtime/abi.h"
emit/a.h "llvm/MC/MCInst.h"
compiler/a.cc "llvm/MC/MCInst.h"
compiler/a.cc "runtime/term.h"
runtime/a.cc "compiler/program.h"
runtime/a.cc "absl/status/status.h"
runtime/a.cc "cfg/graph.h"
END
