package io.longshore.ssd.torch;

/** Number format of the convolutions. Parameters, losses and updates are always float32. */
public enum Precision {
  /** Single precision throughout: the same seed gives the same bits. */
  FLOAT32,
  /**
   * Convolutions in bfloat16 by PyTorch's autocast. Pays on processors with bfloat16 instructions
   * (avx512_bf16, AMX) and on GPUs.
   */
  BFLOAT16
}
