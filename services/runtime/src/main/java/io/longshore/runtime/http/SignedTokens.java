package io.longshore.runtime.http;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.KeySourceException;
import com.nimbusds.jose.jwk.source.JWKSourceBuilder;
import com.nimbusds.jose.jwk.source.RateLimitReachedException;
import com.nimbusds.jose.proc.BadJOSEException;
import com.nimbusds.jose.proc.DefaultJOSEObjectTypeVerifier;
import com.nimbusds.jose.proc.JWSVerificationKeySelector;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.proc.DefaultJWTClaimsVerifier;
import com.nimbusds.jwt.proc.DefaultJWTProcessor;
import java.net.MalformedURLException;
import java.net.URI;
import java.text.ParseException;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Tokens that an identity provider signed (<a href="https://www.rfc-editor.org/rfc/rfc9068">RFC
 * 9068</a>), checked with its public keys, which are fetched when they are needed and kept for five
 * minutes.
 */
final class SignedTokens implements TokenCheck {
  /** Public keys alone: with a shared secret whoever checks could sign. */
  private static final Set<JWSAlgorithm> ALGORITHMS =
      Set.of(JWSAlgorithm.RS256, JWSAlgorithm.PS256, JWSAlgorithm.ES256, JWSAlgorithm.ES384);

  private final DefaultJWTProcessor<SecurityContext> processor = new DefaultJWTProcessor<>();
  private final Optional<String> scope;

  /**
   * @param keys where the signer's public keys are
   * @param issuer who must have signed
   * @param audience for whom a token must be
   * @param scope that a token must have; empty if any will do
   */
  SignedTokens(URI keys, String issuer, String audience, Optional<String> scope) {
    this.scope = scope;
    try {
      processor.setJWSKeySelector(
          new JWSVerificationKeySelector<>(
              ALGORITHMS,
              JWKSourceBuilder.<SecurityContext>create(keys.toURL()).retrying(true).build()));
    } catch (MalformedURLException e) {
      throw new IllegalArgumentException("access.jwt.keys is no address: " + keys, e);
    }
    processor.setJWSTypeVerifier(
        new DefaultJOSEObjectTypeVerifier<>(
            JOSEObjectType.JWT, new JOSEObjectType("at+jwt"), null));
    processor.setJWTClaimsSetVerifier(
        new DefaultJWTClaimsVerifier<>(
            audience, new JWTClaimsSet.Builder().issuer(issuer).build(), Set.of("sub", "exp")));
  }

  @Override
  public Verdict check(String token) {
    try {
      JWTClaimsSet claims = processor.process(token, null);
      if (scope.isPresent() && !scopes(claims).contains(scope.get())) {
        return new Verdict.NotEnough("this token does not have the scope " + scope.get());
      }
      return new Verdict.Good(claims.getSubject());
    } catch (RateLimitReachedException e) {
      // Keys that nobody has are asked for again and again; those that exist are known already.
      return new Verdict.Bad("the key of this token is not known");
    } catch (KeySourceException e) {
      return new Verdict.Unknown("who signs tokens cannot be asked for the public keys");
    } catch (ParseException e) {
      return new Verdict.Bad("this token is no JWT");
    } catch (BadJOSEException | JOSEException e) {
      return new Verdict.Bad("this token is not good: " + e.getMessage());
    }
  }

  private static List<String> scopes(JWTClaimsSet claims) throws ParseException {
    if (claims.getClaim("scope") instanceof String text) {
      return List.of(text.split(" "));
    }
    if (claims.getClaim("scp") instanceof String text) {
      return List.of(text.split(" "));
    }
    List<String> listed =
        claims.getStringListClaim(claims.getClaim("scope") == null ? "scp" : "scope");
    return listed == null ? List.of() : listed;
  }
}
