package io.longshore.standalone.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class MachineChecksTest {
  private static final long GIB = 1L << 30;

  @Test
  void an_old_java_is_a_fault_and_another_processor_a_warning() {
    assertThat(level(new JavaCheck(11, "OpenJDK 11", "Linux amd64"))).isEqualTo(Level.FAULT);
    assertThat(level(new JavaCheck(17, "OpenJDK 17", "Mac OS X aarch64"))).isEqualTo(Level.WARNING);
    assertThat(level(new JavaCheck(21, "OpenJDK 21", "Linux amd64"))).isEqualTo(Level.OK);
  }

  @Test
  void few_open_files_and_little_memory_are_told_with_what_to_do() {
    List<Finding> poor = new LimitsCheck(256, GIB / 2, GIB / 4).look();
    List<Finding> tight = new LimitsCheck(4096, 3 * GIB, 2 * GIB).look();
    List<Finding> rich = new LimitsCheck(65_536, 16 * GIB, 2 * GIB).look();

    assertThat(poor).extracting(Finding::level).containsOnly(Level.FAULT);
    assertThat(tight).extracting(Finding::level).containsOnly(Level.WARNING);
    assertThat(rich).extracting(Finding::level).containsOnly(Level.OK);
    assertThat(poor.get(0).advice()).hasValueSatisfying(a -> assertThat(a).contains("ulimit -n"));
  }

  @Test
  void a_port_that_is_taken_is_told_with_the_option_that_chooses_another() throws Exception {
    try (var taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      Finding found = new PortCheck(taken.getLocalPort(), "images", "--http-port").look().get(0);

      assertThat(found.level()).isEqualTo(Level.WARNING);
      assertThat(found.found()).contains(Integer.toString(taken.getLocalPort()));
      assertThat(found.advice().orElseThrow()).contains("--http-port");
    }
  }

  @Test
  void the_gpus_are_those_that_the_driver_names() {
    assertThat(new GpuCheck(List.of("printf", "GPU 0: A\\nGPU 1: B\\n")).look())
        .hasSize(2)
        .allMatch(f -> f.level() == Level.OK);
    assertThat(level(new GpuCheck(List.of("false")))).isEqualTo(Level.WARNING);
    assertThat(new GpuCheck(List.of("/nowhere/nvidia-smi")).look().get(0).found())
        .contains("the processor computes");
  }

  @Test
  @Timeout(180)
  void the_native_libraries_of_this_build_load_here() {
    List<Finding> found = new NativeLibraryCheck(Duration.ofSeconds(80)).look();

    assertThat(found).extracting(Finding::level).containsOnly(Level.OK);
    assertThat(found.get(0).found()).startsWith("ONNX Runtime 1.");
    assertThat(found.get(1).found()).startsWith("libtorch 2.");
  }

  @Test
  void a_library_that_is_not_loaded_in_time_is_a_fault_and_no_hang() {
    List<Finding> found = new NativeLibraryCheck(Duration.ofMillis(1)).look();

    assertThat(found).extracting(Finding::level).containsOnly(Level.FAULT);
    assertThat(found.get(0).found()).contains("no end within");
  }

  @Test
  void a_check_that_breaks_is_a_finding_and_the_next_one_goes_on() {
    var examination = new Examination(finding -> {});

    examination
        .of(
            () -> {
              throw new IllegalStateException("seven");
            })
        .of(() -> List.of(Finding.ok("next", "fine")));

    assertThat(examination.findings())
        .extracting(Finding::level)
        .containsExactly(Level.FAULT, Level.OK);
    assertThat(examination.findings().get(0).found()).contains("seven");
  }

  private static Level level(Check check) {
    return check.look().get(0).level();
  }
}
