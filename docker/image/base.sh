#!/usr/bin/env bash
# Makes the base of the images from Debian's packages, without a registry: base.sh ROOTFS.tar
# Only what base.packages names, and what that needs, is unpacked; no package manager, no accounts. Scanners find the packages
# under /var/lib/dpkg/status.d, as in distroless images. Debian: apt-get install mmdebstrap
set -euo pipefail
here="$(cd "$(dirname "$0")" && pwd)"
export SOURCE_DATE_EPOCH="${SOURCE_DATE_EPOCH:-1795305600}"

status='
  mkdir -p "$1/var/lib/dpkg/status.d"
  for deb in "$1"/var/cache/apt/archives/*.deb; do
    dpkg-deb -f "$deb" >"$1/var/lib/dpkg/status.d/$(dpkg-deb -f "$deb" Package)"
  done'
tidy='
  cd "$1"
  for program in sh ls cat wget; do ln -sf busybox "bin/$program"; done
  rm -rf usr/share/doc usr/share/man usr/share/info usr/share/locale usr/share/lintian usr/share/bug usr/share/common-licenses
  rm -rf usr/lib/x86_64-linux-gnu/gconv usr/lib/x86_64-linux-gnu/audit etc/apt var/lib/apt var/cache/apt var/log/* etc/alternatives
  find etc -type f -name "*.dpkg-*" -delete
  mkdir -p tmp opt var/lib/longshore; chmod 1777 tmp; chown 65532:65532 var/lib/longshore
  printf "root:x:0:0::/:/sbin/nologin\nlongshore:x:65532:65532::/var/lib/longshore:/sbin/nologin\n" >etc/passwd
  printf "root:x:0:\nlongshore:x:65532:\n" >etc/group'
mmdebstrap --quiet --variant=extract --include="$(grep -v '^#' "$here/base.packages" | paste -sd,)" \
  --extract-hook="$status" --customize-hook="$tidy" bookworm "$1"
