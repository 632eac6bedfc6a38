package io.longshore.trainer.run;

/**
 * What a model whose features are known needs of the memories: which images there are, the pixels
 * of the few that it has not seen, and those of the few that its answers are shown on.
 *
 * @param selection all images
 * @param unseen those without features
 * @param golden a few of the images to learn from, as many of each class as can be
 */
public record Excerpt(Selection selection, LabelledPixels unseen, LabelledPixels golden) {}
