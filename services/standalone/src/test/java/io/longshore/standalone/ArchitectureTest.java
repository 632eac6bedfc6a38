package io.longshore.standalone;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.type;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.time.Clock;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** What Maven's modules cannot say: which packages are edges, and what a decision may know. */
class ArchitectureTest {
  private static final JavaClasses CODE =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages("io.longshore");

  @Test
  void the_domain_knows_only_the_jdk() {
    classes()
        .that()
        .resideInAPackage("io.longshore.domain..")
        .should()
        .onlyDependOnClassesThat(
            resideInAnyPackage(
                "io.longshore.domain..", "java..", "javax.imageio..", "org.jspecify.."))
        .because("the values that travel must be usable everywhere")
        .check(CODE);
  }

  @Test
  void decisions_know_neither_kafka_nor_clocks_nor_files() {
    noClasses()
        .that(
            resideInAnyPackage("io.longshore.domain..", "io.longshore.tracker.policy..")
                .and(DescribedPredicate.not(resideInAPackage("io.longshore.domain.image.."))))
        .or()
        .haveNameMatching(
            "io\\.longshore\\.rollout\\.(Rollout|RolloutEvent.*|HeldOutGate|ModelStage.*|Decision|Verdict.*"
                + "|Rules|Intake|StreamCourse|ScorersCourse|Scorers.*|Recollection"
                + "|evidence\\..*)")
        .or()
        .haveNameMatching("io\\.longshore\\.trainer\\.Agenda")
        .or()
        .haveNameMatching("io\\.longshore\\.scorer\\.serving\\.(ServingPlan|NextStep)")
        .should()
        .dependOnClassesThat(
            resideInAnyPackage(
                "org.apache.kafka..",
                "io.micrometer..",
                "java.nio.file..",
                "java.io..",
                "ai.djl..",
                "ai.onnxruntime.."))
        .orShould()
        .callMethod(Instant.class, "now")
        .orShould()
        .dependOnClassesThat(type(Clock.class))
        .because(
            "a decision is a function from evidence to a value, so that it can be replayed and explained")
        .check(CODE);
  }

  @Test
  void what_the_console_knows_and_shows_is_pure() {
    noClasses()
        .that()
        .resideInAnyPackage("io.longshore.console.state..", "io.longshore.console.view..")
        .should()
        .dependOnClassesThat(
            resideInAnyPackage(
                "org.apache.kafka..",
                "io.longshore.runtime..",
                "io.micrometer..",
                "io.javalin..",
                "java.nio.file..",
                "java.io.."))
        .orShould()
        .callMethod(Instant.class, "now")
        .orShould()
        .dependOnClassesThat(type(Clock.class))
        .because("what is shown is a function of the records read")
        .check(CODE);
  }

  @Test
  void the_console_looks_on() {
    noClasses()
        .that()
        .resideInAPackage("io.longshore.console..")
        .should()
        .dependOnClassesThat(
            resideInAnyPackage(
                "io.longshore.datasets..",
                "io.longshore.ssd..",
                "ai.djl..",
                "ai.onnxruntime..",
                "org.apache.kafka.clients.producer.."))
        .because("it reads topics, and asks for something only at the operator's desk")
        .check(CODE);
  }

  @Test
  void kafka_streams_is_used_by_the_tracker_alone() {
    noClasses()
        .that()
        .resideOutsideOfPackage("io.longshore.tracker..")
        .should()
        .dependOnClassesThat(resideInAPackage("org.apache.kafka.streams.."))
        .because("one service counts, and it counts exactly once")
        .check(CODE);
  }

  @Test
  void onnx_runtime_is_used_by_the_scorer_and_throw_away_processes_alone() {
    noClasses()
        .that()
        .resideOutsideOfPackages(
            "io.longshore.scorer.onnx..",
            "io.longshore.scorer.verify..",
            "io.longshore.trainer.parity..")
        .should()
        .dependOnClassesThat(resideInAPackage("ai.onnxruntime.."))
        .because("a native engine is an edge: a crash of it has one place to come from")
        .check(CODE);
  }

  @Test
  void djl_is_used_by_the_method_alone() {
    noClasses()
        .that()
        .resideOutsideOfPackages("io.longshore.ssd..")
        .and()
        .doNotHaveFullyQualifiedName("io.longshore.trainer.Software")
        .should()
        .dependOnClassesThat(resideInAPackage("ai.djl.."))
        .because("training is an edge; the trainer's Software names its versions and nothing else")
        .check(CODE);
  }

  @Test
  void the_pytorch_engine_itself_is_used_in_one_package() {
    noClasses()
        .that()
        .resideOutsideOfPackage("io.longshore.ssd.torch..")
        .should()
        .dependOnClassesThat(resideInAPackage("ai.djl.pytorch.."))
        .because("what DJL does not offer is asked of the engine in one place")
        .check(CODE);
  }

  @Test
  void the_broker_is_used_by_the_local_system_alone() {
    noClasses()
        .that()
        .resideOutsideOfPackage("io.longshore.standalone.broker..")
        .should()
        .dependOnClassesThat(
            resideInAnyPackage(
                "kafka..", "org.apache.kafka.metadata..", "org.apache.kafka.server.."))
        .because("a broker's classes are nobody's API")
        .check(CODE);
  }

  @Test
  void open_telemetry_is_used_in_one_package() {
    noClasses()
        .that()
        .resideOutsideOfPackage("io.longshore.runtime.trace..")
        .should()
        .dependOnClassesThat(resideInAPackage("io.opentelemetry.."))
        .because("whether anything is traced is said in one place, and off means off")
        .check(CODE);
  }

  @Test
  void what_examines_a_machine_does_not_know_the_command_line() {
    noClasses()
        .that()
        .resideInAPackage("io.longshore.standalone.doctor..")
        .should()
        .dependOnClassesThat(resideInAPackage("io.longshore.standalone.cli.."))
        .because("the command line shows what is found, and not the other way round")
        .check(CODE);
  }

  @Test
  void services_do_not_know_each_other() {
    slices()
        .matching("io.longshore.(ingest|tracker|trainer|rollout|scorer|console)..")
        .should()
        .notDependOnEachOther()
        .because("services meet on topics")
        .check(CODE);
  }

  @Test
  void public_methods_take_no_flags() {
    methods()
        .that()
        .arePublic()
        .and()
        .areDeclaredInClassesThat()
        .arePublic()
        .and()
        .areDeclaredInClassesThat()
        .areNotRecords()
        .and()
        .areDeclaredInClassesThat()
        .resideOutsideOfPackages("io.longshore.schemas.v1..")
        .should(NoFlags.AMONG_PARAMETERS)
        .because("a call with 'true' in it says nothing to its reader")
        .check(CODE);
  }

  @Test
  void nothing_is_called_a_helper() {
    noClasses()
        .should()
        .haveSimpleNameEndingWith("Util")
        .orShould()
        .haveSimpleNameEndingWith("Utils")
        .orShould()
        .haveSimpleNameEndingWith("Helper")
        .orShould()
        .haveSimpleNameEndingWith("Manager")
        .orShould()
        .haveSimpleNameEndingWith("Impl")
        .because("a name says what a thing is")
        .check(CODE);
  }
}
