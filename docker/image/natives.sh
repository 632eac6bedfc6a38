#!/usr/bin/env bash
# Unpacks the native libraries of Linux on x86-64 that jars bring, and takes all native libraries out of the jars: a service
# that would unpack one at run time fails where it is tested, and not only where /tmp is noexec. It changes the jars in LIB.
# natives.sh LIB NATIVE TORCH cpu|cuda
set -euo pipefail
lib="$1" native="$2" torch="$3" flavor="$4"

take() { # JAR-PATTERN ENTRY TARGET
  local jar
  jar="$(ls "$lib"/$1)"
  unzip -p "$jar" "$2" >"$3"
  [ -s "$3" ] || { echo "natives: $2 is not in $jar" >&2; exit 1; }
}
take 'onnxruntime-*.jar' ai/onnxruntime/native/linux-x64/libonnxruntime.so "$native/libonnxruntime.so"
take 'onnxruntime-*.jar' ai/onnxruntime/native/linux-x64/libonnxruntime4j_jni.so "$native/libonnxruntime4j_jni.so"
take 'zstd-jni-*.jar' 'linux/amd64/libzstd-jni-*.so' "$native/libzstd-jni.so"
take 'snappy-java-*.jar' org/xerial/snappy/native/Linux/x86_64/libsnappyjava.so "$native/libsnappyjava.so"
take 'lz4-java-*.jar' net/jpountz/util/linux/amd64/liblz4-java.so "$native/liblz4-java.so"
take 'jna-*.jar' com/sun/jna/linux-x86-64/libjnidispatch.so "$native/libjnidispatch.so"
take 'jline-native-*.jar' org/jline/nativ/Linux/x86_64/libjlinenative.so "$native/libjlinenative.so"

# Only the part of the jar that is for this processor; the jar itself is of no more use.
unzip -qjo "$(ls "$lib"/pytorch-native-*.jar)" 'pytorch/*/linux-x86_64/*' -d "$torch"
take 'pytorch-jni-*.jar' "jnilib/linux-x86_64/$([ "$flavor" = cpu ] && echo cpu || echo cu124)/libdjl_torch.so" "$torch/libdjl_torch.so"

rm "$lib"/pytorch-native-*.jar
for jar in "$lib"/*.jar; do
  # Not a pipe: grep leaves at the first match, unzip then fails or not as it happens, and the jar keeps its libraries.
  if grep -qE '\.(so|dll|dylib|jnilib|a)$' <<<"$(unzip -Z1 "$jar")"; then
    zip -q -d "$jar" '*.so' '*.dll' '*.dylib' '*.jnilib' '*.a' >/dev/null
  fi
done
