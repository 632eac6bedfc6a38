package io.longshore.standalone.certificates;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Vouches for keys. Its own key lies in a folder, which is fit for development and tests: whoever
 * has that folder can be anybody.
 */
public final class CertificateAuthority {
  private static final String ALIAS = "longshore-development-authority";
  private static final String STORE = "authority.p12";
  private static final String PASSWORD = "authority.password";
  private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9-]{0,62}");
  private static final Validity OWN = new Validity(3650);

  private final Path folder;

  private CertificateAuthority(Path folder) {
    this.folder = folder;
  }

  /**
   * The authority of a folder; a new one if the folder has none.
   *
   * @throws CertificatesFailedException if it cannot be made
   */
  public static CertificateAuthority in(Path folder) {
    var authority = new CertificateAuthority(folder);
    try {
      PrivateFiles.folder(folder);
      if (!Files.exists(folder.resolve(STORE))) {
        Files.deleteIfExists(folder.resolve(PASSWORD));
        PrivateFiles.write(folder.resolve(PASSWORD), randomPassword().getBytes(UTF_8));
        authority.make();
      }
      return authority;
    } catch (IOException e) {
      throw new CertificatesFailedException("no authority can be made in " + folder, e);
    }
  }

  /**
   * The tool leaves a file that others may read, so it works in a folder that they cannot enter.
   */
  private void make() throws IOException {
    Path workshop = Files.createTempDirectory(folder, "workshop");
    Path made = workshop.resolve(STORE);
    new Keytool(made, folder.resolve(PASSWORD))
        .generate(
            ALIAS,
            OWN,
            List.of("-ext", "bc:c=ca:true,pathlen:0", "-ext", "ku:c=keyCertSign,cRLSign"));
    PrivateFiles.write(folder.resolve(STORE), Files.readAllBytes(made));
    Files.delete(made);
    Files.delete(workshop);
  }

  /**
   * Makes a key and vouches for it. The key is in memory only: whoever asked keeps it.
   *
   * @param name that Kafka will know it by: lower-case letters, digits and dashes
   */
  public Identity issue(String name, Role role, Validity validity) {
    if (!NAME.matcher(name).matches()) {
      throw new CertificatesFailedException(
          "'" + name + "' is no name for a certificate: lower-case letters, digits, dashes", null);
    }
    try {
      Path copy = Files.createTempFile(folder, name, ".p12");
      try {
        Files.write(copy, Files.readAllBytes(folder.resolve(STORE)));
        var more = new ArrayList<>(List.of("-signer", ALIAS, "-ext", "ku:c=digitalSignature"));
        more.addAll(role.extensions());
        new Keytool(copy, folder.resolve(PASSWORD)).generate(name, validity, more);
        return read(copy, name);
      } finally {
        Files.delete(copy);
      }
    } catch (IOException | GeneralSecurityException e) {
      throw new CertificatesFailedException("no certificate could be made for " + name, e);
    }
  }

  static String randomPassword() {
    byte[] random = new byte[24];
    new SecureRandom().nextBytes(random);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(random);
  }

  private Identity read(Path file, String name) throws IOException, GeneralSecurityException {
    char[] password = Files.readString(folder.resolve(PASSWORD)).toCharArray();
    var store = KeyStore.getInstance("PKCS12");
    try (InputStream in = Files.newInputStream(file)) {
      store.load(in, password);
    }
    List<X509Certificate> chain =
        Arrays.stream(store.getCertificateChain(name)).map(X509Certificate.class::cast).toList();
    return new Identity(name, (PrivateKey) store.getKey(name, password), chain);
  }
}
