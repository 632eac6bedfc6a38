package io.longshore.runtime.signature;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.util.HexFormat;

/** The keys of RFC 8032, section 7.1, in files: what everybody may check against. */
enum ExampleKeys {
  FIRST(
      "9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60",
      "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a"),
  SECOND(
      "4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb",
      "3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c"),
  THIRD(
      "c5aa8df43f9f837bedb7442f31dcb7b166d38535076f094b85ce3a2e0b4458f7",
      "fc51cd8e6218a1a38da47ed00230f0580816ed13ba3303ac5deb911548908025");

  private static final String PKCS8 = "302e020100300506032b657004220420";
  private static final String X509 = "302a300506032b6570032100";

  private final String secret;
  private final String open;

  ExampleKeys(String secret, String open) {
    this.secret = secret;
    this.open = open;
  }

  PrivateKey secret(Path directory) {
    return KeyFiles.readPrivate(writePrivate(directory.resolve(name() + ".key")));
  }

  PublicKey open(Path directory) {
    return KeyFiles.readPublic(writePublic(directory.resolve(name() + ".pem")));
  }

  Path writePrivate(Path file) {
    write(file, "PRIVATE KEY", PKCS8 + secret);
    try {
      return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  Path writePublic(Path file) {
    return write(file, "PUBLIC KEY", X509 + open);
  }

  private static Path write(Path file, String label, String der) {
    try {
      return Files.write(
          file, KeyFiles.pem(label, HexFormat.of().parseHex(der)).getBytes(US_ASCII));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
