package io.longshore.domain.image;

/** An image on the images topic: identity, canonical bytes, origin. */
public record StreamImage(ImageId id, Image image, ImageOrigin origin) {}
