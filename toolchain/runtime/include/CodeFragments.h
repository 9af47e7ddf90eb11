/* Code Fragment Manager: Inside Macintosh: PowerPC System Software, chapter 3; Mac OS Runtime Architectures, chapter 3. */
#ifndef __CODEFRAGMENTS__
#define __CODEFRAGMENTS__

#include "Files.h"
#include "MacErrors.h"
#include "MacTypes.h"

typedef struct OpaqueCFragConnectionID *CFragConnectionID;
typedef struct OpaqueCFragContextID *CFragContextID;
typedef struct OpaqueCFragClosureID *CFragClosureID;
typedef UInt32 CFragLoadOptions;
typedef UInt8 CFragSymbolClass;

enum { kPowerPCCFragArch = 'pwpc', kMotorola68KCFragArch = 'm68k', kCompiledCFragArch = 'pwpc' };
enum { kReferenceCFrag = 1, kFindCFrag = 2, kPrivateCFragCopy = 5 };
enum { kCodeCFragSymbol = 0, kDataCFragSymbol = 1, kTVectorCFragSymbol = 2, kTOCCFragSymbol = 3, kGlueCFragSymbol = 4 };
enum { kMemoryCFragLocator = 0, kDataForkCFragLocator = 1, kResourceCFragLocator = 2 };

BEGIN_MAC_DECLARATIONS
OSErr GetSharedLibrary(ConstStr63Param libName, OSType archType, CFragLoadOptions options, CFragConnectionID *connID, Ptr *mainAddr, Str255 errMessage);
OSErr GetDiskFragment(const FSSpec *fileSpec, UInt32 offset, UInt32 length, ConstStr63Param fragName, CFragLoadOptions options, CFragConnectionID *connID, Ptr *mainAddr, Str255 errMessage);
OSErr GetMemFragment(void *memAddr, UInt32 length, ConstStr63Param fragName, CFragLoadOptions options, CFragConnectionID *connID, Ptr *mainAddr, Str255 errMessage);
OSErr CloseConnection(CFragConnectionID *connID);
OSErr FindSymbol(CFragConnectionID connID, ConstStr255Param symName, Ptr *symAddr, CFragSymbolClass *symClass);
OSErr CountSymbols(CFragConnectionID connID, long *symCount);
OSErr GetIndSymbol(CFragConnectionID connID, long symIndex, Str255 symName, Ptr *symAddr, CFragSymbolClass *symClass);
END_MAC_DECLARATIONS

#endif
