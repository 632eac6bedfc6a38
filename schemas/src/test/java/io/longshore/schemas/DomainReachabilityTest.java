package io.longshore.schemas;

import static org.assertj.core.api.Assertions.assertThat;

import io.longshore.domain.drift.BinomialConfidence;
import io.longshore.domain.drift.DesignEffect;
import io.longshore.domain.drift.FalseAlarmBudget;
import io.longshore.domain.drift.LabelOrder;
import io.longshore.domain.drift.MovedClasses;
import io.longshore.domain.image.ImageId;
import io.longshore.domain.model.ModelCard;
import io.longshore.domain.operator.OneOf;
import io.longshore.domain.operator.PlainRange;
import io.longshore.domain.operator.SettableKeys;
import io.longshore.domain.rollout.PromotionPath;
import io.longshore.domain.rollout.PromotionPolicy;
import java.io.IOException;
import java.lang.reflect.Modifier;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.net.URISyntaxException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * A value lives in the domain only if it travels; all else belongs to the service that uses it,
 * unless several of them share it: arithmetic of evidence, rules of which records say what is set,
 * what a model that leaves says of itself.
 */
class DomainReachabilityTest {
  private static final Set<Class<?>> SHARED =
      Set.of(
          BinomialConfidence.class,
          DesignEffect.class,
          FalseAlarmBudget.class,
          LabelOrder.class,
          ModelCard.class,
          MovedClasses.class,
          OneOf.class,
          PlainRange.class,
          PromotionPath.class,
          PromotionPolicy.class,
          SettableKeys.class);

  @Test
  void every_public_value_of_the_domain_travels_on_a_topic() throws Exception {
    var reached = new HashSet<Class<?>>();
    for (TypedTopic topic : TypedTopic.all()) {
      reach(topic.key(), reached);
      reach(topic.value(), reached);
    }

    List<Class<?>> values = publicValuesOfTheDomain();

    assertThat(values).hasSizeGreaterThan(30);
    assertThat(values).containsAll(SHARED);
    reached.addAll(SHARED);
    assertThat(reached).containsAll(values);
  }

  private static void reach(Type type, Set<Class<?>> reached) {
    if (type instanceof ParameterizedType generic) {
      for (Type argument : generic.getActualTypeArguments()) {
        reach(argument, reached);
      }
      return;
    }
    var plain = (Class<?>) type;
    if (!plain.getName().startsWith("io.longshore.") || !reached.add(plain)) {
      return;
    }
    if (plain.isRecord()) {
      for (RecordComponent component : plain.getRecordComponents()) {
        reach(component.getGenericType(), reached);
      }
    }
    if (plain.isSealed()) {
      for (Class<?> variant : plain.getPermittedSubclasses()) {
        reach(variant, reached);
      }
    }
  }

  private static List<Class<?>> publicValuesOfTheDomain() throws IOException, URISyntaxException {
    Path source =
        Path.of(ImageId.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    if (Files.isDirectory(source)) {
      return publicValuesUnder(source);
    }
    try (FileSystem jar = FileSystems.newFileSystem(source)) {
      return publicValuesUnder(jar.getPath("/"));
    }
  }

  private static List<Class<?>> publicValuesUnder(Path root) throws IOException {
    try (Stream<Path> files = Files.walk(root)) {
      return files
          .map(file -> root.relativize(file).toString())
          .filter(name -> name.endsWith(".class"))
          .map(name -> name.replace('/', '.').substring(0, name.length() - ".class".length()))
          .<Class<?>>map(DomainReachabilityTest::load)
          .filter(type -> Modifier.isPublic(type.getModifiers()))
          .filter(type -> type.isRecord() || type.isEnum() || type.isSealed())
          .toList();
    }
  }

  private static Class<?> load(String name) {
    try {
      return Class.forName(name);
    } catch (ClassNotFoundException e) {
      throw new IllegalStateException(e);
    }
  }
}
