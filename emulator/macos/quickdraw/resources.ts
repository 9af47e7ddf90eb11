/** Resources that drawing takes from the program's files. */

import { MacError } from '../errors.ts'
import type { Mac } from '../mac.ts'
import { asHandle, type Handle } from '../types.ts'

/** A resource's handle, loaded; 0 where there is none. */
export function findResource({ resourceManager: rm }: Mac, type: string, id: number): Handle {
  try {
    return rm.handleOf(rm.find(false, (resource) => resource.type === type && resource.id === id))
  } catch (error) {
    if (error instanceof MacError) return asHandle(0)
    throw error
  }
}
