/** TextEdit.h. */

import type { ServiceGroup } from '../service.ts'
import { editServices } from './edit-services.ts'
import { styledServices } from './styled-services.ts'

export const textEditServices: ServiceGroup = {
  manager: 'TextEdit',
  library: 'InterfaceLib',
  book: 'Inside Macintosh: Text, chapter 2',
  services: { ...editServices, ...styledServices },
}
