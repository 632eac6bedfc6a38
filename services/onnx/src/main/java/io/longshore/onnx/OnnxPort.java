package io.longshore.onnx;

import java.util.List;

/**
 * An input or output of a model.
 *
 * @param name what a caller says
 * @param elementType code of its numbers
 * @param shape an extent, or the name of one that is open; empty if nothing is said
 */
record OnnxPort(String name, long elementType, List<String> shape) {

  static OnnxPort of(List<ProtoField> valueInfo) {
    List<ProtoField> type = within(valueInfo, 2);
    List<ProtoField> tensor = within(type, 1);
    List<String> shape =
        ProtoField.all(within(tensor, 2), 1)
            .map(ProtoField::fields)
            .map(
                d ->
                    ProtoField.all(d, 1).findAny().isPresent()
                        ? Long.toString(ProtoField.value(d, 1))
                        : ProtoField.text(d, 2))
            .toList();
    return new OnnxPort(ProtoField.text(valueInfo, 1), ProtoField.value(tensor, 1), shape);
  }

  /** Whether what comes out there can go in here; open dimensions take anything. */
  boolean takes(OnnxPort from) {
    if (elementType != from.elementType || shape.size() != from.shape.size()) {
      return false;
    }
    for (int i = 0; i < shape.size(); i++) {
      if (isFixed(shape.get(i))
          && isFixed(from.shape.get(i))
          && !shape.get(i).equals(from.shape.get(i))) {
        return false;
      }
    }
    return true;
  }

  private static boolean isFixed(String extent) {
    return !extent.isEmpty() && Character.isDigit(extent.charAt(0));
  }

  private static List<ProtoField> within(List<ProtoField> fields, int number) {
    return ProtoField.all(fields, number).findFirst().map(ProtoField::fields).orElse(List.of());
  }

  @Override
  public String toString() {
    return name + " (" + String.join(", ", shape) + ")";
  }
}
