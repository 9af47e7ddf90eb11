import { BondiError } from '../../emulator/errors.ts'
import type { Model } from './model.ts'
import type { Tokenizer } from './tokenizer.ts'

/** A model and a tokenizer that do not belong together give noise at best. */
export function requireMatchingVocabulary(model: Model, tokenizer: Tokenizer): void {
  const { vocabSize } = model.shape
  const tokens = tokenizer.tokens.length
  if (vocabSize !== tokens) {
    throw new BondiError(
      'vocabulary-mismatch',
      `The tokenizer has ${tokens} tokens, and the model's vocabulary ${vocabSize}.`,
      'Use the tokenizer that the model was trained with.',
    )
  }
}
