package io.longshore.schemas;

import io.longshore.domain.reject.Reject;
import java.lang.reflect.Field;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A topic with the types of its keys and values, read from the constants of {@link Topics}, so that
 * tests cover a new topic without being told of it.
 */
record TypedTopic(Topic<Object, Object> topic, Class<?> key, Class<?> value) {

  static List<TypedTopic> all() {
    var all = new ArrayList<TypedTopic>();
    Arrays.stream(Topics.class.getFields())
        .filter(field -> field.getType() == Topic.class)
        .forEach(field -> all.add(ofConstant(field)));
    Topics.all().stream()
        .filter(topic -> topic.name().startsWith("rejects-"))
        .forEach(topic -> all.add(new TypedTopic(untyped(topic), String.class, Reject.class)));
    return List.copyOf(all);
  }

  private static TypedTopic ofConstant(Field field) {
    try {
      Type[] types = ((ParameterizedType) field.getGenericType()).getActualTypeArguments();
      return new TypedTopic(
          untyped((Topic<?, ?>) field.get(null)), (Class<?>) types[0], (Class<?>) types[1]);
    } catch (IllegalAccessException e) {
      throw new IllegalStateException(field + " is public", e);
    }
  }

  @SuppressWarnings("unchecked") // only values of the types beside it are put in
  static Topic<Object, Object> untyped(Topic<?, ?> topic) {
    return (Topic<Object, Object>) topic;
  }

  @Override
  public String toString() {
    return topic.name();
  }
}
