package io.longshore.standalone.endtoend;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.longshore.domain.adaptation.Gear;
import io.longshore.domain.image.Image;
import io.longshore.domain.image.ImageFormat;
import io.longshore.domain.image.ImageId;
import io.longshore.domain.image.ImageOrigin;
import io.longshore.domain.image.Split;
import io.longshore.domain.image.StreamImage;
import io.longshore.domain.reject.Reject;
import io.longshore.domain.reject.RejectReason;
import io.longshore.schemas.Encoded;
import io.longshore.schemas.Topics;
import io.longshore.schemas.Writer;
import io.longshore.standalone.runtime.TestTopics;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A truncated image, and a record of somebody malicious: listed, shown, sent again. */
@TestInstance(Lifecycle.PER_CLASS)
@Timeout(300)
class RejectsCommandsTest {
  private static final Map<String, String> NO_DRIFT_ALARM =
      Map.of("longshore.tracker.effect-floor", "0.99");
  private static final String ESCAPE = "\u001b[2J\u001b]0;owned\u0007";

  private TestSystem system;
  private Path folder;
  private Encoded truncated;
  private Reject broken;
  private Reject malicious;
  private Cli dryRun;
  private Cli replayed;
  private Cli replayedAgain;
  private Cli exhausted;

  @BeforeAll
  void records_are_refused(@TempDir Path data) {
    folder = data;
    system = TestSystem.start(data.resolve("system"), NO_DRIFT_ALARM);
    system.send(Picture.heldOut(Map.of("ant", 20, "bee", 20)));
    system.send(Picture.stream("stream", Map.of("ant", 140, "bee", 60)));
    system.awaitServed(Gear.RETRAIN, 0);
    truncated = Topics.IMAGES.value().encode(truncatedImage());
    Garbage.write(
        system.kafka(),
        Topics.IMAGES,
        List.of(
            new Garbage("cut-off".getBytes(UTF_8), truncated.bytes(), truncated.headers()),
            new Garbage(
                "evil".getBytes(UTF_8),
                new byte[] {1, 2, 3},
                Map.of("ce_specversion", ESCAPE.getBytes(UTF_8), ESCAPE, ESCAPE.getBytes(UTF_8)))));
    system.await("both to be refused", o -> rejects().size() == 2);
    broken = rejectedFor(RejectReason.BROKEN_IMAGE);
    malicious = rejectedFor(RejectReason.MALFORMED_RECORD);
    dryRun = run("rejects", "replay", "--service", "scorer", "--reason", "broken_image");
    replayed = replay();
    replayedAgain = replay();
    exhausted = run("rejects", "replay", "--reason", "broken_image", "--yes", "--most", "2");
  }

  private Cli replay() {
    return run("rejects", "replay", broken.source(), "--yes", "--wait", "60");
  }

  private static StreamImage truncatedImage() {
    byte[] png = new Picture("cut-off", "ant", Split.STREAM).png();
    return new StreamImage(
        new ImageId("cut-off"),
        new Image(ImageFormat.PNG, Picture.SHAPE, Arrays.copyOf(png, png.length / 2)),
        new ImageOrigin("camera", "session", Instant.EPOCH, Split.STREAM));
  }

  private List<Reject> rejects() {
    return TestTopics.values(system.kafka(), Topics.rejects(Writer.SCORER));
  }

  private Reject rejectedFor(RejectReason reason) {
    return rejects().stream().filter(r -> r.reason() == reason).findFirst().orElseThrow();
  }

  private Cli run(String... arguments) {
    return Cli.run(system.withBroker(arguments));
  }

  @AfterAll
  void close() {
    system.close();
  }

  @Test
  void what_was_refused_is_listed_newest_last() {
    Cli list = run("rejects", "list");

    assertThat(list.status()).isZero();
    List<Instant> times =
        list.out().lines().skip(1).map(line -> Instant.parse(line.split(" +")[3])).toList();
    assertThat(list.out())
        .containsPattern("(?m)^scorer +" + broken.source() + " +BROKEN_IMAGE ")
        .containsPattern("(?m)^scorer +" + malicious.source() + " +MALFORMED_RECORD ");
    assertThat(times).hasSize(4).isSorted();
  }

  @Test
  void the_list_can_be_narrowed() {
    assertThat(run("rejects", "list", "--service", "tracker").out())
        .isEqualTo("nothing was refused\n");
    assertThat(run("rejects", "list", "--reason", "malformed_record").out())
        .contains(malicious.source())
        .doesNotContain("BROKEN_IMAGE");
    assertThat(run("rejects", "list", "--since", "2999-01-01T00:00:00Z").out())
        .isEqualTo("nothing was refused\n");
    assertThat(run("rejects", "list", "--service", "operator").err())
        .isEqualTo("longshore: operators refuse no records; name a service%n".formatted());
  }

  @Test
  void the_list_as_json_is_ascii_without_control_characters() {
    Cli list = run("rejects", "list", "-o", "json");

    assertThat(list.out())
        .contains("\"source\" : \"" + broken.source() + "\"")
        .contains("\\u001B[2J");
    assertThat(list.out().chars().filter(c -> c != '\n' && c != '\r'))
        .allMatch(c -> c >= ' ' && c <= '~');
  }

