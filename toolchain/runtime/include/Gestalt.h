/* Gestalt Manager: Inside Macintosh: Operating System Utilities, chapter 1. */
#ifndef __GESTALT__
#define __GESTALT__

#include "MacErrors.h"
#include "MacTypes.h"

enum {
    gestaltMachineType = 'mach',
    gestaltSystemVersion = 'sysv',
    gestaltNativeCPUtype = 'cput',
    gestaltNativeCPUfamily = 'cpuf',
    gestaltProcessorType = 'proc',
    gestaltProcClkSpeed = 'pclk',
    gestaltBusClkSpeed = 'bclk',
    gestaltPhysicalRAMSize = 'ram ',
    gestaltLogicalRAMSize = 'lram',
    gestaltLogicalPageSize = 'pgsz',
    gestaltQuickdrawVersion = 'qd  ',
    gestaltFSAttr = 'fs  ',
    gestaltVMAttr = 'vm  ',
    gestaltSysArchitecture = 'sysa',
    gestaltCFMAttr = 'cfrg'
};
enum { gestalt68k = 1, gestaltPowerPC = 2 };

BEGIN_MAC_DECLARATIONS
OSErr Gestalt(OSType selector, long *response);
END_MAC_DECLARATIONS

#endif
