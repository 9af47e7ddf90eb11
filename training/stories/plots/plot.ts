export interface Plot {
  readonly name: string
  /** Paragraphs of sentences, in the notation of `template.ts`. */
  readonly paragraphs: readonly (readonly string[])[]
}
