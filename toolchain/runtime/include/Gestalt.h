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
    gestaltCFMAttr = 'cfrg',
    gestaltVersion = 'vers',
    gestaltAliasMgrAttr = 'alis',
    gestaltAppearanceAttr = 'appr',
    gestaltAppleTalkVersion = 'atlk',
    gestaltCTBVersion = 'ctbv',
    gestaltDisplayMgrAttr = 'dply',
    gestaltFPUType = 'fpu ',
    gestaltFindFolderAttr = 'fold',
    gestaltFontMgrAttr = 'font',
    gestaltHardwareAttr = 'hdwr',
    gestaltKeyboardType = 'kbd ',
    gestaltMMUType = 'mmu ',
    gestaltMiscAttr = 'misc',
    gestaltMixedModeVersion = 'mixd',
    gestaltNameRegistryVersion = 'nreg',
    gestaltNotificationMgrAttr = 'nmgr',
    gestaltNuBusConnectors = 'sltc',
    gestaltOSAttr = 'os  ',
    gestaltOpenTpt = 'otan',
    gestaltPPCToolboxAttr = 'ppc ',
    gestaltParityAttr = 'prty',
    gestaltPowerMgrAttr = 'powr',
    gestaltQuickTimeVersion = 'qtim',
    gestaltQuickdrawFeatures = 'qdrw',
    gestaltResourceMgrAttr = 'rsrc',
    gestaltSCSI = 'scsi',
    gestaltScriptCount = 'scr#',
    gestaltScriptMgrVersion = 'scri',
    gestaltSerialAttr = 'ser ',
    gestaltSlotAttr = 'slot',
    gestaltSoundAttr = 'snd ',
    gestaltSpeechAttr = 'ttsc',
    gestaltStandardFileAttr = 'stdf',
    gestaltTextEditVersion = 'te  ',
    gestaltThreadMgrAttr = 'thds',
    gestaltTimeMgrVersion = 'tmgr',
    gestaltTranslationAttr = 'xlat'
};
enum { gestaltUSBCosmoANSIKbd = 198 };
enum { gestaltHasColor = 0, gestaltHasDeepGWorlds = 1, gestaltHasDirectPixMaps = 2, gestaltHasGrayishTextOr = 3 };
enum { gestalt68020 = 3, gestaltExtendedTimeMgr = 3, gestaltCPU750 = 0x0108 };
enum { gestaltStereoCapability = 0, gestaltStereoMixing = 1, gestaltMultiChannels = 11, gestalt16BitAudioSupport = 12 };
typedef UniversalProcPtr SelectorFunctionUPP;
/* Bits of gestaltThreadMgrAttr. */
enum { gestaltThreadMgrPresent = 0, gestaltSpecificMatchSupport = 1, gestaltThreadsLibraryPresent = 2 };
enum { gestalt68k = 1, gestaltPowerPC = 2 };

BEGIN_MAC_DECLARATIONS
OSErr Gestalt(OSType selector, long *response);
OSErr NewGestalt(OSType selector, SelectorFunctionUPP gestaltFunction);
OSErr ReplaceGestalt(OSType selector, SelectorFunctionUPP gestaltFunction, SelectorFunctionUPP *oldGestaltFunction);
OSErr NewGestaltValue(OSType selector, long newValue);
OSErr ReplaceGestaltValue(OSType selector, long replacementValue);
OSErr SetGestaltValue(OSType selector, long newValue);
OSErr DeleteGestaltValue(OSType selector);
END_MAC_DECLARATIONS

#endif
