package io.longshore.domain.reject;

/** Why a record was refused: a closed list, so that it can be a metric label. */
public enum RejectReason {
  EMPTY,
  TOO_LARGE,
  UNSUPPORTED_FORMAT,
  WRONG_MEDIA_TYPE,
  TOO_MANY_PIXELS,
  WRONG_PIXEL_COUNT,
  BROKEN_IMAGE,
  UNSUPPORTED_COLOUR,
  TRAILING_BYTES,
  INVALID_METADATA,
  INVALID_LABEL,
  UNKNOWN_RECEIPT,
  MALFORMED_RECORD,
  NEWER_SCHEMA,
  UNKNOWN_IMAGE,
  INVALID_RECORD
}
