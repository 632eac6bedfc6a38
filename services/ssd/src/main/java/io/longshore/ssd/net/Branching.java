package io.longshore.ssd.net;

/**
 * Where a network parts into experts.
 *
 * @param experts how many
 * @param ownGroups groups of blocks that each expert has for itself, counted from the end; the stem
 *     and the groups before them are shared
 */
public record Branching(int experts, int ownGroups) {

  public Branching {
    if (experts < 1 || ownGroups < 1) {
      throw new IllegalArgumentException(
          "there must be at least one expert with one group of its own, not "
              + experts
              + " with "
              + ownGroups);
    }
  }

  /**
   * Groups that all experts share.
   *
   * @throws IllegalArgumentException if the network has fewer groups than each expert is to have
   */
  int sharedGroups(Architecture architecture) {
    int shared = architecture.groupsOfBlocks() - ownGroups;
    if (shared < 0) {
      throw new IllegalArgumentException(
          "each expert is to have "
              + ownGroups
              + " groups of blocks, but "
              + architecture
              + " has no more than "
              + architecture.groupsOfBlocks());
    }
    return shared;
  }
}
