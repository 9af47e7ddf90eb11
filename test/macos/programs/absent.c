/* Parts of Mac OS 8.5 that this machine is without, as programs find out. */

#include "checks.h"
#include <CodeFragments.h>
#include <Gestalt.h>

/* Imported weakly: what is absent has no address. */
extern OSStatus InitOpenTransport(void);
extern OSStatus OTGetInterfaceInfo(void);
extern OSStatus RegistryEntryIDInit(void);
extern OSStatus RegistryEntrySearch(void);
extern OSErr NavGetFile(void);
extern UInt32 NavLibraryVersion(void);

static void *volatile address;

static OSErr asks(OSType selector)
{
    long response = 0;
    return Gestalt(selector, &response);
}

static OSErr opens(ConstStr255Param name)
{
    CFragConnectionID connection;
    Ptr mainAddress;
    Str255 message;
    return GetSharedLibrary(name, kPowerPCCFragArch, kReferenceCFrag, &connection, &mainAddress, message);
}

#define UNRESOLVED(name) (address = (void *)name, check(#name, (long)address, kUnresolvedCFragSymbolAddress))

int main(void)
{
    openResults();
    source("Mac OS Runtime Architectures, chapter 1, kUnresolvedCFragSymbolAddress");
    UNRESOLVED(InitOpenTransport);
    UNRESOLVED(OTGetInterfaceInfo);
    UNRESOLVED(RegistryEntryIDInit);
    UNRESOLVED(RegistryEntrySearch);
    UNRESOLVED(NavGetFile);
    UNRESOLVED(NavLibraryVersion);
    source("Gestalt Manager Reference: gestaltUndefSelectorErr");
    check("gestaltOpenTpt", asks('otan'), gestaltUndefSelectorErr);
    check("gestaltOpenTptVersions", asks('otvr'), gestaltUndefSelectorErr);
    check("gestaltOpenTptRemoteAccess", asks('otra'), gestaltUndefSelectorErr);
    check("gestaltNameRegistryVersion", asks('nreg'), gestaltUndefSelectorErr);
    source("Mac OS Runtime Architectures, chapter 3, GetSharedLibrary");
    check("OpenTransportLib", opens((ConstStr255Param)"\pOpenTransportLib"), cfragNoLibraryErr);
    check("OTClientUtilLib", opens((ConstStr255Param)"\pOTClientUtilLib"), cfragNoLibraryErr);
    check("OpenTptInternetLib", opens((ConstStr255Param)"\pOpenTptInternetLib"), cfragNoLibraryErr);
    check("NameRegistryLib", opens((ConstStr255Param)"\pNameRegistryLib"), cfragNoLibraryErr);
    check("NavigationLib", opens((ConstStr255Param)"\pNavigationLib"), cfragNoLibraryErr);
    FSClose(resultsFile);
    return 0;
}
