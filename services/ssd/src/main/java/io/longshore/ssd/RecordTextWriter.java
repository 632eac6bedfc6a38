package io.longshore.ssd;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.List;
import java.util.Objects;

/** Writes what {@link RecordTextReader} reads. */
final class RecordTextWriter {
  private final StringBuilder text = new StringBuilder();

  private RecordTextWriter() {}

  static String write(Record value) {
    var writer = new RecordTextWriter();
    writer.value(value.getClass(), value, value.getClass().getSimpleName());
    return writer.text.toString();
  }

  private void value(Type type, Object value, String path) {
    if (value instanceof String string) {
      quoted(string);
    } else if (value instanceof Number || value instanceof Boolean) {
      text.append(value);
    } else if (value instanceof List<?> list) {
      list(
          RecordTextTypes.element(type).orElseThrow(() -> RecordTextTypes.unknown(type, path)),
          list,
          path);
    } else if (value instanceof Enum<?> constant && type instanceof Class<?> declared) {
      constant(declared, constant, path);
    } else if (value instanceof Record record && type instanceof Class<?> declared) {
      record(declared, record, path);
    } else {
      throw RecordTextTypes.unknown(type, path);
    }
  }

  private void list(Type element, List<?> values, String path) {
    text.append('[');
    for (int i = 0; i < values.size(); i++) {
      text.append(i == 0 ? "" : ", ");
      value(element, Objects.requireNonNull(values.get(i)), path + "[" + i + "]");
    }
    text.append(']');
  }

  private void constant(Class<?> declared, Enum<?> constant, String path) {
    Class<?> type = constant.getDeclaringClass();
    check(declared, type, path);
    text.append(type == declared ? "" : type.getSimpleName() + ".").append(constant.name());
  }

  private void record(Class<?> declared, Record value, String path) {
    Class<?> type = value.getClass();
    check(declared, type, path);
    text.append(type.getSimpleName()).append('(');
    String separator = "";
    for (RecordComponent component : type.getRecordComponents()) {
      text.append(separator).append(component.getName()).append('=');
      String inside = path + "." + component.getName();
      value(component.getGenericType(), component(value, component, inside), inside);
      separator = ", ";
    }
    text.append(')');
  }

  private static void check(Class<?> declared, Class<?> type, String path) {
    if (!RecordTextTypes.variants(declared, path).contains(type)) {
      throw RecordTextTypes.unknown(type, path);
    }
  }

  private static Object component(Record value, RecordComponent component, String path) {
    Method accessor = component.getAccessor();
    accessor.setAccessible(true);
    try {
      return Objects.requireNonNull(accessor.invoke(value), () -> path + " is null");
    } catch (IllegalAccessException | InvocationTargetException e) {
      throw new IllegalStateException(path + " cannot be read", e);
    }
  }

  private void quoted(String string) {
    text.append('"');
    for (int i = 0; i < string.length(); i++) {
      char c = string.charAt(i);
      if (c == '"' || c == '\\') {
        text.append('\\').append(c);
      } else if (c < ' ' || Character.isSurrogate(c)) {
        text.append("\\u%04x".formatted((int) c));
      } else {
        text.append(c);
      }
    }
    text.append('"');
  }
}
