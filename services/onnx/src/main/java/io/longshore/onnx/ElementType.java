package io.longshore.onnx;

/** What a tensor is made of; the numbers are ONNX's own. */
enum ElementType {
  FLOAT(1),
  UINT8(2),
  INT8(3),
  INT32(6);

  private final int code;

  ElementType(int code) {
    this.code = code;
  }

  int code() {
    return code;
  }
}
