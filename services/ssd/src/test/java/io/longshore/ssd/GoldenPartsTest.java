package io.longshore.ssd;

import ai.djl.ndarray.NDManager;
import io.longshore.ssd.golden.GoldenFile;
import io.longshore.ssd.golden.GoldenNetworks;
import io.longshore.ssd.net.LinearLayer;
import io.longshore.ssd.torch.Torch;
import org.junit.jupiter.api.Test;

/** Moving average and queue beside PyTorch's. */
class GoldenPartsTest {

  @Test
  void several_updates_of_a_moving_average_agree() {
    GoldenFile golden = GoldenFile.open("moving-average");
    try (LinearLayer key = new LinearLayer("key", 3, 2, 1);
        LinearLayer query = new LinearLayer("query", 3, 2, 2)) {
      GoldenNetworks.fill(golden, "", key.tensors());

      for (int update = 0; update < 4; update++) {
        GoldenNetworks.fill(golden, update + ".", query.tensors());
        new MovingAverage(update % 2 == 1 ? 0.99 : 0.7).update(key, query);
        GoldenNetworks.record(golden, update + ".", key.tensors());
      }
    }
    golden.assertAgreement();
  }

  @Test
  void a_queue_that_goes_round_several_times_agrees() {
    GoldenFile golden = GoldenFile.open("key-queue");
    try (NDManager step = Torch.newManager();
        KeyQueue queue = new KeyQueue(7, 3, 1)) {
      GoldenNetworks.fill(golden, "", queue.tensors());

      for (int i = 0; i < 5; i++) {
        queue.enqueue(
            golden.given(i + ".keys").floats(step), golden.given(i + ".labels").labels(step));
        GoldenNetworks.record(golden, i + ".", queue.tensors());
      }
    }
    golden.assertAgreement();
  }
}
