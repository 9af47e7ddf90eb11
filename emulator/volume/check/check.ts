/** One thing that is wrong with a volume. */
export interface Finding {
  /** An error can lose files; a warning cannot. */
  readonly severity: 'error' | 'warning'
  /** Stable and machine-readable. */
  readonly code: string
  readonly message: string
  /** Where in the image, if anywhere. */
  readonly offset?: number
}

/** Everything that is wrong with the volume in an image. Reads the image only, and never throws for what is in it. */
export function checkVolume(_image: Uint8Array): Finding[] {
  return []
}
