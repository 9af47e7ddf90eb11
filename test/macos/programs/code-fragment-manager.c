/* Code Fragment Manager, as a program sees it (Mac OS Runtime Architectures, chapters 1 and 3). */

#include <CodeFragments.h>
#include <Resources.h>

#include "checks.h"

extern long northValue, southValue;
extern long *northAddress, *southAddress;
extern long northTwice(long), southTwice(long), northRound(long), southRound(long);
extern long northTrace[8], southTrace[8];
extern long absentFunction(long) __attribute__((weak));

#define PSTR(text) ((ConstStr255Param)"\p" text)

typedef long (*Function)(long);

static int isEqual(ConstStr255Param string, const char *text)
{
    short i;
    for (i = 1; i <= string[0]; i++)
        if (string[i] != text[i - 1])
            return 0;
    return text[string[0]] == 0;
}

static void imports(void)
{
    source("Mac OS Runtime Architectures, chapter 1, Fragments");
    check("a function of an import library", northTwice(4), 8);
    check("a variable of one", northValue, 'N');
    check("a variable of another", southValue, 'S');
    check("a library's pointer to another's variable", *northAddress, 'S');
    check("and back", *southAddress, 'N');
    checkTrue("both see one variable", northAddress == &southValue && southAddress == &northValue);
    check("a library calls another", northRound(5), 10 + 'S');
    check("in a circle", southRound(5), 10 + 'N');
    northValue = 'n';
    check("a variable is shared", *southAddress, 'n');
    northValue = 'N';
    source("Mac OS Runtime Architectures, chapter 1, Initialization and Termination Routines");
    check("the routine is told its connection", northTrace[0], 1);
    check("and where the fragment is: in the data fork", northTrace[1], kDataForkCFragLocator);
    check("or in a resource", southTrace[1], kResourceCFragLocator);
    check("its name", northTrace[2], 'N');
    check("its file", southTrace[3], 'S');
    check("imports work in an initialization routine", northTrace[4], 42);
    check("in both", southTrace[4], 42);
    source("Mac OS Runtime Architectures, chapter 1, Weak Imports");
    check("an unresolved weak import is 0", (long)absentFunction, kUnresolvedCFragSymbolAddress);
}

static void sharedLibraries(void)
{
    CFragConnectionID north = 0, again = 0, system = 0, none = 0;
    Ptr mainAddress = (Ptr)-1, address = NULL;
    CFragSymbolClass symbolClass = 99;
    Str255 message, name;
    long count = 0, i, found = 0;
    source("Mac OS Runtime Architectures, chapter 3, GetSharedLibrary");
    check("of one that is loaded", GetSharedLibrary(PSTR("North"), kPowerPCCFragArch, kReferenceCFrag, &north, &mainAddress, message), noErr);
    checkTrue("gives a connection", north != 0);
    check("no main symbol", (long)mainAddress, 0);
    check("kFindCFrag finds it", GetSharedLibrary(PSTR("North"), kPowerPCCFragArch, kFindCFrag, &again, &mainAddress, message), noErr);
    check("the same connection", (long)again, (long)north);
    check("none of this name", GetSharedLibrary(PSTR("Nowhere"), kPowerPCCFragArch, kReferenceCFrag, &none, &mainAddress, message), cfragNoLibraryErr);
    checkTrue("whose name is the message", isEqual(message, "Nowhere"));
    check("kFindCFrag loads nothing", GetSharedLibrary(PSTR("Lonely"), kPowerPCCFragArch, kFindCFrag, &none, &mainAddress, message), cfragNoLibraryErr);
    check("one that lacks a library", GetSharedLibrary(PSTR("Lonely"), kPowerPCCFragArch, kReferenceCFrag, &none, &mainAddress, message), cfragNoLibraryErr);
    checkTrue("names the library that is not there", isEqual(message, "Gone"));
    check("one whose initialization fails", GetSharedLibrary(PSTR("Failing"), kPowerPCCFragArch, kReferenceCFrag, &none, &mainAddress, message), cfragInitFunctionErr);
    checkTrue("is named", isEqual(message, "Failing"));
    check("and is not kept", GetSharedLibrary(PSTR("Failing"), kPowerPCCFragArch, kFindCFrag, &none, &mainAddress, message), cfragNoLibraryErr);

    source("Mac OS Runtime Architectures, chapter 3, FindSymbol");
    check("a function", FindSymbol(north, PSTR("northTwice"), &address, &symbolClass), noErr);
    check("is of class", symbolClass, kTVectorCFragSymbol);
    check("and can be called", ((Function)address)(8), 16);
    check("is what an import is bound to", (long)address, (long)northTwice);
    check("a variable", FindSymbol(north, PSTR("northValue"), &address, &symbolClass), noErr);
    check("is data", symbolClass, kDataCFragSymbol);
    check("has its address", (long)address, (long)&northValue);
    check("names are told apart by case", FindSymbol(north, PSTR("NORTHVALUE"), &address, &symbolClass), cfragNoSymbolErr);
    check("no such connection", FindSymbol((CFragConnectionID)7777, PSTR("x"), &address, &symbolClass), cfragConnectionIDErr);

    source("Mac OS Runtime Architectures, chapter 3, CountSymbols");
    check("CountSymbols", CountSymbols(north, &count), noErr);
    check("exports", count, 5);
    source("Mac OS Runtime Architectures, chapter 3, GetIndSymbol");
    for (i = 0; i < count; i++)
        if (GetIndSymbol(north, i, name, &address, &symbolClass) == noErr && isEqual(name, "northValue"))
            found += address == (Ptr)&northValue && symbolClass == kDataCFragSymbol;
    check("each export once, from 0", found, 1);
    check("past the last", GetIndSymbol(north, count, name, &address, &symbolClass), cfragNoSymbolErr);
    check("before the first", GetIndSymbol(north, -1, name, &address, &symbolClass), cfragNoSymbolErr);

    source("Mac OS Runtime Architectures, chapter 3, GetSharedLibrary");
    check("of the system", GetSharedLibrary(PSTR("InterfaceLib"), kPowerPCCFragArch, kReferenceCFrag, &system, &mainAddress, message), noErr);
    check("has symbols", FindSymbol(system, PSTR("NewPtr"), &address, &symbolClass), noErr);
    check("that are functions", symbolClass, kTVectorCFragSymbol);
    check("the ones that are imported", (long)address, (long)NewPtr);
    check("and lacks others", FindSymbol(system, PSTR("NoSuchCall"), &address, &symbolClass), cfragNoSymbolErr);
    check("CloseConnection", CloseConnection(&system), noErr);
    check("what the program imports stays", (CloseConnection(&again), CloseConnection(&north)), noErr);
    check("and works", northTwice(3), 6);
    none = (CFragConnectionID)7777;
    source("Mac OS Runtime Architectures, chapter 3, CloseConnection");
    check("no such connection", CloseConnection(&none), cfragConnectionIDErr);
}

