/* Result codes: Inside Macintosh: Files, 2-240; Memory, 2-88; Processes, 2-28; More Macintosh Toolbox, 1-119. */
#ifndef __MACERRORS__
#define __MACERRORS__

#include "MacTypes.h"

enum {
    paramErr = -50,
    unimpErr = -4,
    /* File Manager */
    dirFulErr = -33,
    dskFulErr = -34,
    nsvErr = -35,
    ioErr = -36,
    bdNamErr = -37,
    fnOpnErr = -38,
    eofErr = -39,
    posErr = -40,
    mFulErr = -41,
    tmfoErr = -42,
    fnfErr = -43,
    wPrErr = -44,
    fLckdErr = -45,
    vLckdErr = -46,
    fBsyErr = -47,
    dupFNErr = -48,
    opWrErr = -49,
    rfNumErr = -51,
    gfpErr = -52,
    volOffLinErr = -53,
    permErr = -54,
    volOnLinErr = -55,
    nsDrvErr = -56,
    noMacDskErr = -57,
    extFSErr = -58,
    fsRnErr = -59,
    badMDBErr = -60,
    wrPermErr = -61,
    dirNFErr = -120,
    tmwdoErr = -121,
    badMovErr = -122,
    wrgVolTypErr = -123,
    volGoneErr = -124,
    /* Memory Manager */
    memROZErr = -99,
    memFullErr = -108,
    nilHandleErr = -109,
    memAdrErr = -110,
    memWZErr = -111,
    memPurErr = -112,
    memAZErr = -113,
    memPCErr = -114,
    memBCErr = -115,
    memSCErr = -116,
    memLockedErr = -117,
    /* Resource Manager */
    CantDecompress = -186,
    resourceInMemory = -188,
    writingPastEnd = -189,
    inputOutOfBounds = -190,
    resNotFound = -192,
    resFNotFound = -193,
    addResFailed = -194,
    rmvResFailed = -196,
    resAttrErr = -198,
    /* Process Manager, Gestalt, Code Fragment Manager */
    procNotFound = -600,
    memFragErr = -601,
    appModeErr = -602,
    gestaltUnknownErr = -5550,
    gestaltUndefSelectorErr = -5551,
    cfragContextIDErr = -2800,
    cfragConnectionIDErr = -2801,
    cfragNoSymbolErr = -2802,
    cfragNoSectionErr = -2803,
    cfragNoLibraryErr = -2804
};

#endif
