package io.longshore.ssd;

import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** Reads what {@link RecordTextWriter} wrote, one character after the other. */
final class RecordTextReader {
  private static final Map<Type, Function<String, Object>> SCALARS =
      Map.of(
          int.class, Integer::valueOf,
          Integer.class, Integer::valueOf,
          long.class, Long::valueOf,
          Long.class, Long::valueOf,
          float.class, Float::valueOf,
          Float.class, Float::valueOf,
          double.class, Double::valueOf,
          Double.class, Double::valueOf,
          boolean.class, RecordTextReader::truth,
          Boolean.class, RecordTextReader::truth);

  private final String text;
  private int at;

  RecordTextReader(String text) {
    this.text = text;
  }

  Object read(Class<?> type) {
    Object value = value(type, type.getSimpleName());
    if (at < text.length()) {
      throw wrong(type.getSimpleName(), "something follows it");
    }
    return value;
  }

  private Object value(Type type, String path) {
    Optional<Type> element = RecordTextTypes.element(type);
    if (element.isPresent()) {
      return list(element.get(), path);
    }
    if (type == String.class) {
      return quoted(path);
    }
    Function<String, Object> scalar = SCALARS.get(type);
    if (scalar != null) {
      return scalar(scalar, type, path);
    }
    if (type instanceof Class<?> ours) {
      return ours(ours, path);
    }
    throw RecordTextTypes.unknown(type, path);
  }

  private Object scalar(Function<String, Object> parse, Type type, String path) {
    String word = word();
    try {
      return parse.apply(word);
    } catch (IllegalArgumentException e) {
      throw wrong(path, "'" + word + "' is no " + type.getTypeName());
    }
  }

  private static Object truth(String word) {
    if (!word.equals("true") && !word.equals("false")) {
      throw new IllegalArgumentException(word);
    }
    return word.equals("true");
  }

  private List<Object> list(Type element, String path) {
    var values = new ArrayList<>();
    expect("[", path);
    while (!skip("]")) {
      if (!values.isEmpty()) {
        expect(", ", path);
      }
      values.add(value(element, path + "[" + values.size() + "]"));
    }
    return List.copyOf(values);
  }

  /** An enum constant or a record, of the declared type or of one that it permits. */
  private Object ours(Class<?> declared, String path) {
    List<Class<?>> variants = RecordTextTypes.variants(declared, path);
    String name = word();
    if (declared.isEnum()) {
      return constant(declared, name, path);
    }
    int dot = name.indexOf('.');
    String kind = dot < 0 ? name : name.substring(0, dot); // Kind(...) or Kind.CONSTANT
    Class<?> type =
        variants.stream()
            .filter(v -> v.getSimpleName().equals(kind))
            .findFirst()
            .orElseThrow(
                () ->
                    wrong(
                        path,
                        "'%s' is none of %s"
                            .formatted(
                                kind, variants.stream().map(Class::getSimpleName).toList())));
    return type.isEnum() ? constant(type, name.substring(dot + 1), path) : record(type, path);
  }

  private Object constant(Class<?> type, String name, String path) {
    return Arrays.stream(type.getEnumConstants())
        .filter(c -> ((Enum<?>) c).name().equals(name))
        .findFirst()
        .orElseThrow(
            () ->
                wrong(
                    path,
                    "'%s' is none of %s"
                        .formatted(
                            name,
                            Arrays.stream(type.getEnumConstants())
                                .map(c -> ((Enum<?>) c).name())
                                .toList())));
  }

  private Object record(Class<?> type, String path) {
    RecordComponent[] components = type.getRecordComponents();
    Object[] values = new Object[components.length];
    expect("(", path);
    for (int i = 0; i < components.length; i++) {
      String inside = path + "." + components[i].getName();
      expect((i == 0 ? "" : ", ") + components[i].getName() + "=", inside);
      values[i] = value(components[i].getGenericType(), inside);
    }
    expect(")", path);
    return made(type, components, values, path);
  }

  private Object made(Class<?> type, RecordComponent[] components, Object[] values, String path) {
    try {
      Constructor<?> constructor =
          type.getDeclaredConstructor(
              Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new));
      constructor.setAccessible(true);
      return constructor.newInstance(values);
    } catch (InvocationTargetException e) {
      Throwable refusal = Optional.ofNullable(e.getCause()).orElse(e);
      throw new IllegalArgumentException(path + ": " + refusal.getMessage(), refusal);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(path + " cannot be made", e);
    }
  }

  private String quoted(String path) {
    var string = new StringBuilder();
    expect("\"", path);
    while (!skip("\"")) {
      if (at >= text.length()) {
        throw wrong(path, "the text ends inside quotes");
      }
      char c = text.charAt(at++);
      string.append(c == '\\' ? escaped(path) : c);
    }
    return string.toString();
  }

  private char escaped(String path) {
    if (skip("u") && at + 4 <= text.length()) {
      String digits = text.substring(at, at + 4);
      at += 4;
      if (digits.matches("[0-9a-f]{4}")) {
        return (char) Integer.parseInt(digits, 16);
      }
    } else if (at < text.length() && "\"\\".indexOf(text.charAt(at)) >= 0) {
      return text.charAt(at++);
    }
    throw wrong(path, "a backslash stands before neither quote, backslash nor uXXXX");
  }

  /** Everything up to the next mark. */
  private String word() {
    int from = at;
    while (at < text.length() && "()[]=, \"".indexOf(text.charAt(at)) < 0) {
      at++;
    }
    return text.substring(from, at);
  }

  private boolean skip(String mark) {
    boolean there = text.startsWith(mark, at);
    at += there ? mark.length() : 0;
    return there;
  }

  private void expect(String mark, String path) {
    if (!skip(mark)) {
      throw wrong(path, "'" + mark.strip() + "' is missing");
    }
  }

  private IllegalArgumentException wrong(String path, String what) {
    int end = Math.min(text.length(), at + 20);
    return new IllegalArgumentException(
        "%s: %s, at character %d, before '%s'; another version of this software may have written it"
            .formatted(path, what, at, text.substring(at, end)));
  }
}
