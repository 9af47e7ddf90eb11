/**
 * The error that every part of Bondi throws for what a user can mend.
 *
 * `code` is stable and machine-readable (kebab-case); `message` says what and where; `hint` says how to mend it.
 * Anything else that is thrown is a bug in Bondi.
 */
export class BondiError extends Error {
  readonly code: string
  readonly hint: string | undefined

  constructor(code: string, message: string, hint?: string) {
    super(message)
    this.name = 'BondiError'
    this.code = code
    this.hint = hint
  }
}
