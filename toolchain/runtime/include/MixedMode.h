/* Mixed Mode Manager: Inside Macintosh: PowerPC System Software, chapter 2. */
#ifndef __MIXEDMODE__
#define __MIXEDMODE__

#include "MacTypes.h"

typedef UInt32 ProcInfoType;
typedef SInt8 ISAType;
enum { kM68kISA = 0, kPowerPCISA = 1 };

#define GetCurrentArchitecture() kPowerPCISA

BEGIN_MAC_DECLARATIONS
UniversalProcPtr NewRoutineDescriptor(ProcPtr theProc, ProcInfoType theProcInfo, ISAType theISA);
void DisposeRoutineDescriptor(UniversalProcPtr theProcPtr);
long CallUniversalProc(UniversalProcPtr theProcPtr, ProcInfoType procInfo, ...);
END_MAC_DECLARATIONS

#endif