static int hasEnded(void)
{
    FSSpec spec;
    if (FSMakeFSSpec(0, 0, PSTR("plug ended"), &spec) != noErr)
        return 0;
    return FSpDelete(&spec) == noErr;
}

static void plugs(void)
{
    CFragConnectionID first = 0, second = 0, bad = 0;
    Ptr firstMain = NULL, secondMain = NULL, address = NULL;
    CFragSymbolClass symbolClass;
    Str255 message;
    FSSpec spec;
    long free = FreeMem(), length;
    Handle code;

    source("Mac OS Runtime Architectures, chapter 3, GetDiskFragment");
    check("its file", FSMakeFSSpec(0, 0, PSTR("Plug"), &spec), noErr);
    check("GetDiskFragment", GetDiskFragment(&spec, 0, kCFragGoesToEOF, PSTR("Plug"), kPrivateCFragCopy, &first, &firstMain, message), noErr);
    check("its main symbol", firstMain ? ((Function)firstMain)(1) : 0, 8);
    FindSymbol(first, PSTR("plugCalls"), &address, &symbolClass);
    check("it was initialized", *(long *)address, 100 + kDataForkCFragLocator);
    check("a second copy", GetDiskFragment(&spec, 0, kCFragGoesToEOF, PSTR("Plug"), kPrivateCFragCopy, &second, &secondMain, message), noErr);
    checkTrue("has a connection of its own", second != first);
    check("and data of its own", ((Function)secondMain)(1), 8);
    check("the first goes on", ((Function)firstMain)(1), 9);
    check("no termination routine yet", hasEnded(), 0);
    check("CloseConnection", CloseConnection(&first), noErr);
    check("calls the termination routine", hasEnded(), 1);
    check("and sets the connection to 0", (long)first, 0);
    check("the other is there", ((Function)secondMain)(1), 9);
    CloseConnection(&second);
    check("is terminated too", hasEnded(), 1);
    check("and all memory comes back", FreeMem(), free);
    check("not a fragment", GetDiskFragment(&spec, 8, kCFragGoesToEOF, PSTR("Plug"), kPrivateCFragCopy, &bad, &firstMain, message), cfragFragmentFormatErr);
    spec.name[1] = 'X';
    check("no such file", GetDiskFragment(&spec, 0, kCFragGoesToEOF, PSTR("Plug"), kPrivateCFragCopy, &bad, &firstMain, message), fnfErr);

    source("Mac OS Runtime Architectures, chapter 3, GetMemFragment");
    code = GetResource('ndrv', 128);
    checkTrue("a fragment in a resource", code != NULL);
    HLock(code);
    length = GetHandleSize(code);
    check("GetMemFragment", GetMemFragment(*code, length, PSTR("Memory Plug"), kPrivateCFragCopy, &first, &firstMain, message), noErr);
    check("its main symbol", ((Function)firstMain)(2), 9);
    check("FindSymbol", FindSymbol(first, PSTR("plugCalls"), &address, &symbolClass), noErr);
    check("it was told that it is in memory", *(long *)address, 100 + kMemoryCFragLocator);
    CloseConnection(&first);
    check("its termination routine", hasEnded(), 1);
    (*code)[0] = 'X';
    check("not a fragment", GetMemFragment(*code, length, PSTR("Bad"), kPrivateCFragCopy, &bad, &firstMain, message), cfragFragmentFormatErr);
    (*code)[0] = 'J';
    (*code)[8] = 'x';
    check("for another processor", GetMemFragment(*code, length, PSTR("Bad"), kPrivateCFragCopy, &bad, &firstMain, message), cfragArchitectureErr);
    checkTrue("its name is the message", isEqual(message, "Bad"));
    (*code)[8] = 'p';
    check("cut short", GetMemFragment(*code, 60, PSTR("Bad"), kPrivateCFragCopy, &bad, &firstMain, message), cfragFragmentCorruptErr);
}

int main(void)
{
    openResults();
    imports();
    sharedLibraries();
    plugs();
    FSClose(resultsFile);
    return 0;
}
