/** Every service that Bondi has: a list of lists, in the order of their documentation. */

import { aliasManagerServices } from './alias-manager/services.ts'
import { appleEventManagerServices } from './apple-event-manager/services.ts'
import { codeFragmentManagerServices } from './code-fragment-manager/services.ts'
import { controlManagerServices } from './control-manager/services.ts'
import { deferredTaskManagerServices } from './deferred-task-manager/services.ts'
import { deskManagerServices } from './desk-manager/services.ts'
import { dialogManagerServices } from './dialog-manager/services.ts'
import { diskInitializationServices } from './disk-initialization-manager/services.ts'
import { eventManagerServices } from './event-manager/services.ts'
import { desktopManagerServices, fileManagerServices } from './file-manager/services.ts'
import { folderManagerServices } from './folder-manager/services.ts'
import { fontManagerServices } from './font-manager/services.ts'
import { gestaltManagerServices } from './gestalt-manager/services.ts'
import { listManagerServices } from './list-manager/services.ts'
import { lowMemoryServices } from './low-memory/services.ts'
import { mathLibraryServices } from './math-library/services.ts'
import { memoryManagerServices } from './memory-manager/services.ts'
import { menuManagerServices } from './menu-manager/services.ts'
import { mixedModeManagerServices } from './mixed-mode-manager/services.ts'
import { notificationManagerServices } from './notification-manager/services.ts'
import { osUtilitiesServices } from './os-utilities/services.ts'
import { paletteManagerServices } from './palette-manager/services.ts'
import { printingManagerServices } from './printing-manager/services.ts'
import { processManagerServices } from './process-manager/services.ts'
import { iconServices } from './quickdraw/icon-services.ts'
import { offscreenServices } from './quickdraw/offscreen-services.ts'
import { quickDrawServices } from './quickdraw/services.ts'
import { quickDrawTextServices } from './quickdraw/text-services.ts'
import { resourceManagerServices } from './resource-manager/services.ts'
import { scrapManagerServices } from './scrap-manager/services.ts'
import { scriptManagerServices } from './script-manager/services.ts'
import type { ServiceGroup } from './service.ts'
import { soundManagerServices } from './sound-manager/services.ts'
import { standardFileServices } from './standard-file/services.ts'
import { standardCLibraryServices } from './std-c-library/services.ts'
import { textEditServices } from './text-edit/services.ts'
import { textEncodingServices } from './text-encoding/services.ts'
import { textUtilitiesServices } from './text-utilities/services.ts'
import { threadManagerServices } from './thread-manager/services.ts'
import { timeManagerServices } from './time-manager/services.ts'
import { toolboxUtilitiesServices } from './toolbox-utilities/services.ts'
import { verticalRetraceManagerServices } from './vertical-retrace-manager/services.ts'
import { windowManagerServices } from './window-manager/services.ts'

export const serviceGroups: readonly ServiceGroup[] = [
  ...memoryManagerServices,
  fileManagerServices,
  desktopManagerServices,
  aliasManagerServices,
  folderManagerServices,
  standardFileServices,
  processManagerServices,
  ...resourceManagerServices,
  codeFragmentManagerServices,
  mixedModeManagerServices,
  gestaltManagerServices,
  osUtilitiesServices,
  timeManagerServices,
  verticalRetraceManagerServices,
  deferredTaskManagerServices,
  notificationManagerServices,
  threadManagerServices,
  soundManagerServices,
  printingManagerServices,
  textUtilitiesServices,
  scriptManagerServices,
  ...textEncodingServices,
  toolboxUtilitiesServices,
  lowMemoryServices,
  quickDrawServices,
  offscreenServices,
  iconServices,
  paletteManagerServices,
  quickDrawTextServices,
  fontManagerServices,
  textEditServices,
  eventManagerServices,
  appleEventManagerServices,
  windowManagerServices,
  menuManagerServices,
  controlManagerServices,
  dialogManagerServices,
  listManagerServices,
  scrapManagerServices,
  deskManagerServices,
  diskInitializationServices,
  mathLibraryServices,
  standardCLibraryServices,
]
