package io.longshore.loadtest.fault;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LogWatchTest {

  @Test
  void an_error_is_told_with_what_was_thrown() {
    String line =
        """
        {"timestamp":1000,"level":"ERROR","formattedMessage":"loop ended",\
        "throwable":{"message":"no broker"}}""";

    assertThat(LogWatch.error(line)).contains("loop ended: no broker");
  }

  @Test
  void warnings_and_lines_cut_off_by_a_kill_are_none() {
    assertThat(LogWatch.error("{\"level\":\"WARN\",\"formattedMessage\":\"ERROR\"}")).isEmpty();
    assertThat(LogWatch.error("{\"level\":\"ERROR\",\"formatted")).isEmpty();
  }

  @Test
  void what_kafkas_clients_say_of_brokers_that_are_gone_is_none_but_is_found_where_asked_for() {
    String line =
        "{\"level\":\"ERROR\",\"loggerName\":\"org.apache.kafka.clients.NetworkClient\","
            + "\"formattedMessage\":\"gone\"}";

    assertThat(LogWatch.error(line)).isEmpty();
    assertThat(LogWatch.complaint(line)).contains("gone");
  }

  @Test
  void last_words_of_a_virtual_machine_are_errors() {
    assertThat(LogWatch.error("Exception in thread \"main\" java.lang.OutOfMemoryError"))
        .isPresent();
    assertThat(LogWatch.error("stopped: nothing was wrong")).isEmpty();
  }

  @Test
  void the_last_time_is_that_of_the_newest_whole_line(@TempDir Path folder) throws IOException {
    Path log = folder.resolve("scorer-0.log");
    Files.writeString(log, "{\"timestamp\":1000}\n{\"timestamp\":7201000}\nno object\n{\"timest");

    assertThat(LogWatch.lastTime(log)).isEqualTo(Instant.ofEpochSecond(7_201));
  }
}
