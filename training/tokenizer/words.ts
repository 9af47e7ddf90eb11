/** Merges stay within a word and the space before it, a run of punctuation and the space before it, or a line end. */
const wordPattern = / ?[A-Za-z]+| ?[^A-Za-z\s]+|\s/g

export const wordsOf = (text: string): string[] => text.match(wordPattern) ?? []
