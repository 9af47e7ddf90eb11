/* Code Fragment Manager: Inside Macintosh: PowerPC System Software, chapter 3; Mac OS Runtime Architectures, chapter 3. */
#ifndef __CODEFRAGMENTS__
#define __CODEFRAGMENTS__

#include "Files.h"
#include "MacErrors.h"
#include "MacTypes.h"

typedef struct OpaqueCFragConnectionID *CFragConnectionID;
typedef struct OpaqueCFragContextID *CFragContextID;
typedef struct OpaqueCFragClosureID *CFragClosureID;
typedef struct OpaqueCFragContainerID *CFragContainerID;
typedef OSType CFragArchitecture;
typedef UInt32 CFragVersionNumber;
typedef UInt32 CFragLoadOptions;
typedef UInt8 CFragSymbolClass;
typedef UInt8 CFragUsage;
typedef UInt8 CFragLocatorKind;

enum {
    kPowerPCCFragArch = 'pwpc',
    kMotorola68KCFragArch = 'm68k',
    kAnyCFragArch = 0x3F3F3F3F,
    kCompiledCFragArch = 'pwpc'
};
enum { kReferenceCFrag = 1, kFindCFrag = 2, kPrivateCFragCopy = 5 };
enum { kLoadCFrag = kReferenceCFrag, kFindLib = kFindCFrag, kLoadNewCopy = kPrivateCFragCopy };
enum { kUnresolvedCFragSymbolAddress = 0 };
enum { kCodeCFragSymbol = 0, kDataCFragSymbol = 1, kTVectorCFragSymbol = 2, kTOCCFragSymbol = 3, kGlueCFragSymbol = 4 };
enum { kMemoryCFragLocator = 0, kDataForkCFragLocator = 1, kResourceCFragLocator = 2 };
enum { kImportLibraryCFrag = 0, kApplicationCFrag = 1, kDropInAdditionCFrag = 2, kStubLibraryCFrag = 3, kWeakStubLibraryCFrag = 4 };
enum { kIsCompleteCFrag = 0, kFirstCFragUpdate = 1 };
enum { kCFragGoesToEOF = 0 };
enum { kCFragResourceType = 'cfrg', kCFragResourceID = 0, kCFragLibraryFileType = 'shlb' };

#pragma pack(push, 2)
typedef struct CFragSystem7MemoryLocator {
    void *address;
    UInt32 length;
    Boolean inPlace;
    UInt8 reservedA;
    UInt16 reservedB;
} CFragSystem7MemoryLocator;

typedef struct CFragSystem7DiskFlatLocator {
    FSSpec *fileSpec;
    UInt32 offset;
    UInt32 length;
} CFragSystem7DiskFlatLocator;

typedef struct CFragSystem7SegmentedLocator {
    FSSpec *fileSpec;
    OSType rsrcType;
    SInt16 rsrcID;
    UInt16 reservedA;
} CFragSystem7SegmentedLocator;

typedef struct CFragSystem7Locator {
    SInt32 where;
    union {
        CFragSystem7DiskFlatLocator onDisk;
        CFragSystem7MemoryLocator inMem;
        CFragSystem7SegmentedLocator inSegs;
    } u;
} CFragSystem7Locator;

typedef struct CFragSystem7InitBlock {
    CFragContextID contextID;
    CFragClosureID closureID;
    CFragConnectionID connectionID;
    CFragSystem7Locator fragLocator;
    StringPtr libName;
    UInt32 reservedA;
    UInt32 reservedB;
    UInt32 reservedC;
    UInt32 reservedD;
} CFragSystem7InitBlock;
#pragma pack(pop)
typedef CFragSystem7InitBlock CFragInitBlock;
typedef CFragInitBlock *CFragInitBlockPtr;

BEGIN_MAC_DECLARATIONS
OSErr GetSharedLibrary(ConstStr63Param libName, CFragArchitecture archType, CFragLoadOptions options, CFragConnectionID *connID, Ptr *mainAddr, Str255 errMessage);
OSErr GetDiskFragment(const FSSpec *fileSpec, UInt32 offset, UInt32 length, ConstStr63Param fragName, CFragLoadOptions options, CFragConnectionID *connID, Ptr *mainAddr, Str255 errMessage);
OSErr GetMemFragment(void *memAddr, UInt32 length, ConstStr63Param fragName, CFragLoadOptions options, CFragConnectionID *connID, Ptr *mainAddr, Str255 errMessage);
OSErr CloseConnection(CFragConnectionID *connID);
OSErr FindSymbol(CFragConnectionID connID, ConstStr255Param symName, Ptr *symAddr, CFragSymbolClass *symClass);
OSErr CountSymbols(CFragConnectionID connID, long *symCount);
OSErr GetIndSymbol(CFragConnectionID connID, long symIndex, Str255 symName, Ptr *symAddr, CFragSymbolClass *symClass);
END_MAC_DECLARATIONS

#endif