  @Test
  void list_and_show_are_shaped_as_promised() throws Exception {
    Samples samples = Samples.read(Path.of("OUTPUT.md"));
    Cli shown = run("rejects", "show", malicious.source(), "-o", "json");

    assertThat(samples.differences(List.of("rejects", "show"), shown.out())).isEmpty();
    assertThat(
            samples.differences(
                List.of("rejects", "list"), run("rejects", "list", "-o", "json").out()))
        .isEmpty();
    assertThat(Samples.parse(shown.out()).get(0).get("payloadBase64").asText()).isEqualTo("AQID");
  }

  @Test
  void nothing_that_strangers_wrote_reaches_the_terminal_raw() {
    String all = run("rejects", "list").out() + run("rejects", "show", malicious.source()).out();

    assertThat(all).contains("\\u{1b}[2J\\u{1b}]0;owned\\u{7}");
    assertThat(all.chars().filter(c -> c != '\n' && c != '\r')).noneMatch(Character::isISOControl);
  }

  @Test
  void a_reject_is_shown_and_its_payload_written_whole() throws Exception {
    Path file = folder.resolve("cut-off.png");

    Cli shown = run("rejects", "show", broken.source(), "--to", file.toString());
    Cli again = run("rejects", "show", broken.source(), "--to", file.toString());

    assertThat(shown.status()).isZero();
    assertThat(shown.out())
        .contains("source    " + broken.source(), "reason    BROKEN_IMAGE", "key       cut-off")
        .contains("header    ce_source = camera (6 bytes)")
        .contains("00000000  89 50 4e 47 0d 0a 1a 0a ", "|.PNG");
    assertThat(Files.readAllBytes(file)).isEqualTo(truncated.bytes());
    assertThat(again.status()).isEqualTo(1);
    assertThat(again.err()).contains("is there already");
  }

  @Test
  void a_source_nobody_knows_is_told() {
    assertThat(run("rejects", "show", "images/7@7").err())
        .startsWith("longshore: nothing from 'images/7@7' was refused;");
    assertThat(run("rejects", "replay", "images/7@7").err())
        .startsWith("longshore: no such reject from 'images/7@7';");
    assertThat(run("rejects", "replay").err())
        .startsWith("longshore: say what to replay: SOURCE, --service, --reason or --since");
  }

  @Test
  void without_yes_it_only_says_what_it_would_do() {
    assertThat(dryRun.status()).isZero();
    assertThat(dryRun.out())
        .contains("send, replay 1")
        .endsWith("1 of 1 would be sent again; --yes does it%n".formatted());
  }

  @Test
  void what_is_refused_again_is_said() {
    assertThat(replayed.status()).isZero();
    assertThat(replayed.out())
        .contains("send, replay 1")
        .contains("sent 1 of 1 records")
        .contains("1 of them were refused again within 60 s")
        .contains("by scorer: BROKEN_IMAGE");
    assertThat(replayedAgain.out()).contains("send, replay 2");
  }

  @Test
  void a_record_that_comes_back_too_often_stays() {
    assertThat(exhausted.status()).isZero();
    assertThat(exhausted.out()).contains("--most allows 2").doesNotContain("sent 1");
  }

  @Test
  void the_record_is_sent_byte_for_byte_with_two_headers_more() {
    List<ConsumerRecord<byte[], byte[]>> records =
        images().stream().filter(r -> Arrays.equals(r.value(), truncated.bytes())).toList();

    assertThat(records).hasSize(3);
    assertThat(records).allSatisfy(r -> assertThat(r.key()).isEqualTo("cut-off".getBytes(UTF_8)));
    var expected = new TreeMap<String, String>();
    truncated.headers().forEach((name, value) -> expected.put(name, new String(value, UTF_8)));
    assertThat(headers(records.get(0))).isEqualTo(expected);
    expected.put("longshore-replays", "1");
    expected.put("longshore-replay-of", broken.source());
    assertThat(headers(records.get(1))).isEqualTo(expected);
    assertThat(headers(records.get(2))).containsEntry("longshore-replays", "2");
  }

  @Test
  void the_services_go_on() {
    assertThat(system.broken()).isEmpty();
  }

  private static Map<String, String> headers(ConsumerRecord<byte[], byte[]> record) {
    var headers = new TreeMap<String, String>();
    record.headers().forEach(h -> headers.put(h.key(), new String(h.value(), UTF_8)));
    return headers;
  }

  private List<ConsumerRecord<byte[], byte[]>> images() {
    var partition = new TopicPartition(system.kafka().names().of(Topics.IMAGES), 0);
    var records = new ArrayList<ConsumerRecord<byte[], byte[]>>();
    try (var consumer = system.kafka().consumer("test-images", Map.of())) {
      consumer.assign(List.of(partition));
      consumer.seekToBeginning(List.of(partition));
      long end = consumer.endOffsets(List.of(partition)).getOrDefault(partition, 0L);
      while (consumer.position(partition) < end) {
        consumer.poll(Duration.ofMillis(200)).forEach(records::add);
      }
    }
    return records;
  }
}
