/** Everything that the model depends on. */
export const recipe = {
  corpusBytes: 24_000_000,
  corpusSeed: 1998,
  epochs: 3,
  rate: 0.004,
  seed: 233,
} as const

export const shapes = {
  shipped: { dim: 64, hiddenDim: 172, nLayers: 5, nHeads: 8, nKvHeads: 4, vocabSize: 512, seqLen: 512 },
  /** What the shipped one is compared with: twice as wide. */
  wide: { dim: 128, hiddenDim: 344, nLayers: 5, nHeads: 8, nKvHeads: 4, vocabSize: 512, seqLen: 512 },
} as const
