/* Mixed Mode Manager: Inside Macintosh: PowerPC System Software, chapter 2. */
#ifndef __MIXEDMODE__
#define __MIXEDMODE__

#include "MacTypes.h"

typedef UInt32 ProcInfoType;
typedef SInt8 ISAType;
typedef UInt16 CallingConventionType;
typedef UInt16 RoutineFlagsType;
typedef UInt8 RDFlagsType;

enum { kRoutineDescriptorVersion = 7, _MixedModeMagic = 0xAAFE };
enum { kM68kISA = 0, kPowerPCISA = 1 };
enum {
    kPascalStackBased = 0,
    kCStackBased = 1,
    kRegisterBased = 2,
    kThinkCStackBased = 5,
    kD0DispatchedPascalStackBased = 8,
    kD0DispatchedCStackBased = 9,
    kD1DispatchedPascalStackBased = 12,
    kStackDispatchedPascalStackBased = 14,
    kSpecialCase = 15
};
enum { kNoByteCode = 0, kOneByteCode = 1, kTwoByteCode = 2, kFourByteCode = 3 };
enum {
    kProcDescriptorIsAbsolute = 0,
    kProcDescriptorIsRelative = 1,
    kFragmentIsPrepared = 0,
    kFragmentNeedsPreparing = 2
};
enum {
    kCallingConventionWidth = 4,
    kResultSizeWidth = 2,
    kStackParameterWidth = 2,
    kResultSizePhase = 4,
    kStackParameterPhase = 6,
    kRegisterResultLocationPhase = 6,
    kRegisterParameterPhase = 11,
    kRegisterParameterWidth = 5,
    kRegisterParameterSizePhase = 0,
    kRegisterParameterWhichPhase = 2,
    kDispatchedSelectorSizePhase = 6,
    kDispatchedParameterPhase = 8
};

#define SIZE_CODE(size) ((size) == 4 ? kFourByteCode : (size) == 2 ? kTwoByteCode : (size) == 1 ? kOneByteCode : 0)
#define RESULT_SIZE(code) ((ProcInfoType)(code) << kResultSizePhase)
#define STACK_ROUTINE_PARAMETER(which, code) \
    ((ProcInfoType)(code) << (kStackParameterPhase + ((which) - 1) * kStackParameterWidth))
#define DISPATCHED_STACK_ROUTINE_PARAMETER(which, code) \
    ((ProcInfoType)(code) << (kDispatchedParameterPhase + ((which) - 1) * kStackParameterWidth))
#define DISPATCHED_STACK_ROUTINE_SELECTOR_SIZE(code) ((ProcInfoType)(code) << kDispatchedSelectorSizePhase)
#define REGISTER_RESULT_LOCATION(which) ((ProcInfoType)(which) << kRegisterResultLocationPhase)
#define REGISTER_ROUTINE_PARAMETER(which, where, code) \
    ((((ProcInfoType)(code) << kRegisterParameterSizePhase) | ((ProcInfoType)(where) << kRegisterParameterWhichPhase)) \
     << (kRegisterParameterPhase + ((which) - 1) * kRegisterParameterWidth))

#pragma pack(push, 2)
typedef struct RoutineRecord {
    ProcInfoType procInfo;
    SInt8 reserved1;
    ISAType ISA;
    RoutineFlagsType routineFlags;
    ProcPtr procDescriptor;
    UInt32 reserved2;
    UInt32 selector;
} RoutineRecord;

typedef struct RoutineDescriptor {
    UInt16 goMixedModeTrap;
    SInt8 version;
    RDFlagsType routineDescriptorFlags;
    UInt32 reserved1;
    UInt8 reserved2;
    UInt8 selectorInfo;
    UInt16 routineCount;
    RoutineRecord routineRecords[1];
} RoutineDescriptor;
#pragma pack(pop)

#define GetCurrentArchitecture() kPowerPCISA

BEGIN_MAC_DECLARATIONS
UniversalProcPtr NewRoutineDescriptor(ProcPtr theProc, ProcInfoType theProcInfo, ISAType theISA);
UniversalProcPtr NewFatRoutineDescriptor(ProcPtr theM68kProc, ProcPtr thePowerPCProc, ProcInfoType theProcInfo);
void DisposeRoutineDescriptor(UniversalProcPtr theProcPtr);
long CallUniversalProc(UniversalProcPtr theProcPtr, ProcInfoType procInfo, ...);
long CallOSTrapUniversalProc(UniversalProcPtr theProcPtr, ProcInfoType procInfo, ...);
END_MAC_DECLARATIONS

#endif
