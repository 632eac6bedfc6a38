package io.longshore.standalone.cli;

import io.longshore.domain.adaptation.PolicyOverrides;
import java.io.IOException;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Properties;
import java.util.SortedMap;
import java.util.TreeMap;

/** A file of properties: policy keys with values. */
final class PolicyFile {

  private PolicyFile() {}

  /**
   * What the file sets.
   *
   * @throws WrongUsageException naming the file, and the key if one is unknown or has a value out
   *     of range
   */
  static SortedMap<String, String> read(Path file) {
    var properties = new Properties();
    try (Reader reader = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
      properties.load(reader);
    } catch (NoSuchFileException e) {
      throw new WrongUsageException("there is no policy file " + file);
    } catch (IOException | IllegalArgumentException e) {
      throw new WrongUsageException(
          "policy file " + file + " cannot be read as properties: " + e.getMessage());
    }
    var values = new TreeMap<String, String>();
    properties.forEach((key, value) -> values.put(key.toString(), value.toString().strip()));
    try {
      return new PolicyOverrides("", values, "", Instant.EPOCH).values();
    } catch (IllegalArgumentException e) {
      throw new WrongUsageException("policy file " + file + ": " + e.getMessage());
    }
  }
}
