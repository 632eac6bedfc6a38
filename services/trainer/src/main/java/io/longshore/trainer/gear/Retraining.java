package io.longshore.trainer.gear;

import io.longshore.domain.adaptation.Adaptation;
import io.longshore.domain.adaptation.Gear;
import io.longshore.domain.model.Evaluation;
import io.longshore.domain.model.GoldenBatch;
import io.longshore.domain.model.ModelRecipe;
import io.longshore.domain.prediction.SoftLabel;
import io.longshore.ssd.CrossEntropyControl;
import io.longshore.ssd.RecordText;
import io.longshore.ssd.Ssd;
import io.longshore.ssd.SsdParameters;
import io.longshore.ssd.Teacher;
import io.longshore.ssd.TrainedModel;
import io.longshore.ssd.data.ImageShape;
import io.longshore.ssd.data.TrainingSet;
import io.longshore.ssd.fit.CheckpointFolder;
import io.longshore.ssd.fit.ProgressListener;
import io.longshore.ssd.fit.Run;
import io.longshore.ssd.torch.Compute;
import io.longshore.trainer.parity.ParityCase;
import io.longshore.trainer.run.Examples;
import io.longshore.trainer.run.Judging;
import io.longshore.trainer.run.LabelledPixels;
import io.longshore.trainer.run.Snapshot;
import io.longshore.trainer.run.SoftLabels;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.BooleanSupplier;

/**
 * Gear 3: the four stages of SSD over the replay memory, from random parameters or from the live
 * model. However training computes, what comes out computes on the CPU in float32, as it will be
 * served.
 */
public final class Retraining {
  /** The parameter that has the {@link SsdParameters} as {@link RecordText}. */
  public static final String SSD = "ssd";

  private final SsdParameters parameters;
  private final RecipeWriting recipes;
  private final int parityImages;

  /**
   * @param parityImages most images to compare the exported model on
   */
  public Retraining(SsdParameters parameters, RecipeWriting recipes, int parityImages) {
    this.parameters = parameters.withSeed(recipes.seed());
    this.recipes = recipes;
    this.parityImages = parityImages;
  }

  /**
   * The start at the live model, if it can be one for these examples.
   *
   * @param live closed here if it cannot
   */
  public Start startAt(TrainedModel live, Examples examples) {
    Optional<String> unfit =
        live.unfitToStart(
            parameters.architecture(), shape(examples.shape()), examples.classes().size());
    unfit.ifPresent(reason -> live.close());
    return unfit.map(Start::freshBecause).orElseGet(() -> new Start.Live(live));
  }

  /**
   * Trains, going on from the last checkpoint if there is one.
   *
   * @param start stays the caller's to close
   * @param listener told of each epoch
   * @param cancelled asked before each step
   */
  public Candidate run(
      Adaptation adaptation,
      Examples examples,
      Start start,
      Path checkpoints,
      ProgressListener listener,
      BooleanSupplier cancelled) {
    try (TrainedModel trained = train(examples, start, checkpoints, listener, cancelled)) {
      TrainedModel model = trained.copyOn(Compute.CPU);
      try {
        return candidate(adaptation, examples, start, model, trained.teacher());
      } catch (RuntimeException e) {
        model.close();
        throw e;
      }
    }
  }

  /** The training alone. The caller closes the model. */
  public TrainedModel train(
      Examples examples,
      Start start,
      Path checkpoints,
      ProgressListener listener,
      BooleanSupplier cancelled) {
    return start
        .beginning(Ssd.with(parameters))
        .on(recipes.compute())
        .reportingTo(listener)
        .cancelledWhen(cancelled)
        .checkpointingIn(checkpoints)
        .train(trainingSet(examples));
  }

  private Candidate candidate(
      Adaptation adaptation,
      Examples examples,
      Start start,
      TrainedModel model,
      Optional<Teacher> teacher) {
    var written = new TreeMap<>(start.parameters());
    written.put("method", "SSD-LT");
    written.put(SSD, RecordText.write(parameters));
    ModelRecipe recipe =
        recipes.write(
            adaptation,
            Gear.RETRAIN,
            examples.parent(),
            examples.selection(),
            examples.shape(),
            model.spec().featureWidth(),
            written);
    List<SoftLabel> softLabels =
        teacher
            .map(t -> SoftLabels.of(t, recipe.version(), examples.classes(), examples.learning()))
            .orElse(List.of());
    return new Candidate(
        recipe, model, Optional.empty(), judged(recipe, examples.heldOut(), model), softLabels);
  }

  /** What the candidate's export is compared on. */
  public ParityCase parity(Candidate candidate, Examples examples) {
    LabelledPixels sample = examples.sample(parityImages);
    TrainedModel model = candidate.model();
    return ParityCase.of(sample, model.classes(), model.logits(sample.pixels()));
  }

  /**
   * What the candidate says of a few of its images, for those who serve it. They are images of the
   * replay memory, which the recipe names, so the same recipe has the same bytes.
   */
  public static GoldenBatch golden(TrainedModel model, Examples examples) {
    LabelledPixels images = examples.learning().balanced(Snapshot.GOLDEN_IMAGES);
    return new GoldenBatch(
        images.shape(), model.classes(), images.pixels(), model.logits(images.pixels()));
  }

  private static Evaluation judged(ModelRecipe recipe, LabelledPixels heldOut, TrainedModel model) {
    return Judging.of(recipe.classes(), heldOut.images().labels(), model.logits(heldOut.pixels()));
  }

  /** Epochs of the stages that move the encoder, together. */
  public int epochs() {
    return CrossEntropyControl.of(parameters).optimization().epochs();
  }

  /**
   * Trains plain cross-entropy for as many epochs on the same images, judged under the same groups.
   */
  public Evaluation control(
      ModelRecipe judgedAs,
      Examples examples,
      Path checkpoints,
      ProgressListener listener,
      BooleanSupplier cancelled) {
    CrossEntropyControl control = CrossEntropyControl.of(parameters).on(recipes.compute());
    TrainingSet set = trainingSet(examples);
    var folder =
        new CheckpointFolder(checkpoints, "control " + control + ", training set " + set.digest());
    try (TrainedModel trained =
            control.train(set, new Run(parameters.seed(), listener, cancelled, folder));
        TrainedModel model = trained.copyOn(Compute.CPU)) {
      return judged(judgedAs, examples.heldOut(), model);
    }
  }

  private static TrainingSet trainingSet(Examples examples) {
    LabelledPixels images = examples.learning();
    return TrainingSet.ofRows(
        shape(images.shape()),
        examples.classes().size(),
        images.pixels(),
        images.images().labels());
  }

  private static ImageShape shape(io.longshore.domain.image.ImageShape shape) {
    return new ImageShape(shape.height(), shape.width(), shape.channels());
  }
}
