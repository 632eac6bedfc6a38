package io.longshore.bench.ssd;

import io.longshore.ssd.data.Augmentation;
import io.longshore.ssd.data.Transform;
import java.util.Collection;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** Augmentations in words, as the tables of the field name them. */
final class Views {
  private static final Map<String, String> WORDS =
      Map.of("PadCrop", "crop", "ResizedCrop", "resized crop", "Mirror", "flip");

  private Views() {}

  /** Each kind of view once: {@code crop, flip / crop, jitter, grey, blur, flip}. */
  static String inWords(Collection<Augmentation> views) {
    return views.stream().map(Views::inWords).distinct().collect(Collectors.joining(" / "));
  }

  private static String inWords(Augmentation view) {
    return view.transforms().isEmpty()
        ? "none"
        : view.transforms().stream().map(Views::word).collect(Collectors.joining(", "));
  }

  private static String word(Transform transform) {
    String name = transform.getClass().getSimpleName();
    return WORDS.getOrDefault(name, name.toLowerCase(Locale.ROOT));
  }
}
