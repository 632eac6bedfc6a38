package io.longshore.loadtest.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class LiveHeapTest {

  @Test
  void what_g1_says_is_in_one_line() {
    assertThat(
            LiveHeap.mebibytes(
                """
                42:
                 garbage-first heap   total 524288K, used 40960K [0x00, 0x01)
                  region size 1024K, 7 young (7168K), 0 survivors (0K)
                 Metaspace       used 53248K, committed 53824K, reserved 1114112K
                """))
        .isEqualTo(40);
  }

  @Test
  void generations_are_added_up_and_metaspace_is_not_of_the_heap() {
    assertThat(
            LiveHeap.mebibytes(
                """
                 def new generation   total 78656K, used 2048K [0x00, 0x01, 0x02)
                  eden space 69952K,   3% used [0x00, 0x01, 0x02)
                 tenured generation   total 174784K, used 10240K [0x00, 0x01, 0x02)
                   the space 174784K,   5% used [0x00, 0x01, 0x02)
                 Metaspace       used 53248K, committed 53824K, reserved 1114112K
                """))
        .isEqualTo(12);
  }

  @Test
  void another_answer_is_refused() {
    assertThatThrownBy(() -> LiveHeap.mebibytes("42: Exception"))
        .hasMessageContaining("says nothing of the heap: 42: Exception");
  }
}
