package io.longshore.k8s;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Every rule holds for every overlay; the tests of planted errors show that each can fail. */
class OverlaysTest {

  @Retention(RetentionPolicy.RUNTIME)
  @ParameterizedTest
  @ValueSource(strings = {"dev", "prod", "gpu", "scram"})
  private @interface OfEveryOverlay {}

  @OfEveryOverlay
  void every_object_is_what_its_type_says(String overlay) {
    assertThat(new StrictModels().violations(Kustomize.overlay(overlay))).isEmpty();
  }

  @OfEveryOverlay
  void what_is_named_is_there(String overlay) {
    assertThat(new References().violations(Kustomize.overlay(overlay))).isEmpty();
    assertThat(new Ports().violations(Kustomize.overlay(overlay))).isEmpty();
  }

  @OfEveryOverlay
  void services_take_their_settings(String overlay) {
    assertThat(new SettingsAreKnown().violations(Kustomize.overlay(overlay))).isEmpty();
  }

  @OfEveryOverlay
  void topics_are_as_services_verify_them(String overlay) {
    assertThat(new TopicsAreOurs().violations(Kustomize.overlay(overlay))).isEmpty();
    assertThat(new BrokerConfiguration().violations(Kustomize.overlay(overlay))).isEmpty();
  }

  @OfEveryOverlay
  void every_login_has_the_rights_that_its_service_needs_and_no_more(String overlay) {
    assertThat(new Rights().violations(Kustomize.overlay(overlay))).isEmpty();
  }

  @OfEveryOverlay
  void pods_may_run_in_a_restricted_namespace_and_secrets_are_nowhere(String overlay) {
    assertThat(new PodSecurity().violations(Kustomize.overlay(overlay))).isEmpty();
    assertThat(new NoSecrets().violations(Kustomize.overlay(overlay))).isEmpty();
  }

  @OfEveryOverlay
  void what_a_pod_may_hold_fits_in_its_memory(String overlay) {
    assertThat(new MemoryFits().violations(Kustomize.overlay(overlay))).isEmpty();
  }

  @OfEveryOverlay
  void pods_come_and_go_in_order(String overlay) {
    assertThat(new Availability().violations(Kustomize.overlay(overlay))).isEmpty();
    assertThat(new Scaling().violations(Kustomize.overlay(overlay))).isEmpty();
  }

  @OfEveryOverlay
  void rules_and_dashboards_are_those_that_were_tested(String overlay) {
    assertThat(new Monitoring().violations(Kustomize.overlay(overlay))).isEmpty();
  }

  @Test
  void all_of_it_but_dev_is_watched_and_scaled() {
    for (String name : List.of("prod", "gpu", "scram")) {
      Overlay overlay = Kustomize.overlay(name);

      assertThat(overlay.workloads()).hasSize(6);
      assertThat(overlay.all("ScaledObject")).hasSize(1);
      assertThat(overlay.all("PrometheusRule")).hasSize(1);
    }
  }

  @Test
  void every_overlay_is_checked() throws IOException {
    try (Stream<Path> folders = Files.list(Kustomize.FOLDER.resolve("overlays"))) {
      assertThat(folders.map(folder -> folder.getFileName().toString()))
          .containsExactlyInAnyOrder("dev", "prod", "gpu", "scram");
    }
  }
}
