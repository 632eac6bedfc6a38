#!/usr/bin/env bash
# Makes the base of the images from Debian's packages, without a registry: base.sh ROOTFS.tar
# Only what base.packages names, and what that needs, is unpacked; no package manager, no accounts. Scanners find the packages
# under /var/lib/dpkg/status.d, as in distroless images. Debian: apt-get install mmdebstrap
set -euo pipefail
target="$(realpath -m "$1")"
here="$(cd "$(dirname "$0")" && pwd)"
export SOURCE_DATE_EPOCH="${SOURCE_DATE_EPOCH:-1795305600}"
root="$(mktemp -d)"
trap 'rm -rf "$root"' EXIT

status='
  mkdir -p "$1/var/lib/dpkg/status.d"
  for deb in "$1"/var/cache/apt/archives/*.deb; do
    dpkg-deb -f "$deb" >"$1/var/lib/dpkg/status.d/$(dpkg-deb -f "$deb" Package)"
  done'
mmdebstrap --quiet --variant=extract --format=directory --extract-hook="$status" \
  --include="$(grep -v '^#' "$here/base.packages" | paste -sd,)" bookworm "$root/base"

cd "$root/base"
for program in sh ls cat wget; do ln -sf busybox "bin/$program"; done
rm -rf usr/share/{doc,man,info,locale,lintian,bug,common-licenses,perl5,pixmaps} usr/lib/x86_64-linux-gnu/{gconv,audit} \
  etc/apt etc/alternatives etc/hostname etc/resolv.conf var/lib/apt var/cache var/log lib/udev
rm -f var/lib/dpkg/{status,available,lock*}
mkdir -p tmp opt var/lib/longshore
chmod 1777 tmp
chown 65532:65532 var/lib/longshore
printf 'root:x:0:0::/:/sbin/nologin\nlongshore:x:65532:65532::/var/lib/longshore:/sbin/nologin\n' >etc/passwd
printf 'root:x:0:\nlongshore:x:65532:\n' >etc/group
tar --create --sort=name --mtime="@$SOURCE_DATE_EPOCH" --numeric-owner --file "$target" .
