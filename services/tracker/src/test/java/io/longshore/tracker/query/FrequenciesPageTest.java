package io.longshore.tracker.query;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.longshore.domain.drift.DriftEvidence;
import io.longshore.domain.frequency.ClassFrequencies;
import io.longshore.domain.frequency.ClassFrequency;
import io.longshore.runtime.admin.PageAnswer;
import java.net.URI;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class FrequenciesPageTest {
  private static final Instant AS_OF = Instant.parse("2026-01-01T00:00:03Z");
  private static final Instant BUCKET = Instant.parse("2026-01-01T00:00:05Z");

  private final LatestCounts latest = new LatestCounts();
  private Optional<String> owner = Optional.empty();
  private final FrequenciesPage page = new FrequenciesPage("reef", latest, () -> owner);

  @Test
  void the_process_that_counts_says_what_it_has_counted() throws Exception {
    latest.set(counted(DriftEvidence.NONE));

    JsonNode answer = json(ask("/frequencies?stream=reef"));

    assertThat(answer.at("/stream").asText()).isEqualTo("reef");
    assertThat(answer.at("/asOf").asText()).isEqualTo("2026-01-01T00:00:03Z");
    assertThat(answer.at("/bucket").asText()).isEqualTo("2026-01-01T00:00:05Z");
    assertThat(answer.at("/labels").asLong()).isEqualTo(7);
    assertThat(answer.at("/units").asLong()).isEqualTo(6);
    assertThat(answer.at("/policy").asText()).isEqualTo("digest");
    assertThat(answer.at("/offsets/1").asLong()).isEqualTo(9);
    assertThat(answer.at("/classes/star \"fish\"/labels").asLong()).isEqualTo(3);
    assertThat(answer.at("/classes/star \"fish\"/units").asLong()).isEqualTo(2);
    assertThat(answer.at("/classes/star \"fish\"/decayed").asDouble()).isEqualTo(1.5);
  }

  @Test
  void without_a_live_model_there_is_no_threshold() throws Exception {
    latest.set(counted(DriftEvidence.NONE));

    JsonNode drift = json(ask("/frequencies")).path("drift");

    assertThat(drift.path("reference").isNull()).isTrue();
    assertThat(drift.path("logThreshold").isNull()).isTrue();
    assertThat(drift.path("alarm").asBoolean()).isFalse();
    assertThat(drift.path("designEffect").asDouble()).isEqualTo(1);
    assertThat(drift.path("inWords").asText())
        .isEqualTo("no model is live, so there is no reference mix yet");
  }

  @Test
  void another_process_sends_to_the_one_that_counts_with_the_same_question() {
    owner = Optional.of("http://10.0.0.7:9464");

    PageAnswer answer = ask("/frequencies?stream=reef");

    assertThat(answer.status()).isEqualTo(307);
    assertThat(answer.headers())
        .isEqualTo(Map.of("Location", "http://10.0.0.7:9464/frequencies?stream=reef"));
  }

  @Test
  void while_nobody_counts_one_should_ask_again() {
    latest.set(counted(DriftEvidence.NONE));
    latest.clear();

    PageAnswer answer = ask("/frequencies");

    assertThat(answer.status()).isEqualTo(503);
    assertThat(answer.headers()).containsEntry("Retry-After", "1");
  }

  @Test
  void another_stream_is_not_found() {
    latest.set(counted(DriftEvidence.NONE));

    PageAnswer answer = ask("/frequencies?pretty&stream=open%20sea");

    assertThat(answer.status()).isEqualTo(404);
    assertThat(answer.body())
        .isEqualTo("stream open sea is not counted here, stream reef is (longshore.stream)\n");
  }

  private PageAnswer ask(String request) {
    return page.answer(URI.create(request));
  }

  private static JsonNode json(PageAnswer answer) throws Exception {
    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.type()).isEqualTo("application/json");
    return new ObjectMapper().readTree(answer.body());
  }

  private static CountedNow counted(DriftEvidence drift) {
    var classes = new TreeMap<String, ClassFrequency>();
    classes.put("crab", new ClassFrequency(4, 4, 3));
    classes.put("star \"fish\"", new ClassFrequency(3, 2, 1.5));
    return new CountedNow(
        new ClassFrequencies(
            "reef",
            2,
            classes,
            drift,
            new TreeMap<>(Map.of(0, 5L, 1, 9L)),
            AS_OF,
            0.25,
            Optional.of("digest")),
        BUCKET);
  }
}
