/*
 * The application's partition; it replaces the 1 MB of Retro68's own template. README.md tells where the figure comes from.
 * As data, which needs no type definition from Apple's interfaces or others.
 */
data 'SIZE' (-1) {
    $"0080"     /* is32BitCompatible */
    $"001CC000" /* preferred size: 1840 KB */
    $"001CC000" /* minimum size */
};
