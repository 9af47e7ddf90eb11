// Throwing and catching (Itanium C++ ABI: Exception Handling, level II).

#include "exception.h"

#include <MacMemory.h>
#include <Processes.h>
#include <exception>
#include <new>

namespace {
// Where memory is so short that no exception can be made, one still can.
alignas(16) char reserve[512];
bool reserveIsTaken;

__cxxabiv1::__cxa_exception *caught;
int uncaught;
std::terminate_handler terminateHandler;
// What nothing catches: its type's name, and what it says if it is a std::exception.
const char *thrownType, *thrownText;
} // namespace

namespace std {
exception::~exception() noexcept = default;
const char *exception::what() const noexcept { return "std::exception"; }
bad_exception::~bad_exception() noexcept = default;
const char *bad_exception::what() const noexcept { return "std::bad_exception"; }
bad_alloc::~bad_alloc() noexcept = default;
const char *bad_alloc::what() const noexcept { return "std::bad_alloc"; }

terminate_handler set_terminate(terminate_handler handler) noexcept {
    terminate_handler before = terminateHandler;
    terminateHandler = handler;
    return before;
}
terminate_handler get_terminate() noexcept { return terminateHandler; }
void terminate() noexcept {
    if (terminateHandler)
        terminateHandler();
    // ExitToShell takes nothing; a debugger finds in its registers what was thrown.
    auto exitWith = reinterpret_cast<void (*)(const char *, const char *)>(ExitToShell);
    for (;;)
        exitWith(thrownType, thrownText);
}
bool uncaught_exception() noexcept { return uncaught > 0; }
int uncaught_exceptions() noexcept { return uncaught; }
} // namespace std

namespace __cxxabiv1 {
[[noreturn]] static void terminateFor(__cxa_exception *header) {
    void *object = objectOf(header);
    thrownType = header->type->name();
    if (canCatch(&typeid(std::exception), header->type, object))
        thrownText = static_cast<std::exception *>(object)->what();
    std::terminate();
}

extern "C" {
void *__cxa_allocate_exception(std::size_t size) {
    std::size_t total = size + sizeof(__cxa_exception);
    void *memory = NewPtrClear(total);
    if (!memory && !reserveIsTaken && total <= sizeof reserve) {
        reserveIsTaken = true;
        memory = reserve;
        for (char &byte : reserve)
            byte = 0;
    }
    if (!memory)
        std::terminate();
    return objectOf(static_cast<__cxa_exception *>(memory));
}

void __cxa_free_exception(void *object) {
    void *memory = headerOf(object);
    if (memory == reserve)
        reserveIsTaken = false;
    else
        DisposePtr(static_cast<Ptr>(memory));
}

[[noreturn]] void __cxa_throw(void *object, std::type_info *type, void (*destructor)(void *)) {
    __cxa_exception *header = headerOf(object);
    header->type = type;
    header->destructor = destructor;
    uncaught++;
    _Unwind_RaiseException(&header->unwind);
    terminateFor(header);
}

void *__cxa_get_exception_ptr(void *unwind) { return headerOf(static_cast<_Unwind_Exception *>(unwind))->adjusted; }

void *__cxa_begin_catch(void *unwind) {
    __cxa_exception *header = headerOf(static_cast<_Unwind_Exception *>(unwind));
    uncaught--;
    header->handlers = (header->handlers < 0 ? -header->handlers : header->handlers) + 1;
    if (header != caught) {
        header->next = caught;
        caught = header;
    }
    return header->adjusted;
}

void __cxa_end_catch() {
    __cxa_exception *header = caught;
    if (!header)
        return;
    if (header->handlers < 0) {
        if (++header->handlers == 0)
            caught = header->next;
        return;
    }
    if (--header->handlers > 0)
        return;
    caught = header->next;
    if (header->destructor)
        header->destructor(objectOf(header));
    __cxa_free_exception(objectOf(header));
}

[[noreturn]] void __cxa_rethrow() {
    __cxa_exception *header = caught;
    if (header) {
        header->handlers = -header->handlers;
        uncaught++;
        _Unwind_RaiseException(&header->unwind);
        terminateFor(header);
    }
    std::terminate();
}

std::type_info *__cxa_current_exception_type() { return caught ? const_cast<std::type_info *>(caught->type) : nullptr; }

[[noreturn]] void __cxa_bad_cast() { throw std::bad_cast(); }
[[noreturn]] void __cxa_bad_typeid() { throw std::bad_typeid(); }
[[noreturn]] void __cxa_throw_bad_array_new_length() { throw std::bad_alloc(); }
[[noreturn]] __attribute__((weak)) void __cxa_pure_virtual() { std::terminate(); }
[[noreturn]] __attribute__((weak)) void __cxa_deleted_virtual() { std::terminate(); }
}
} // namespace __cxxabiv1
