#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
#
# seeds.sh FOLDER: fills it with the small modules of the installed Erlang/OTP, for the fuzzers to start from.
set -eu
folder=$1
root=$(erl -noinput -boot no_dot_erlang -eval 'io:put_chars(code:lib_dir()), halt().')
mkdir -p "$folder"
find "$root" -name '*.beam' -size -12k -exec cp -t "$folder" {} +
test -n "$(find "$folder" -name '*.beam' | head -n 1)" || { echo "no small modules in $root" >&2; exit 1; }
