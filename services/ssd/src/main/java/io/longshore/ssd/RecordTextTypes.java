package io.longshore.ssd;

import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Which types {@link RecordText} knows. */
final class RecordTextTypes {
  private static final String HOME = RecordText.class.getPackageName();

  private RecordTextTypes() {}

  /** The element type, if the type is a list. */
  static Optional<Type> element(Type type) {
    return type instanceof ParameterizedType list && list.getRawType() == List.class
        ? Optional.of(list.getActualTypeArguments()[0])
        : Optional.empty();
  }

  static boolean isOurs(Class<?> type) {
    return type.getPackageName().equals(HOME) || type.getPackageName().startsWith(HOME + ".");
  }

  /** Records and enums that a value declared as this type may be. */
  static List<Class<?>> variants(Class<?> type, String path) {
    if (!isOurs(type)) {
      throw unknown(type, path);
    }
    if (type.isRecord() || type.isEnum()) {
      return List.of(type);
    }
    if (!type.isInterface() || !type.isSealed()) {
      throw unknown(type, path);
    }
    var variants = new ArrayList<Class<?>>();
    for (Class<?> permitted : type.getPermittedSubclasses()) {
      variants.addAll(variants(permitted, path));
    }
    if (variants.stream().map(Class::getSimpleName).distinct().count() < variants.size()) {
      throw new IllegalArgumentException(
          path + ": two kinds of " + type.getSimpleName() + " have the same name: " + variants);
    }
    return variants;
  }

  static IllegalArgumentException unknown(Type type, String path) {
    return new IllegalArgumentException(
        path
            + ": "
            + type.getTypeName()
            + " has no text; use numbers, texts, lists, and enums, records or sealed interfaces of "
            + HOME);
  }
}
