// new and delete, over the Memory Manager as the C library's malloc is; and the guards of static variables in functions.

#include <MacMemory.h>
#include <new>

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

void *operator new(std::size_t size) {
    if (void *memory = allocate(size))
        return memory;
    throw std::bad_alloc();
}
void *operator new[](std::size_t size) { return operator new(size); }
void *operator new(std::size_t size, const std::nothrow_t &) noexcept { return allocate(size); }
void *operator new[](std::size_t size, const std::nothrow_t &) noexcept { return allocate(size); }
void operator delete(void *pointer) noexcept {
    if (pointer)
        DisposePtr(static_cast<Ptr>(pointer));
}
void operator delete[](void *pointer) noexcept { operator delete(pointer); }
void operator delete(void *pointer, std::size_t) noexcept { operator delete(pointer); }
void operator delete[](void *pointer, std::size_t) noexcept { operator delete(pointer); }

// One thread at a time runs a program's code: a guard only knows whether its variable is there.
extern "C" {
int __cxa_guard_acquire(char *guard) { return !*guard; }
void __cxa_guard_release(char *guard) { *guard = 1; }
void __cxa_guard_abort(char *) {}
}
