/* C++ as a program built by other compilers uses it: construction, exceptions, types at run time. */

#include "checks.h"

#include <new>
#include <typeinfo>

static int order;
static int constructedAt, destroyed;

struct Static {
    Static() { constructedAt = ++order; }
    ~Static() { destroyed++; }
};
static Static object;

struct Counted {
    static int alive;
    int value;
    explicit Counted(int value) : value(value) { alive++; }
    Counted(const Counted &other) : value(other.value) { alive++; }
    ~Counted() { alive--; }
};
int Counted::alive;

struct Error {
    int code;
    explicit Error(int code) : code(code) {}
    Error(const Error &other) : code(other.code) {}
    virtual ~Error() {}
    virtual int kind() const { return 1; }
};
struct FileError : Error {
    explicit FileError(int code) : Error(code) {}
    int kind() const override { return 2; }
};
struct Tagged {
    int tag = 77;
    virtual ~Tagged() {}
};
struct Both : Tagged, Error {
    Both() : Error(5) {}
    int kind() const override { return 3; }
};
struct Shared {
    int shared = 9;
    virtual ~Shared() {}
};
struct Left : virtual Shared {};
struct Right : virtual Shared {};
struct Diamond : Left, Right {};

__attribute__((noinline)) static void fail(int what) {
    Counted local(what);
    switch (what) {
    case 1:
        throw 42;
    case 2:
        throw FileError(-43);
    case 3:
        throw Both();
    case 4:
        throw "text";
    case 5:
        throw Diamond();
    case 6:
        throw static_cast<FileError *>(nullptr);
    case 7:
        throw Counted(7);
    case 8:
        throw 2.5;
    }
}

__attribute__((noinline)) static int deep(int depth, int what) {
    Counted local(depth);
    if (depth == 0)
        fail(what);
    else
        deep(depth - 1, what);
    return local.value;
}

static void throwing() {
    source("ISO C++ 15");
    try {
        fail(0);
        checkTrue("nothing is thrown", true);
    } catch (...) {
        checkTrue("nothing is thrown", false);
    }
    try {
        deep(10, 1);
    } catch (const Error &) {
        checkTrue("an int is no Error", false);
    } catch (int value) {
        check("an int", value, 42);
    }
    check("destructors of eleven frames have run", Counted::alive, 0);
    try {
        deep(3, 2);
    } catch (const Error &error) {
        check("a base class", error.code, -43);
        check("is the object that was thrown", error.kind(), 2);
    }
    try {
        fail(3);
    } catch (const Error &error) {
        check("the second base", error.code, 5);
        check("calls the whole object's function", error.kind(), 3);
    }
    try {
        fail(4);
    } catch (const char *text) {
        check("a pointer", text[1], 'e');
    }
    try {
        fail(5);
    } catch (const Shared &shared) {
        check("a virtual base", shared.shared, 9);
    }
    try {
        fail(6);
    } catch (Error *pointer) {
        checkTrue("a null pointer is caught as its base's would be", pointer == nullptr);
    } catch (FileError *pointer) {
        checkTrue("a null pointer is caught as its base's would be", pointer == nullptr);
    }
    try {
        fail(7);
    } catch (Counted counted) {
        check("a copy", counted.value, 7);
        check("and the exception", Counted::alive, 2);
    }
    check("both are gone", Counted::alive, 0);
    try {
        fail(8);
    } catch (float) {
        checkTrue("a double is no float", false);
    } catch (double value) {
        checkTrue("a double", value == 2.5);
    }
}

static void again() {
    source("ISO C++ 15.1");
    int steps = 0;
    try {
        try {
            fail(2);
        } catch (Error &error) {
            steps = 1;
            error.code = 99;
            throw;
        }
    } catch (const FileError &error) {
        check("thrown again, it is the same object", error.code, 99);
        check("after its first handler", steps, 1);
    }
    try {
        try {
            fail(1);
        } catch (int value) {
            try {
                fail(8);
            } catch (double) {
                check("an exception within a handler", value, 42);
            }
            throw value + 1;
        }
    } catch (int value) {
        check("another one out of a handler", value, 43);
    }
    check("no exception is left", std::uncaught_exceptions(), 0);
}

/* Registers that calls preserve come back as the catching function had them. */
__attribute__((noinline)) static double preserved(double a, double b, int n) {
    double c = a * b, d = a + b, e = a - b;
    int p = n * 3, q = n * 5, r = n * 7, s = n * 11;
    for (int i = 0; i < 3; i++) {
        try {
            deep(i, 1 + i % 2);
        } catch (...) {
            c += 1, d += 2, e += 3, p++, q++, r++, s++;
        }
    }
    return c + d * 10 + e * 100 + p + q + r + s;
}

__attribute__((noinline)) static int withAlloca(int size) {
    char *room = static_cast<char *>(__builtin_alloca(size));
    room[0] = 1;
    try {
        deep(2, 1);
    } catch (int value) {
        return value + room[0];
    }
    return 0;
}

extern "C" __attribute__((noinline)) int throughC(int (*function)(int), int value) { return function(value) + 1; }
static int callback(int value) {
    if (value > 3)
        throw value;
    return value;
}

static void frames() {
    source("Mac OS Runtime Architectures, traceback tables");
    check("floating-point and general registers", preserved(2, 3, 1), 6 + 3 + (5 + 6) * 10 + (-1 + 9) * 100 + 26 + 12);
    check("a frame of no fixed size", withAlloca(300), 43);
    try {
        throughC(callback, 5);
    } catch (int value) {
        check("through a function of C", value, 5);
    }
}

static void types() {
    source("ISO C++ 5.2.7 and 5.2.8");
    Both both;
    Tagged *tagged = &both;
    Error *error = dynamic_cast<Error *>(tagged);
    checkTrue("a cast across", error == &both);
    checkTrue("a cast down", dynamic_cast<Both *>(error) == &both);
    checkTrue("a cast that fails", dynamic_cast<FileError *>(error) == nullptr);
    Diamond diamond;
    Shared *shared = &diamond;
    checkTrue("down from a virtual base", dynamic_cast<Diamond *>(shared) == &diamond);
    checkTrue("typeid is the whole object's", typeid(*error) == typeid(Both));
    checkTrue("a name", typeid(int).name()[0] == 'i');
    try {
        (void)dynamic_cast<FileError &>(*error);
        checkTrue("bad_cast", false);
    } catch (const std::bad_cast &) {
        checkTrue("bad_cast", true);
    }
}

static int &once(int value) {
    static int first = value;
    return first;
}

static void memory() {
    source("ISO C++ 18.4");
    int *numbers = new int[10];
    numbers[9] = 9;
    check("new[]", numbers[9], 9);
    delete[] numbers;
    try {
        char *volatile huge = new char[0x7f000000];
        checkTrue("bad_alloc", huge == nullptr);
    } catch (const std::exception &error) {
        checkTrue("bad_alloc", typeid(error) == typeid(std::bad_alloc));
    }
    char *volatile none = new (std::nothrow) char[0x7f000000];
    checkTrue("nothrow", none == nullptr);
    once(5);
    check("a static in a function is made once", once(6), 5);
    source("ISO C++ 3.6.2");
    check("a static object was made before main", constructedAt, 1);
    check("and is still there", destroyed, 0);
}

static void lastWords() {
    source("ISO C++ 15.5.1");
    checkTrue("terminate calls its handler", true);
    ExitToShell();
}

int main() {
    openResults();
    throwing();
    again();
    frames();
    types();
    memory();
    std::set_terminate(lastWords);
    throw 1;
}
