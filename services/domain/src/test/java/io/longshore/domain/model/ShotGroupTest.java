package io.longshore.domain.model;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ShotGroupTest {

  @ParameterizedTest
  @CsvSource({"0, FEW", "19, FEW", "20, MEDIUM", "100, MEDIUM", "101, MANY", "1000000, MANY"})
  void classes_are_grouped_by_training_images(long images, ShotGroup group) {
    assertThat(ShotGroup.of(images)).isEqualTo(group);
  }
}
