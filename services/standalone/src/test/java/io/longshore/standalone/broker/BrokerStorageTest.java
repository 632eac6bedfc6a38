package io.longshore.standalone.broker;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class BrokerStorageTest {

  @Test
  void a_disk_that_is_nearly_full_is_refused_before_the_broker_starts() {
    var storage = new BrokerStorage(Path.of("/data/kafka"));

    assertThatThrownBy(() -> storage.checkSpace(255L << 20))
        .isInstanceOf(StorageUnusableException.class)
        .hasMessage(
            "the broker cannot keep its files in /data/kafka: 255 MiB are left on its disk, at least 256 are needed; make room or choose another folder");
    assertThatCode(() -> storage.checkSpace(256L << 20)).doesNotThrowAnyException();
  }

  @Test
  void a_folder_with_a_comma_is_refused_because_kafka_would_read_two() {
    var storage = new BrokerStorage(Path.of("/data/a,b"));

    assertThatThrownBy(storage::take).hasMessageContaining("/data/a,b: Kafka reads a comma");
  }
}
