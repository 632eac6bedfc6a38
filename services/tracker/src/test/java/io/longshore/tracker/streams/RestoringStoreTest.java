package io.longshore.tracker.streams;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.longshore.tracker.memory.Form;
import io.longshore.tracker.memory.KeptMap;
import io.longshore.tracker.memory.Remembered;
import java.util.Map;
import org.apache.kafka.streams.processor.StateRestoreCallback;
import org.junit.jupiter.api.Test;

class RestoringStoreTest {

  @Test
  void pieces_and_tombstones_reach_the_memory() {
    var map = new KeptMap<String, Long>(Form.TEXT, Form.NUMBER);
    StateRestoreCallback callback = RestoringStore.into("tracking", map);

    callback.restore(Form.TEXT.write("a"), Form.NUMBER.write(1L));
    callback.restore(Form.TEXT.write("b"), Form.NUMBER.write(2L));
    callback.restore(Form.TEXT.write("a"), null);

    assertThat(map.all()).isEqualTo(Map.of("b", 2L));
  }

  /** Kafka Streams hears of exceptions alone; an error would leave it waiting for the store. */
  @Test
  void an_error_is_told_as_an_exception_of_the_store() {
    var broken = new NoClassDefFoundError("io/longshore/tracker/memory/Rows$Page");
    StateRestoreCallback callback = RestoringStore.into("tracking", new Failing(broken));

    assertThatThrownBy(() -> callback.restore(new byte[0], new byte[0]))
        .isInstanceOf(RuntimeException.class)
        .hasMessageStartingWith("store tracking cannot be restored from its changelog: ")
        .hasCause(broken);
    assertThatThrownBy(() -> callback.restore(new byte[0], null))
        .isInstanceOf(RuntimeException.class)
        .hasCause(broken);
  }

  private record Failing(Error error) implements Remembered {
    @Override
    public void restore(byte[] key, byte[] piece) {
      throw error;
    }

    @Override
    public void forget(byte[] key) {
      throw error;
    }

    @Override
    public void writeChanges(Pieces pieces) {
      throw error;
    }
  }
}
