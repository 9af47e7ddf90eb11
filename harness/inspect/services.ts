/** Which of the Mac OS services Bondi has: from their declarations. */

export interface ServiceStatus {
  readonly summary: 'full' | 'partial' | 'absent'
  readonly manager: string | undefined
  /** What a partial one lacks. */
  readonly lacks: string | undefined
}

export function serviceStatus(_library: string, _name: string): ServiceStatus {
  return { summary: 'absent', manager: undefined, lacks: undefined }
}
