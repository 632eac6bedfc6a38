package io.longshore.datasets;

import io.longshore.domain.model.Sha256;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.zip.GZIPInputStream;

/**
 * The four files of Fashion-MNIST, with the size and SHA-256 of their uncompressed content: Debian
 * compresses the publisher's files anew, so the digests of the {@code .gz} files differ between
 * sources while the content is the same.
 */
enum FashionMnistFile {
  TRAIN_IMAGES(
      "train-images-idx3-ubyte",
      47_040_016,
      "c59f468a2f672dc815687fe0f83887768d799fd8a3f3276145d20f83aa44d888"),
  TRAIN_LABELS(
      "train-labels-idx1-ubyte",
      60_008,
      "bad3541b69d912435c50bb6ba87bec294ff4f6a2e1246121d8633921760443d9"),
  TEST_IMAGES(
      "t10k-images-idx3-ubyte",
      7_840_016,
      "5b4141f0afbad91edebe8549f8fcffe087ea10ca49f1dbef5c9a5cd8815ce37b"),
  TEST_LABELS(
      "t10k-labels-idx1-ubyte",
      10_008,
      "0402a96d92fd2663957122ceb108a494c5af83dab82d92729df917d7dec38c34");

  private final String fileName;
  private final int size;
  private final String sha256;

  FashionMnistFile(String fileName, int size, String sha256) {
    this.fileName = fileName;
    this.size = size;
    this.sha256 = sha256;
  }

  /** The name of the uncompressed file. */
  String fileName() {
    return fileName;
  }

  /** The name under which it is published. */
  String compressedName() {
    return fileName + ".gz";
  }

  /** Whether the folder holds this file, uncompressed and with the right content. */
  boolean isGoodIn(Path folder) throws IOException {
    Path file = folder.resolve(fileName);
    if (!Files.isRegularFile(file) || Files.size(file) != size) {
      return false;
    }
    try (InputStream in = Files.newInputStream(file)) {
      return digestOf(in, OutputStream.nullOutputStream()).equals(sha256);
    }
  }

  /**
   * Copies this file, compressed or not, from one folder into another, uncompressed.
   *
   * @throws IOException when it is not there or has other content
   */
  void unpack(Path from, Path to) throws IOException {
    Path plain = from.resolve(fileName);
    Path compressed = from.resolve(compressedName());
    Path found = Files.isRegularFile(compressed) ? compressed : plain;
    if (!Files.isRegularFile(found)) {
      throw new IOException("there is no " + compressedName() + " in " + from);
    }
    try (InputStream file = Files.newInputStream(found);
        InputStream in = found.equals(compressed) ? new GZIPInputStream(file, 1 << 16) : file;
        OutputStream out = Files.newOutputStream(to.resolve(fileName))) {
      String digest = digestOf(in, out);
      if (!digest.equals(sha256)) {
        throw new IOException(
            found
                + " is not the published file: its content has the sha256 "
                + digest
                + ", expected "
                + sha256);
      }
    }
  }

  /**
   * Reads at most one byte more than the file may have, so that a wrong file cannot fill the disk.
   */
  private String digestOf(InputStream in, OutputStream out) throws IOException {
    MessageDigest digest = Sha256.digest();
    byte[] buffer = new byte[1 << 16];
    try (DigestOutputStream both = new DigestOutputStream(out, digest)) {
      int left = size + 1;
      while (left > 0) {
        int read = in.read(buffer, 0, Math.min(left, buffer.length));
        if (read < 0) {
          break;
        }
        both.write(buffer, 0, read);
        left -= read;
      }
    }
    return HexFormat.of().formatHex(digest.digest());
  }
}
