// new and delete, over the Memory Manager as the C library's malloc is; and the guards of static variables in functions.

#include <MacMemory.h>
#include <new>

// A program may have its own.
#define REPLACEABLE __attribute__((weak))

namespace {
std::new_handler newHandler;

void *allocate(std::size_t size) {
    for (;;) {
        if (void *memory = NewPtr(size ? size : 1))
            return memory;
        if (!newHandler)
            return nullptr;
        newHandler();
    }
}
} // namespace

namespace std {
const nothrow_t nothrow{};
new_handler set_new_handler(new_handler handler) noexcept {
    new_handler before = newHandler;
    newHandler = handler;
    return before;
}
} // namespace std

REPLACEABLE void *operator new(std::size_t size) {
    if (void *memory = allocate(size))
        return memory;
    throw std::bad_alloc();
}
REPLACEABLE void *operator new[](std::size_t size) { return operator new(size); }
REPLACEABLE void *operator new(std::size_t size, const std::nothrow_t &) noexcept { return allocate(size); }
REPLACEABLE void *operator new[](std::size_t size, const std::nothrow_t &) noexcept { return allocate(size); }
REPLACEABLE void operator delete(void *pointer) noexcept {
    if (pointer)
        DisposePtr(static_cast<Ptr>(pointer));
}
REPLACEABLE void operator delete[](void *pointer) noexcept { operator delete(pointer); }
REPLACEABLE void operator delete(void *pointer, std::size_t) noexcept { operator delete(pointer); }
REPLACEABLE void operator delete[](void *pointer, std::size_t) noexcept { operator delete(pointer); }

// One thread at a time runs a program's code: a guard only knows whether its variable is there.
extern "C" {
REPLACEABLE int __cxa_guard_acquire(char *guard) { return !*guard; }
REPLACEABLE void __cxa_guard_release(char *guard) { *guard = 1; }
REPLACEABLE void __cxa_guard_abort(char *) {}
}
