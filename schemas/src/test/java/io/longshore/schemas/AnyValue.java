package io.longshore.schemas;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.longshore.domain.adaptation.Policy;
import io.longshore.domain.adaptation.PolicyOverrides;
import io.longshore.domain.image.Image;
import io.longshore.domain.image.ImageFormat;
import io.longshore.domain.image.ImageId;
import io.longshore.domain.image.ImageShape;
import io.longshore.domain.model.ArtifactRef;
import io.longshore.domain.model.ModelVersion;
import io.longshore.domain.model.Sha256;
import io.longshore.domain.rollout.PromotionOverrides;
import io.longshore.domain.rollout.Trial;
import io.longshore.domain.rollout.TrialStage;
import io.longshore.domain.signature.Signature;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;

/**
 * Random values of any type that travels: records by their components, sealed types by their
 * variants. A value its constructor refuses is drawn again, so a new field needs nothing here.
 */
final class AnyValue {
  private static final Arbitrary<String> TEXT =
      Arbitraries.oneOf(
          Arbitraries.strings().alpha().numeric().ofMinLength(1).ofMaxLength(12),
          Arbitraries.of("ankle boot", "Stiefel, Größe 42", "猫 😺", "a/b:c=d", "\u200f"));
  private static final Arbitrary<String> DIGEST =
      Arbitraries.integers().map(i -> Sha256.hex(Integer.toString(i).getBytes(UTF_8)));
  private static final Arbitrary<Instant> TIME =
      Combinators.combine(
              Arbitraries.longs()
                  .between(
                      Instant.parse("0001-01-01T00:00:00Z").getEpochSecond(),
                      Instant.parse("9999-12-31T23:59:59Z").getEpochSecond()),
              Arbitraries.integers().between(0, 999_999_999))
          .as(Instant::ofEpochSecond);
  private static final Arbitrary<ImageShape> SHAPE =
      Combinators.combine(
              Arbitraries.integers().between(1, 5),
              Arbitraries.integers().between(1, 5),
              Arbitraries.of(1, 3))
          .as(ImageShape::new);
  private static final Arbitrary<byte[]> BYTES =
      Arbitraries.bytes().array(byte[].class).ofMinSize(1).ofMaxSize(40);
  private static final Arbitrary<Image> IMAGE =
      Arbitraries.oneOf(
          Combinators.combine(Arbitraries.of(ImageFormat.JPEG, ImageFormat.PNG), SHAPE, BYTES)
              .as(Image::new),
          SHAPE.flatMap(
              shape ->
                  Arbitraries.bytes()
                      .array(byte[].class)
                      .ofSize(shape.size())
                      .map(pixels -> Image.ofPixels(shape, pixels))));
  private static final Map<Class<?>, Arbitrary<?>> LEAVES =
      Map.ofEntries(
          Map.entry(String.class, TEXT),
          Map.entry(int.class, Arbitraries.integers().greaterOrEqual(0)),
          Map.entry(Integer.class, Arbitraries.integers().between(0, 500)),
          Map.entry(long.class, Arbitraries.longs().greaterOrEqual(0)),
          Map.entry(Long.class, Arbitraries.longs().greaterOrEqual(0)),
          Map.entry(float.class, Arbitraries.floats().between(0, 1)),
          Map.entry(double.class, Arbitraries.doubles().between(0, 1e300)),
          Map.entry(Double.class, Arbitraries.doubles().between(0, 1e300)),
          Map.entry(boolean.class, Arbitraries.of(true, false)),
          Map.entry(byte[].class, BYTES),
          Map.entry(Instant.class, TIME),
          Map.entry(
              ImageId.class,
              Arbitraries.strings()
                  .withChars("abcXYZ019._:/@+=-")
                  .ofMinLength(1)
                  .ofMaxLength(200)
                  .map(ImageId::new)),
          Map.entry(ModelVersion.class, DIGEST.map(ModelVersion::new)),
          Map.entry(
              ArtifactRef.class,
              Combinators.combine(
                      DIGEST,
                      Arbitraries.longs().greaterOrEqual(1),
                      Arbitraries.longs().greaterOrEqual(0))
                  .as(ArtifactRef::new)),
          Map.entry(
              ChunkKey.class,
              Combinators.combine(DIGEST, Arbitraries.integers().between(0, 999_999))
                  .as(ChunkKey::new)),
          Map.entry(
              Signature.class,
              Combinators.combine(DIGEST, TIME, DIGEST)
                  .as((key, expiry, half) -> new Signature(key, expiry, half + half))),
          Map.entry(
              Trial.class,
              Combinators.combine(
                      DIGEST.map(ModelVersion::new),
                      Arbitraries.of(TrialStage.class),
                      Arbitraries.doubles().between(0, 1),
                      TIME)
                  .as(Trial::new)),
          Map.entry(ImageShape.class, SHAPE),
          Map.entry(Image.class, IMAGE),
          Map.entry(Policy.class, AnyPolicy.ANY),
          Map.entry(
              PolicyOverrides.class,
              Combinators.combine(TEXT, AnyPolicy.overrides(), TEXT, TIME)
                  .as(PolicyOverrides::new)),
          Map.entry(
              PromotionOverrides.class,
              Combinators.combine(
                      TEXT,
                      Arbitraries.doubles()
                          .between(0, 1)
                          .map(margin -> new TreeMap<>(Map.of("margin-few", margin.toString()))),
                      TEXT,
                      TIME)
                  .as(PromotionOverrides::new)));

  private AnyValue() {}

  static Arbitrary<Object> of(Type type) {
    if (type instanceof ParameterizedType generic) {
      return ofGeneric((Class<?>) generic.getRawType(), generic.getActualTypeArguments());
    }
    var plain = (Class<?>) type;
    Arbitrary<?> leaf = LEAVES.get(plain);
    if (leaf != null) {
      return leaf.asGeneric();
    }
    if (plain.isEnum()) {
      return Arbitraries.of((Object[]) plain.getEnumConstants());
    }
    if (plain.isSealed()) {
      return Arbitraries.oneOf(
          Arrays.stream(plain.getPermittedSubclasses()).map(AnyValue::of).toList());
    }
    return ofRecord(plain);
  }

  private static Arbitrary<Object> ofGeneric(Class<?> raw, Type[] arguments) {
    Arbitrary<Object> first = of(arguments[0]);
    if (raw == Optional.class) {
      return first.optional().asGeneric();
    }
    if (raw == List.class) {
      return first.list().ofMaxSize(4).asGeneric();
    }
    if (raw == SortedMap.class || raw == Map.class) {
      return Arbitraries.maps(first, of(arguments[1])).ofMaxSize(4).map(TreeMap::new).asGeneric();
    }
    throw new IllegalArgumentException("no random values of " + raw);
  }

  private static Arbitrary<Object> ofRecord(Class<?> type) {
    List<Arbitrary<Object>> components =
        Arrays.stream(type.getRecordComponents()).map(c -> of(c.getGenericType())).toList();
    return Combinators.combine(components)
        .as(values -> construct(type, values))
        .filter(Optional::isPresent)
        .map(Optional::get);
  }

  private static Optional<Object> construct(Class<?> type, List<Object> values) {
    Class<?>[] parameters =
        Arrays.stream(type.getRecordComponents())
            .map(RecordComponent::getType)
            .toArray(Class<?>[]::new);
    try {
      Constructor<?> constructor = type.getDeclaredConstructor(parameters);
      return Optional.of(constructor.newInstance(values.toArray()));
    } catch (InvocationTargetException e) {
      return Optional.empty();
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(type + " is a public record", e);
    }
  }
}
