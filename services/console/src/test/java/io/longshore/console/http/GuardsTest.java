package io.longshore.console.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.longshore.domain.model.Sha256;
import java.util.List;
import java.util.Optional;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Who may ask, from where, for what. */
class GuardsTest {
  private static final String VERSION = "0123456789abcdef".repeat(4);

  private final Token token = new Token(Optional.of(Sha256.hex("open sesame".getBytes(UTF_8))));

  @Test
  void whoever_knows_the_token_may_ask() {
    assertThatCode(() -> token.require("Bearer open sesame")).doesNotThrowAnyException();
    assertThatCode(() -> token.require("bearer open sesame")).doesNotThrowAnyException();
    assertThat(token.howToTurnOn()).isEmpty();
  }

  @Test
  void others_are_told_what_is_missing() {
    assertThatThrownBy(() -> token.require(null)).satisfies(e -> status(e, 401));
    assertThatThrownBy(() -> token.require("Basic open sesame")).satisfies(e -> status(e, 401));
    assertThatThrownBy(() -> token.require("Bearer open")).satisfies(e -> status(e, 403));
    assertThatThrownBy(() -> token.require("Bearer ")).satisfies(e -> status(e, 403));
  }

  @Test
  void without_a_token_in_the_settings_nobody_may_and_the_way_to_change_it_is_said() {
    var off = new Token(Optional.empty());

    assertThatThrownBy(() -> off.require("Bearer anything"))
        .satisfies(e -> status(e, 403))
        .hasMessageContaining("longshore.console.token-sha256");
    assertThat(off.howToTurnOn()).isPresent();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "localhost:8090",
        "LOCALHOST",
        "127.0.0.1:8090",
        "[::1]:8090",
        "[::1]",
        "tail.example:443"
      })
  void whoever_calls_the_console_by_its_name_is_answered(String host) {
    var names = new HostNames(List.of("Tail.example"));

    assertThatCode(() -> names.require(host)).doesNotThrowAnyException();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "evil.example:8090",
        "localhost.evil.example",
        "127.0.0.1.evil.example:8090",
        "",
        "[::2]"
      })
  void a_page_that_gave_its_own_name_our_address_is_told_that_it_is_not_ours(String host) {
    assertThatThrownBy(() -> new HostNames(List.of()).require(host))
        .satisfies(e -> status(e, 421))
        .hasMessageContaining("longshore.console.names");
    assertThatThrownBy(() -> new HostNames(List.of()).require(null)).satisfies(e -> status(e, 421));
    assertThatCode(() -> new HostNames(List.of("*")).require(host)).doesNotThrowAnyException();
  }

  @Test
  void a_token_in_place_of_its_digest_is_refused_at_the_start() {
    assertThatThrownBy(() -> new Token(Optional.of("open sesame")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("not the token itself")
        .extracting(Throwable::getMessage, InstanceOfAssertFactories.STRING)
        .doesNotContain("sesame");
  }

  @ParameterizedTest
  @CsvSource({
    "http://127.0.0.1:8090, same-origin, 127.0.0.1:8090",
    "https://CONSOLE.example, , console.example",
    ", , 127.0.0.1:8090",
    ", none, 127.0.0.1:8090"
  })
  void our_own_pages_and_programs_may_ask(String origin, String site, String host) {
    assertThatCode(() -> Origin.requireOwn(origin, site, host)).doesNotThrowAnyException();
  }

  @ParameterizedTest
  @CsvSource({
    "http://evil.example, , 127.0.0.1:8090",
    "http://127.0.0.1:9999, , 127.0.0.1:8090",
    "null, , 127.0.0.1:8090",
    "http://127.0.0.1:8090, cross-site, 127.0.0.1:8090",
    ", same-site, 127.0.0.1:8090",
    "http://127.0.0.1:8090, , ",
    "'http://[', , '['"
  })
  void pages_of_others_may_not(String origin, String site, String host) {
    assertThatThrownBy(() -> Origin.requireOwn(origin, site, host)).satisfies(e -> status(e, 403));
  }

  @Test
  void a_request_is_what_it_says() {
    RequestBody read =
        RequestBody.read(
            "{\"kind\":\"promote\",\"version\":\"%s\",\"reason\":\" ann: looks good \",\"planEpoch\":7}"
                .formatted(VERSION)
                .getBytes(UTF_8));

    assertThat(read.kind()).isEqualTo(RequestBody.Kind.PROMOTE);
    assertThat(read.version().orElseThrow().value()).isEqualTo(VERSION);
    assertThat(read.reason()).isEqualTo("ann: looks good");
    assertThat(read.planEpoch()).isEqualTo(7);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "null",
        "[]",
        "{",
        "{} {}",
        "{\"kind\":\"pause\",\"reason\":\"x\"}",
        "{\"kind\":\"pause\",\"reason\":\"\",\"planEpoch\":1}",
        "{\"kind\":\"pause\",\"reason\":\"a\\nb\",\"planEpoch\":1}",
        "{\"kind\":\"pause\",\"reason\":\"x\",\"planEpoch\":\"1\"}",
        "{\"kind\":\"pause\",\"reason\":\"x\",\"planEpoch\":1.5}",
        "{\"kind\":\"pause\",\"reason\":\"x\",\"planEpoch\":99999999999999999999}",
        "{\"kind\":\"pause\",\"kind\":\"resume\",\"reason\":\"x\",\"planEpoch\":1}",
        "{\"kind\":\"pause\",\"reason\":\"x\",\"planEpoch\":1,\"more\":1}",
        "{\"kind\":\"pause\",\"version\":\"a\",\"reason\":\"x\",\"planEpoch\":1}",
        "{\"kind\":\"promote\",\"reason\":\"x\",\"planEpoch\":1}",
        "{\"kind\":\"promote\",\"version\":\"a\",\"reason\":\"x\",\"planEpoch\":1}",
        "{\"kind\":\"delete\",\"reason\":\"x\",\"planEpoch\":1}",
        "[[[[[[[[[[]]]]]]]]]]"
      })
  void what_is_no_request_is_refused_in_words(String body) {
    assertThatThrownBy(() -> RequestBody.read(body.getBytes(UTF_8)))
        .satisfies(e -> status(e, 400))
        .message()
        .isNotBlank();
  }

  private static void status(Throwable problem, int status) {
    assertThat(((HttpProblem) problem).status()).isEqualTo(status);
  }
}
