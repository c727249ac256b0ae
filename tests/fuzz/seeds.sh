#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
#
# seeds.sh FOLDER: fills it with the small modules of the installed Erlang/OTP, an empty pack of AtomVM and a chunk of
# its native code, for the fuzzers to start from.
set -eu
folder=$1
root=$(erl -noinput -boot no_dot_erlang -eval 'io:put_chars(code:lib_dir()), halt().')
mkdir -p "$folder"
find "$root" -name '*.beam' -size -12k -exec cp -t "$folder" {} +
test -n "$(find "$folder" -name '*.beam' | head -n 1)" || { echo "no small modules in $root" >&2; exit 1; }
printf '#!/usr/bin/env AtomVM\n\0\0\0\0\0\0\0\0\0\0\0\0\0\0end\0' >"$folder/empty.avm"
printf '\0\0\0\020\0\0\0\003\0\001\0\001\0\007\0\001\0\0\0\0\005\0\0\0\014\0\0\0\024\0\0\0\0asm\001\0\0\0\0\0\0\0' \
  >"$folder/avmN"
