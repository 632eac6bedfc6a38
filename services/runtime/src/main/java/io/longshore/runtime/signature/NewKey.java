package io.longshore.runtime.signature;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.longshore.domain.signature.Signature;
import java.io.IOException;
import java.nio.channels.Channels;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.Set;

/**
 * A pair of keys that was made just now.
 *
 * @param id of the key
 * @param privateFile who signs needs it, and nobody else
 * @param publicFile for those who check
 */
public record NewKey(String id, Path privateFile, Path publicFile) {

  /**
   * Makes a pair, {@code ID.key} for its owner's eyes and {@code ID.pem} for everybody's. No file
   * is ever written over.
   *
   * @throws UnusableKeyException if one of the files exists, or cannot be written
   * @throws IllegalArgumentException if the id is none
   */
  public static NewKey generate(String id, Path directory) {
    var unused = new Signature(id, Instant.EPOCH, "0".repeat(128)); // says what an id is
    var made =
        new NewKey(
            id,
            directory.resolve(id + KeyFiles.PRIVATE_ENDING),
            directory.resolve(id + KeyFiles.PUBLIC_ENDING));
    KeyPair pair = pair();
    try {
      Files.createDirectories(directory);
      if (Files.exists(made.publicFile())) {
        throw new FileAlreadyExistsException(made.publicFile().toString());
      }
      write(made.privateFile(), "rw-------", KeyFiles.PRIVATE, pair.getPrivate().getEncoded());
      write(made.publicFile(), "rw-r--r--", KeyFiles.PUBLIC, pair.getPublic().getEncoded());
      return made;
    } catch (FileAlreadyExistsException e) {
      throw new UnusableKeyException(
          e.getFile() + " exists; a key is never written over, choose another id");
    } catch (IOException e) {
      throw new UnusableKeyException("the key cannot be written to %s: %s".formatted(directory, e));
    }
  }

  private static KeyPair pair() {
    try {
      return KeyPairGenerator.getInstance(Ed25519.NAME).generateKeyPair();
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform since 15 has Ed25519", e);
    }
  }

  /** The permissions are there before the content is. */
  private static void write(Path file, String permissions, String label, byte[] der)
      throws IOException {
    FileAttribute<?>[] attributes =
        file.getFileSystem().supportedFileAttributeViews().contains("posix")
            ? new FileAttribute<?>[] {
              PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions))
            }
            : new FileAttribute<?>[0];
    try (var channel =
            Files.newByteChannel(
                file, Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE), attributes);
        var out = Channels.newOutputStream(channel)) {
      out.write(KeyFiles.pem(label, der).getBytes(US_ASCII));
    }
  }
}
