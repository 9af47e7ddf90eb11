// What a thrown object has before it.
#ifndef EXCEPTION_H
#define EXCEPTION_H

#include <typeinfo>

#include "unwind.h"

namespace __cxxabiv1 {
struct __cxa_exception {
    const std::type_info *type;
    void (*destructor)(void *);
    __cxa_exception *next;
    // Negative while it is thrown again.
    int handlers;
    // What phase 1 found: the handler, and the object as the handler's type.
    int selector;
    Word landing;
    void *adjusted;
    _Unwind_Exception unwind;
};

inline void *objectOf(__cxa_exception *header) { return header + 1; }
inline __cxa_exception *headerOf(void *object) { return static_cast<__cxa_exception *>(object) - 1; }
inline __cxa_exception *headerOf(_Unwind_Exception *unwind) { return reinterpret_cast<__cxa_exception *>(unwind + 1) - 1; }

// Whether a handler of a type takes what was thrown; `object` becomes what the handler sees.
bool canCatch(const std::type_info *handler, const std::type_info *thrown, void *&object);
} // namespace __cxxabiv1

#endif
