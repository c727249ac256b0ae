#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
#
# Installs the Debian suite that has a release of Erlang/OTP, with that and Elixir, into a folder of its own:
#
#     install_otp.sh RELEASE FOLDER
#
# RELEASE is 27 (trixie, with Elixir 1.18) or 29 (sid, with Elixir 1.20). The folder gets its name when all is there, so
# one that exists is complete. Needs root. BEAMFOLD_MIRROR names another mirror than deb.debian.org.
set -euo pipefail

die() { printf 'install_otp.sh: %s\n' "$*" >&2; exit 1; }

[ $# = 2 ] || die "usage: install_otp.sh RELEASE FOLDER"
release=$1
folder=$2
case $release in
  27) suite=trixie ;;
  29) suite=sid ;;
  *) die "no Debian suite is known for Erlang/OTP $release: 27, 29" ;;
esac
[ ! -d "$folder" ] || exit 0
[ "$(id -u)" = 0 ] || die "to install Erlang/OTP $release into $folder takes root (debootstrap, chroot)"
command -v debootstrap >/dev/null || die "debootstrap is not installed"

partial=$folder.partial
log=$folder.log
rm -rf --one-file-system "$partial"
mkdir -p "$(dirname "$folder")"
# step WHAT COMMAND...: what a command prints is only of interest when it fails.
step() {
  local what=$1
  shift
  "$@" >>"$log" 2>&1 || { tail -n 30 "$log" >&2; die "$what failed; $log has all of it"; }
}
: >"$log"
step "debootstrap of $suite" debootstrap --variant=minbase "$suite" "$partial" \
  "${BEAMFOLD_MIRROR:-http://deb.debian.org/debian}"
# sid's lists are often older than they may be.
step "apt-get in $suite" env DEBIAN_FRONTEND=noninteractive LC_ALL=C chroot "$partial" apt-get install -y \
  -o Acquire::Check-Valid-Until=false --no-install-recommends erlang-nox elixir
rm -rf --one-file-system "$partial"/var/cache/apt/archives/*.deb
# sid moves on: what is there must be what was asked for.
[ -d "$partial/usr/lib/erlang/releases/$release" ] ||
  die "$suite has Erlang/OTP $(ls "$partial/usr/lib/erlang/releases" | grep -E '^[0-9]+$' | tr '\n' ' '), not $release"
mv "$partial" "$folder"
