export type { ByteOrder } from './byte-order.ts'
export {
  convertModel,
  describeModel,
  looksLikeModel,
  type Model,
  type ModelDescription,
  type ModelShape,
  modelLayout,
  parseModel,
  type TensorLayout,
  tensorOf,
  writeModel,
} from './model.ts'
export { requireMatchingVocabulary } from './pair.ts'
export {
  convertTokenizer,
  describeTokenizer,
  looksLikeTokenizer,
  parseTokenizer,
  type Token,
  type Tokenizer,
  type TokenizerDescription,
  writeTokenizer,
} from './tokenizer.ts'
