/** What an inspection yields: facts, and tables of like things. Values stay as they are for JSON; the CLI lays them out. */

export type Value = string | number | boolean | undefined
export type Row = Readonly<Record<string, Value>>

export interface Section {
  readonly title: string
  readonly rows: readonly Row[]
}

export interface Inspection {
  /** Such as `PEF` or `llama2.c tokenizer`. */
  readonly kind: string
  readonly facts: Row
  readonly sections: readonly Section[]
}
