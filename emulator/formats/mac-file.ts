/** A file as the classic Mac OS has it: two forks and Finder information. Every wrapper format reads to and writes from this. */
export interface MacFile {
  readonly name: string
  /** Four characters of Mac OS Roman, such as `APPL`. */
  readonly type: string
  readonly creator: string
  /** Finder flags (Inside Macintosh: Macintosh Toolbox Essentials, chapter 7). */
  readonly finderFlags: number
  readonly dataFork: Uint8Array
  readonly resourceFork: Uint8Array
  /** Seconds since 1904-01-01 00:00, local time. */
  readonly created: number
  readonly modified: number
}
