package io.longshore.trainer.run;

/**
 * What a model whose features are known needs of the memories: which images there are, and the
 * pixels of the few that it has not seen.
 *
 * @param selection all images
 * @param unseen those without features
 */
public record Excerpt(Selection selection, LabelledPixels unseen) {}
