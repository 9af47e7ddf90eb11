// Types at run time: the classes of their descriptions, conversions for handlers, and dynamic_cast (Itanium C++ ABI, 2.9).

#include "exception.h"

namespace {
int compare(const char *a, const char *b) {
    while (*a && *a == *b)
        a++, b++;
    return (unsigned char)*a - (unsigned char)*b;
}
} // namespace

namespace std {
type_info::~type_info() = default;
bool type_info::operator==(const type_info &other) const noexcept {
    return this == &other || compare(__name, other.__name) == 0;
}
bool type_info::before(const type_info &other) const noexcept { return compare(__name, other.__name) < 0; }
bad_cast::~bad_cast() noexcept = default;
const char *bad_cast::what() const noexcept { return "std::bad_cast"; }
bad_typeid::~bad_typeid() noexcept = default;
const char *bad_typeid::what() const noexcept { return "std::bad_typeid"; }
} // namespace std

namespace __cxxabiv1 {
class __fundamental_type_info : public std::type_info {
public:
    ~__fundamental_type_info() override;
};
class __array_type_info : public std::type_info {
public:
    ~__array_type_info() override;
};
class __function_type_info : public std::type_info {
public:
    ~__function_type_info() override;
};
class __enum_type_info : public std::type_info {
public:
    ~__enum_type_info() override;
};

class __class_type_info : public std::type_info {
public:
    ~__class_type_info() override;
    // Tells `visitor` of each base of the object, directly or not.
    template <typename Visitor> void visit(char *object, bool isPublic, Visitor &visitor) const;
    virtual int baseCount() const { return 0; }
    virtual const __class_type_info *base(int, char *&, bool &) const { return nullptr; }
};

class __si_class_type_info : public __class_type_info {
public:
    ~__si_class_type_info() override;
    int baseCount() const override { return 1; }
    const __class_type_info *base(int, char *&, bool &) const override { return __base_type; }
    const __class_type_info *__base_type;
};

struct __base_class_type_info {
    const __class_type_info *__base_type;
    long __offset_flags;
};

class __vmi_class_type_info : public __class_type_info {
public:
    ~__vmi_class_type_info() override;
    int baseCount() const override { return __base_count; }
    const __class_type_info *base(int index, char *&object, bool &isPublic) const override {
        const __base_class_type_info &info = __base_info[index];
        long offset = info.__offset_flags >> 8;
        // Of a virtual base, the offset is in the table of virtual functions
        if (info.__offset_flags & 1)
            offset = *reinterpret_cast<long *>(*reinterpret_cast<char **>(object) + offset);
        object += offset;
        isPublic = info.__offset_flags & 2;
        return info.__base_type;
    }
    unsigned __flags;
    unsigned __base_count;
    __base_class_type_info __base_info[1];
};

class __pbase_type_info : public std::type_info {
public:
    ~__pbase_type_info() override;
    unsigned __flags;
    const std::type_info *__pointee;
};
class __pointer_type_info : public __pbase_type_info {
public:
    ~__pointer_type_info() override;
};
class __pointer_to_member_type_info : public __pbase_type_info {
public:
    ~__pointer_to_member_type_info() override;
    const __class_type_info *__context;
};

// Each is where its table of virtual functions is; with the first come the descriptions of fundamental types.
__fundamental_type_info::~__fundamental_type_info() = default;
__array_type_info::~__array_type_info() = default;
__function_type_info::~__function_type_info() = default;
__enum_type_info::~__enum_type_info() = default;
__class_type_info::~__class_type_info() = default;
__si_class_type_info::~__si_class_type_info() = default;
__vmi_class_type_info::~__vmi_class_type_info() = default;
__pbase_type_info::~__pbase_type_info() = default;
__pointer_type_info::~__pointer_type_info() = default;
__pointer_to_member_type_info::~__pointer_to_member_type_info() = default;

template <typename Visitor> void __class_type_info::visit(char *object, bool isPublic, Visitor &visitor) const {
    visitor(this, object, isPublic);
    for (int index = 0; index < baseCount(); index++) {
        char *place = object;
        bool isBasePublic = true;
        const __class_type_info *type = base(index, place, isBasePublic);
        type->visit(place, isPublic && isBasePublic, visitor);
    }
}

namespace {
// The class description that a description is, if it is one. Only its own table of virtual functions can tell.
extern "C" const void *const _ZTVN10__cxxabiv117__class_type_infoE[];
extern "C" const void *const _ZTVN10__cxxabiv120__si_class_type_infoE[];
extern "C" const void *const _ZTVN10__cxxabiv121__vmi_class_type_infoE[];
extern "C" const void *const _ZTVN10__cxxabiv119__pointer_type_infoE[];

const void *tableOf(const std::type_info *type) { return *reinterpret_cast<const void *const *>(type); }

const __class_type_info *asClass(const std::type_info *type) {
    const void *table = tableOf(type);
    bool isOne = table == _ZTVN10__cxxabiv117__class_type_infoE + 2 ||
                 table == _ZTVN10__cxxabiv120__si_class_type_infoE + 2 ||
                 table == _ZTVN10__cxxabiv121__vmi_class_type_infoE + 2;
    return isOne ? static_cast<const __class_type_info *>(type) : nullptr;
}

const __pointer_type_info *asPointer(const std::type_info *type) {
    return tableOf(type) == _ZTVN10__cxxabiv119__pointer_type_infoE + 2 ? static_cast<const __pointer_type_info *>(type)
                                                                       : nullptr;
}

// The one public base of a type; none where there are several.
struct Upcast {
    const std::type_info *wanted;
    char *found = nullptr;
    bool isAmbiguous = false;
    void operator()(const __class_type_info *type, char *object, bool isPublic) {
        if (*type != *wanted || !isPublic)
            return;
        if (found && found != object)
            isAmbiguous = true;
        found = object;
    }
};

bool upcast(const std::type_info *wanted, const std::type_info *type, void *&object) {
    const __class_type_info *from = asClass(type);
    if (!from || !asClass(wanted))
        return false;
    Upcast visitor{wanted};
    from->visit(static_cast<char *>(object), true, visitor);
    if (!visitor.found || visitor.isAmbiguous)
        return false;
    object = visitor.found;
    return true;
}
} // namespace

bool canCatch(const std::type_info *handler, const std::type_info *thrown, void *&object) {
    const __pointer_type_info *to = asPointer(handler);
    const __pointer_type_info *from = asPointer(thrown);
    if (!to || !from)
        return *handler == *thrown || upcast(handler, thrown, object);
    void *pointer = *static_cast<void **>(object);
    object = pointer;
    // A handler may be more qualified, not less: const and volatile are the low bits
    if (from->__flags & ~to->__flags & 3)
        return false;
    if (*to->__pointee == *from->__pointee || *to->__pointee == typeid(void))
        return true;
    if (!pointer)
        return false;
    return upcast(to->__pointee, from->__pointee, object);
}

namespace {
struct Downcast {
    const std::type_info *wanted;
    const std::type_info *source;
    char *sourceObject;
    char *holder = nullptr;
    char *only = nullptr;
    int count = 0;
    void operator()(const __class_type_info *type, char *object, bool isPublic) {
        if (*type != *wanted || !isPublic)
            return;
        if (only != object)
            count++;
        only = object;
        void *base = object;
        if (upcast(source, type, base) && base == sourceObject)
            holder = object;
    }
};
} // namespace

// From the whole object: the part of the wanted class that has the source in it, or else the only one there is.
extern "C" void *__dynamic_cast(const void *source, const __class_type_info *sourceType,
                                const __class_type_info *wantedType, long) {
    const long *table = *static_cast<const long *const *>(source);
    char *whole = const_cast<char *>(static_cast<const char *>(source)) + table[-2];
    const __class_type_info *type = reinterpret_cast<const __class_type_info *>(table[-1]);
    Downcast visitor{wantedType, sourceType, const_cast<char *>(static_cast<const char *>(source))};
    type->visit(whole, true, visitor);
    if (visitor.holder)
        return visitor.holder;
    return visitor.count == 1 ? visitor.only : nullptr;
}
} // namespace __cxxabiv1
